// A comparison over many seeds on the page: the same as one after another, shown as it comes, stopped and gone on with.
import { afterEach, expect, test, vi } from 'vitest';
import type { SweepResult } from '../../../src/engine/index.ts';
import type { StartSeat } from '../../../src/pool/pool.ts';
import { createPage } from '../../../src/ui/state/page.ts';
import { Sweep } from '../../../src/ui/state/sweep.ts';
import { crewSize } from '../../../src/worker/crew.ts';
import { host } from '../../../src/worker/host.ts';
import { connectionTo } from '../../support/runner.tsx';
import { scenario, variant } from '../../support/scenarios.ts';
import { sweep } from '../../support/sweep.ts';

afterEach(() => void vi.restoreAllMocks());

const of = scenario({
  length: '2h',
  population: { users: 20 },
  workload: { suspend: '1/h' },
  variants: [variant('wait'), variant('resync')],
});
const work = {
  scenario: of,
  seed: of.seed,
  variant: 'wait',
  inputs: [],
  source: { file: 'a.yaml', text: '', siblings: {} },
};

function setUp(seats?: StartSeat) {
  const connection = connectionTo(host());
  const page = createPage(() => (seats === undefined ? connection : { ...connection, seats: () => seats }));
  page.set({ work: work as never });
  return { page, sweep: new Sweep(page) };
}

test('the means are those of the same seeds one after another, whoever ran them', async () => {
  const { page, sweep: sweeping } = setUp();
  await sweeping.run(4);
  expect(page.get().sweep).toEqual(sweep(of, of.variants, 4));
  expect(page.get().sweepStage).toEqual({ is: 'ready' });
});

/** Seeds are done in their order where there is one core. */
const oneCore = () => vi.spyOn(navigator, 'hardwareConcurrency', 'get').mockReturnValue(1);

test('what has come is shown before the rest has', async () => {
  oneCore();
  const { page, sweep: sweeping } = setUp();
  const seen: SweepResult[] = [];
  page.store.subscribe(({ sweep: now }) => now !== null && seen.at(-1) !== now && seen.push(now));
  await sweeping.run(4);
  const counts = seen.map(({ seeds }) => seeds);
  expect(counts[0]).toBeLessThan(4);
  expect(counts.at(-1)).toBe(4);
  expect(seen[0]).toEqual(sweep(of, of.variants, counts[0] as number));
});

test('stopped it keeps what it has, and goes on from there: no seed is run twice', async () => {
  oneCore();
  const { page, sweep: sweeping } = setUp();
  const stop = page.store.subscribe(({ seedRuns }) => {
    if (seedRuns.length >= 2) sweeping.cancel();
  });
  await sweeping.run(9);
  stop();
  expect(page.get().sweepStage).toEqual({ is: 'ready' });
  const before = page.get().seedRuns;
  expect(before.length).toBeLessThan(9);
  await sweeping.run(9);
  expect(
    page
      .get()
      .seedRuns.slice(0, before.length)
      .every((runs, n) => runs === before[n]),
  ).toBe(true);
  expect(page.get().sweep).toEqual(sweep(of, of.variants, 9));
});

test('workers that die are told, and nothing that came is lost', async () => {
  const deadly: StartSeat = (_, gone) => ({ give: () => queueMicrotask(() => gone('out of memory')), close: () => {} });
  const { page, sweep: sweeping } = setUp(deadly);
  await sweeping.run(3);
  expect(page.get().sweepStage).toEqual({
    is: 'failed',
    reason: `seed ${of.seed}: the thread that ran it died 2 times: out of memory`,
  });
});

test('lanes that were closed meanwhile want no means', async () => {
  const { page, sweep: sweeping } = setUp();
  page.set({ comparison: { lanes: [] } as never });
  const ran = sweeping.run(3);
  page.set({ comparison: null, sweep: null, seedRuns: [], sweepStage: { is: 'empty' } });
  await ran;
  expect(page.get().sweep).toBeNull();
});

test('there are as many workers as cores, fewer for many users, never none', () => {
  expect(crewSize(1_000, 4)).toBe(4);
  expect(crewSize(1_000, 64)).toBe(8);
  expect(crewSize(1_000_000, 8)).toBe(2);
  expect(crewSize(10_000_000, 8)).toBe(1);
  expect(crewSize(0, 2)).toBe(2);
});
