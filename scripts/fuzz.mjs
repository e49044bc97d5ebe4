// Looks for a run that breaks a law: any two faults, any strategy, policy and broker. `npm run fuzz` tries 3000 runs from a beginning of
// its own; `-- --runs N --seed N` says how many and from where. What breaks is printed with the command that plays it again.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** Runs that the unit tests try. */
const USUAL = 150;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  console.error('--runs is a whole number of 1 or more, --seed a whole number.');
  process.exit(2);
}
console.log(`${runs} runs, --seed ${seed}`);
const { status } = spawnSync('npx', ['vitest', 'run', 'test/laws/fuzz.test.ts'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, LAW_RUNS: String(runs / USUAL), LAW_SEED: String(seed) },
});
process.exit(status ?? 1);
