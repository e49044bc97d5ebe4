// What stands on the stage where no lesson is open: one picture of several, gone through by a key or a touch. Lanes are pictures where
// they are compared, a few at a time; going to them or from them opens and closes the comparison.
import type { Runner } from '../runner.ts';
import { FREE_STAGES, type FreeStage } from '../slices/lesson.ts';
import type { PageState } from '../store.ts';

/** More lanes do not fit at the stage's size. */
export const LANES_ON_STAGE = 3;

interface FreePicture {
  readonly stage: FreeStage | 'lanes' | 'history';
  /** Of lanes, the first that is shown. */
  readonly from: number;
}

type Seen = Pick<PageState, 'comparing' | 'comparison' | 'selected' | 'userOnStage' | 'freeStage' | 'lanesFrom'>;

/** All that there are now, in the order in which they are gone through. */
function freePictures({ comparing, comparison, selected, userOnStage }: Seen): readonly FreePicture[] {
  const lanes = comparison?.lanes.length ?? 0;
  const groups = Math.max(Math.ceil(lanes / LANES_ON_STAGE), comparing ? 1 : 0);
  return [
    ...FREE_STAGES.map((stage) => ({ stage, from: 0 })),
    ...Array.from({ length: groups }, (_, n) => ({ stage: 'lanes' as const, from: n * LANES_ON_STAGE })),
    ...(selected !== null || userOnStage ? [{ stage: 'history' as const, from: 0 }] : []),
  ];
}

/** The picture that stands there: the chosen user first, then the lanes, if they are compared. */
export function freePicture(page: Seen): FreePicture {
  if (page.userOnStage) return { stage: 'history', from: 0 };
  if (!page.comparing) return { stage: page.freeStage, from: 0 };
  const groups = freePictures(page).filter(({ stage }) => stage === 'lanes');
  return groups.find(({ from }) => from === page.lanesFrom) ?? { stage: 'lanes', from: 0 };
}

/** Shows the picture at this place, from 0; where there is none, nothing changes. */
export function showPicture({ get, set, comparison }: Runner, place: number): void {
  const next = freePictures(get())[place];
  if (next === undefined) return;
  const { stage, from } = next;
  set({ userOnStage: stage === 'history' });
  if (stage === 'lanes') {
    set({ lanesFrom: from });
    if (!get().comparing) void comparison.open();
    return;
  }
  if (get().comparing) comparison.close();
  if (stage !== 'history') set({ freeStage: stage });
}

export function nextPicture(runner: Runner): void {
  const all = freePictures(runner.get());
  const now = freePicture(runner.get());
  const at = all.findIndex(({ stage, from }) => stage === now.stage && from === now.from);
  showPicture(runner, (at + 1) % all.length);
}
