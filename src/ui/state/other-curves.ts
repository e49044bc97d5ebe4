// The curves of the futures that were left behind: taken from the run that was on the stage when it was left, or from the lanes that are
// compared; of those that a link or a reload brought back they are computed once the stage stands still.
import { futureLanes } from '../../analysis/futures.ts';
import { samplesUpTo } from '../../analysis/shared-past.ts';
import { heard } from '../../worker/connection.ts';
import type { RunFacts, Samples } from '../../worker/door.ts';
import type { Page } from './page.ts';
import { lanesOf } from './requests.ts';
import type { Work } from './slices/work.ts';
import type { PageState } from './store.ts';

/** Milliseconds of rest before the worker is asked for more than is shown. */
const SETTLES = 1_500;
/** Of more users a curve is not worth another run. */
const MOST_USERS = 50_000;

type Curves = Readonly<Record<string, Samples>>;

/** Of the futures among these runs, as far as each was seen. */
export const curvesIn = (lanes: readonly RunFacts[], { futures = [] }: Work): Curves =>
  Object.fromEntries(
    futures.flatMap(({ id, reached }) => {
      const lane = lanes.find(({ spec }) => spec.variant.id === id);
      return lane === undefined ? [] : [[id, samplesUpTo(lane.samples, reached)] as const];
    }),
  );

const isUnknown = ({ work, otherCurves, stage, comparing, playing }: PageState): boolean =>
  work !== null &&
  stage.is === 'ready' &&
  !comparing &&
  !playing &&
  work.scenario.population.users <= MOST_USERS &&
  (work.futures ?? []).some(({ id }) => otherCurves[id] === undefined);

/** Asks for the curves that are not known, each work once, for as long as the page lives. */
export function followOtherCurves(page: Page): void {
  const { store, get, set, connection } = page;
  let timer = 0;
  let asked: Work | null = null;
  const ask = async (): Promise<void> => {
    const { work, otherCurves } = get();
    if (work === null || work === asked || !isUnknown(get())) return;
    asked = work;
    const { scenario, inputs, futures = [] } = work;
    const variants = futureLanes(scenario, futures, inputs)
      .map(({ variant }) => variant)
      .filter(({ id }) => otherCurves[id] === undefined);
    const request = { ...lanesOf(work), variants };
    const answer = await connection.door.compare(
      connection.task(),
      request,
      false,
      heard(() => {}),
    );
    if (answer !== null && get().work === work)
      set({ otherCurves: { ...get().otherCurves, ...curvesIn(answer.lanes, work) } });
  };
  store.subscribe((now) => {
    if (!isUnknown(now) || now.work === asked) return;
    window.clearTimeout(timer);
    // What cannot be computed is not drawn.
    timer = window.setTimeout(() => void ask().catch(() => {}), SETTLES);
  });
}
