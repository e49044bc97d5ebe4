// The same sweep on so many threads of the command line: what a thread adds where a core is free for it, and what it costs in CPU time,
// which a busy machine disturbs least.
import { resolve } from 'node:path';
import { seatsOf } from '../../src/cli/seat.ts';
import { onSeats } from '../../src/pool/pool.ts';
import { cpu, type Measured } from './measure.ts';
import { ONE_OF_MANY, scenarioOf, variantOf } from './models.ts';

const STRATEGIES = ['wait', 'republish-events', 'republish-state', 'resync'];
/** The command line as it is built, from the checkout's root. */
const BUNDLE = resolve('dist-cli', 'driftlab.mjs');

/** Seeds are carried out by `threads` seats, which have seen some before it is measured. */
export async function sweepOn(threads: number, seeds: number): Promise<Measured> {
  const scenario = scenarioOf(ONE_OF_MANY);
  const jobs = [{ scenario, variants: STRATEGIES.map(variantOf), changes: undefined }];
  const warm = 10 * threads;
  const tasks = Array.from({ length: warm + seeds }, (_, n) => ({ job: 0, seed: 1 + n }));
  let start = { wall: 0, cpu: 0 };
  let heard = 0;
  await onSeats(tasks, threads, seatsOf(BUNDLE, jobs, 'lines'), {
    onResult: () => {
      if (++heard === warm) start = { wall: performance.now(), cpu: cpu() };
    },
  });
  return {
    seedsPerSecond: seeds / ((performance.now() - start.wall) / 1000),
    seedsPerCpuSecond: seeds / (cpu() - start.cpu),
  };
}
