// The day as a film of one minute: played once from where the scenario opens, at the pace of events, for a room that only looks. At its
// end one thing is offered: the strategies, from where the repair begins.
import type { Comparing } from './comparison.ts';
import type { Page } from './page.ts';
import type { Playing } from './playing.ts';
import type { TimelineZoom } from './zoom.ts';

interface Neighbours {
  readonly page: Page;
  readonly play: Playing;
  readonly comparison: Comparing;
  readonly zoom: TimelineZoom;
}

export class Film {
  private readonly its: Neighbours;

  constructor(neighbours: Neighbours) {
    this.its = neighbours;
    const { page, zoom } = neighbours;
    page.store.subscribe(({ film, playing, time, end, comparing }) => {
      if (film !== 'plays' || playing || time < end) return;
      page.set({ film: comparing ? 'none' : 'over' });
      if (!comparing) zoom.all();
    });
  }

  begin(): void {
    const { page, play } = this.its;
    if (page.get().stage.is !== 'ready') return;
    play.restart();
    play.paced();
    page.set({ film: 'plays' });
    play.start();
  }

  readonly compare = async (): Promise<void> => {
    const { page, play, comparison } = this.its;
    const { facts } = page.get();
    page.set({ film: 'none' });
    play.seek(facts?.repairAt ?? 0);
    await comparison.open();
    if (page.get().comparison !== null) play.start();
  };

  readonly close = (): void => this.its.page.set({ film: 'none' });
}
