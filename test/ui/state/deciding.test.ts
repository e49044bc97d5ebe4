// A decision and its report on the page: the same as one run after another, whoever ran them, stopped, and gone on with when a worker dies.
import { expect, test, vi } from 'vitest';
import { drawingLanes, lanesFrom } from '../../../src/analysis/report/drawn-lanes.ts';
import { reportText } from '../../../src/analysis/report/report.ts';
import { writeScenario } from '../../../src/files/index.ts';
import type { StartSeat } from '../../../src/pool/pool.ts';
import { Deciding } from '../../../src/ui/state/deciding.ts';
import * as downloads from '../../../src/ui/state/download.ts';
import { LongTask } from '../../../src/ui/state/long-task.ts';
import { createPage } from '../../../src/ui/state/page.ts';
import type { Crew } from '../../../src/worker/crew.ts';
import { decisionQuestion } from '../../../src/worker/deciding.ts';
import { host } from '../../../src/worker/host.ts';
import { decided } from '../../support/decided.ts';
import { connectionTo } from '../../support/runner.tsx';
import { scenario, silent, variant } from '../../support/scenarios.ts';

const of = scenario({
  length: '6h',
  population: { users: 40, suspendedShare: 0.3 },
  workload: { suspend: '0.5/h', reactivate: '0.7/h', signUps: '0/h', delete: '0/h' },
  people: { find: '5m', build: '10m', review: '5m', run: '1m', fix: '5m', handOff: '1d', hours: 'always' },
  faults: [silent('1h', '2h')],
  ranges: { 'costs.wrongInvoice': [1, 100], 'people.build': ['1m', '2h'] },
  variants: [variant('wait'), variant('resync')],
});
const work = {
  scenario: of,
  seed: of.seed,
  variant: 'wait',
  inputs: [],
  source: { file: 'a.yaml', text: '', siblings: {} },
};
const question = decisionQuestion({ scenario: of, variants: of.variants, seed: of.seed, inputs: [] });

/** `spoil` may put other seats in the place of the crew's. */
function setUp(spoil: (crew: Crew) => Crew = (crew) => crew) {
  const connection = connectionTo(host());
  const closed = vi.fn();
  const crew = (): Crew => {
    const made = spoil(connection.crew());
    return { seats: made.seats, drawers: made.drawers, close: closed };
  };
  const page = createPage(() => ({ ...connection, crew }));
  page.set({ work: work as never });
  return { page, closed, deciding: new Deciding(page, new LongTask(page, 'decisionStage')) };
}

/** The first seats die with their first task, so many of them. */
const dying =
  (many: number) =>
  (crew: Crew): Crew => {
    let left = many;
    const seats: Crew['seats'] = (jobs) => {
      const sound = crew.seats(jobs);
      const start: StartSeat = (say, gone) => {
        if (left-- <= 0) return sound(say, gone);
        return { give: () => queueMicrotask(() => gone('out of memory')), close: () => {} };
      };
      return start;
    };
    return { ...crew, seats };
  };

test('it is the decision of the same runs one after another, and the workers are let go', async () => {
  const { page, deciding, closed } = setUp();
  const shares: number[] = [];
  page.store.subscribe(({ decisionStage }) => decisionStage.is === 'running' && shares.push(decisionStage.done));
  expect(await deciding.run(3)).toBe(true);
  expect(page.get().decision).toEqual(decided(question, 3));
  expect(page.get().decisionStage).toEqual({ is: 'ready' });
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.length).toBeGreaterThan(3);
  expect(closed).toHaveBeenCalledOnce();
});

test('a worker that dies costs its task, which another takes: the decision is the same', async () => {
  const { page, deciding } = setUp(dying(1));
  expect(await deciding.run(3)).toBe(true);
  expect(page.get().decision).toEqual(decided(question, 3));
});

test('where every worker dies it says so, and lets them go', async () => {
  const { page, deciding, closed } = setUp(dying(Number.POSITIVE_INFINITY));
  expect(await deciding.run(3)).toBe(false);
  expect(page.get().decision).toBeNull();
  expect(page.get().decisionStage).toEqual({
    is: 'failed',
    reason: `seed ${of.seed}: the thread that ran it died 2 times: out of memory`,
  });
  expect(closed).toHaveBeenCalledOnce();
});

test('stopped it ends, with nothing decided', async () => {
  const { page, deciding, closed } = setUp();
  const stop = page.store.subscribe(({ decisionStage }) => {
    if (decisionStage.is === 'running' && decisionStage.done > 0) deciding.cancel();
  });
  expect(await deciding.run(8)).toBe(false);
  stop();
  expect(page.get().decision).toBeNull();
  expect(page.get().decisionStage).toEqual({ is: 'empty' });
  expect(closed).toHaveBeenCalledOnce();
});

test('a second one takes the place of the first', async () => {
  const { page, deciding } = setUp();
  const [first, second] = await Promise.all([deciding.run(2), deciding.run(3)]);
  expect([first, second]).toEqual([false, true]);
  expect(page.get().decision?.seeds).toBe(3);
});

test('the report has the bytes of one that one worker makes', async () => {
  const download = vi.spyOn(downloads, 'download').mockImplementation(() => {});
  const { deciding } = setUp();
  await deciding.report('markdown', 3);
  const { scenario: made, variants } = question;
  const drawing = drawingLanes(question, undefined);
  let step = drawing.next();
  while (step.done !== true) step = drawing.next();
  const alone = reportText(
    {
      scenario: made,
      variants,
      decision: decided(question, 3),
      lanes: lanesFrom(step.value),
      text: writeScenario(made),
    },
    'markdown',
  );
  expect(download).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/\.report\.md$/), alone, 'text/markdown');
});
