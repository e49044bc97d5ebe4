// What people look into: one user, one message's envelope, the messages on their way at the shown moment. It asks the worker and
// puts the answers into the store.
import type { Place } from '../../analysis/component-status.ts';
import { kindAt } from '../../analysis/kinds.ts';
import { nextDivergent } from '../../analysis/raster.ts';
import { CELL_BITS, type MessageKey } from '../../worker/door.ts';
import { type Page, unlessNone } from './page.ts';
import { NOBODY } from './slices/choice.ts';
import type { PageState } from './store.ts';

/** As many as the broker's card lists. */
const MOST = 40;

const wantsMessages = ({ stage, frame, playing, held, place, comparing }: PageState): boolean =>
  stage.is === 'ready' && frame !== null && !held && !comparing && (!playing || place === 'broker');

export class Choice {
  private readonly page: Page;
  private asking = false;

  constructor(page: Page) {
    this.page = page;
    page.store.subscribe((now, before) => {
      const moved = now.frame !== before.frame || now.playing !== before.playing || now.place !== before.place;
      if (moved || now.held !== before.held) void this.askOnTheWay();
    });
  }

  /** Chooses a user, or nobody. */
  async user(user: number | null): Promise<void> {
    const { get, set, connection } = this.page;
    set({ selected: user, place: null, letter: null, ...(user === null && { ...NOBODY, sheet: false }) });
    if (user === null) return;
    const { door } = connection;
    const asked = [door.user(user, get().time), door.history(user), door.reads(user)] as const;
    // A run that is still to be computed asks for its chosen user when it is.
    const answers = await unlessNone(Promise.all(asked));
    if (answers === undefined) return;
    const [facts, userLines, userReads] = answers;
    if (get().selected === user) set({ user: facts, userLines, userReads });
  }

  /** Chooses the divergent user after or before the chosen one; where nobody is divergent that is said. */
  async nextDivergent(step: 1 | -1): Promise<void> {
    const { get, notices } = this.page;
    const { frame, selected } = get();
    if (frame === null) return;
    const next = nextDivergent(frame.cells, selected ?? (step === 1 ? 0 : 1), step, CELL_BITS.kind);
    if (next === undefined) return notices.announce('Nobody is divergent at this moment.');
    await this.user(next);
    const { user } = get();
    if (user !== null) notices.announce(`User ${next}, ${kindAt(user.kind)?.title ?? 'truth and copy agree'}.`);
  }

  /** Opens the card of a part of the topology, or closes it. */
  place(place: Place | null): void {
    this.page.set({ place, letter: null });
  }

  /** Opens the envelope of a message, or closes it. */
  async message(key: MessageKey | null): Promise<void> {
    const { get, set, connection } = this.page;
    if (key === null) return set({ letter: null });
    const { facts } = get();
    const letter = await unlessNone(connection.door.message(key));
    if (letter !== undefined && get().facts === facts) set({ letter });
  }

  /** Asks for the messages on their way at the frame's moment, one question at a time. */
  private async askOnTheWay(): Promise<void> {
    const { get, set, connection } = this.page;
    const { frame, facts } = get();
    if (this.asking || frame === null || !wantsMessages(get())) return;
    this.asking = true;
    try {
      const onTheWay = await connection.door.onTheWay(frame.time, MOST);
      if (get().facts === facts) set({ onTheWay });
    } catch {
      // The worker went away or the run was replaced; whoever noticed has said so.
      return;
    } finally {
      this.asking = false;
    }
    if (get().frame?.time !== frame.time) void this.askOnTheWay();
  }
}
