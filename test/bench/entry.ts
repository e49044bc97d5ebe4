// `npm run bench`: measures the engine side by side with its peers and says which bars are met. It reports; nothing fails.
// The bundle of this file runs itself again for every measurement: `--candidate name words…` prints one line of JSON.
import { parseArgs } from 'node:util';
import { measure } from './candidates.ts';
import type { Measured } from './measure.ts';
import { type Candidate, type Medians, runRounds } from './rounds.ts';
import type { Bar, Suite } from './suite.ts';
import { suites } from './suites.ts';

const ROUNDS = 5;
const USAGE = `npm run bench -- [--rounds N] [--only NAME] [--before COMMIT]
  --rounds N        measurements of each candidate, interleaved (${ROUNDS})
  --only NAME       suites whose name begins so: ${suites.map(({ id }) => id).join(', ')}
  --before COMMIT   beside the engine as it was then: ${suites.flatMap(({ id, before }) => (before === undefined ? [] : [id])).join(', ')}
`;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** A number in three digits; a small share as one in so many. */
function short(value: number): string {
  if (Number.isNaN(value)) return '-';
  if (value >= 1e6) return `${(value / 1e6).toPrecision(3)} M`;
  if (value >= 1e4) return `${(value / 1e3).toPrecision(3)} k`;
  if (value > 0 && value < 0.2) return `1/${Math.round(1 / value)}`;
  return String(Number(value.toPrecision(3)));
}

const numbers = (measured: Measured): string =>
  Object.entries(measured)
    .map(([name, value]) => `${name} ${short(value)}`)
    .join(', ');

function verdict({ what, sense, bar, value }: Bar, medians: Medians): string {
  const measured = value((candidate, name) => medians.get(candidate)?.[name] ?? Number.NaN);
  const met = sense === 'at least' ? measured >= bar : measured <= bar;
  const word = Number.isNaN(measured) ? 'not measured' : met ? 'met' : 'NOT MET';
  return `  ${what.padEnd(56)} ${sense} ${short(bar).padEnd(6)} ${short(measured).padStart(8)}  ${word}`;
}

const BEFORE = ', before';

/** The candidates of a suite, and after each that any tree can be measured by the same of the other tree, whose bundle that is. */
function candidatesOf(suite: Suite, bundle: string | undefined): readonly Candidate[] {
  const all = suite.candidates().filter((candidate) => candidate !== undefined);
  if (bundle === undefined) return all;
  const twins = suite.before?.candidates ?? [];
  return all.flatMap((each) =>
    twins.includes(each.name) ? [each, { ...each, name: `${each.name}${BEFORE}`, bundle }] : [each],
  );
}

function* besideBefore({ before }: Suite, medians: Medians): Generator<string> {
  for (const name of before?.candidates ?? []) {
    const [now, then] = [name, `${name}${BEFORE}`].map((each) => medians.get(each)?.[before?.measurement ?? '']);
    if (now !== undefined && then !== undefined) yield `${short(now / then)} times the tree before: ${name}`;
  }
}

function report(suite: Suite, rounds: number, bundle: string | undefined): void {
  say(`\n${suite.title}  [${suite.id}]`);
  const candidates = candidatesOf(suite, bundle);
  const medians = runRounds(candidates, rounds, (what) => process.stderr.write(`${suite.id}, ${what}\n`));
  for (const [name, measured] of medians) say(`  ${name}: ${numbers(measured)}`);
  if (suite.bars.length > 0) say(`  ${'ratio of medians'.padEnd(56)} ${'bar'.padEnd(15)} ${'measured'.padStart(8)}`);
  for (const bar of suite.bars) say(verdict(bar, medians));
  for (const line of [...besideBefore(suite, medians), ...(suite.also?.(medians) ?? [])]) say(`  ${line}`);
}

async function main(): Promise<void> {
  if (process.argv[2] === '--candidate') {
    const [name = '', ...words] = process.argv.slice(3);
    say(JSON.stringify(await measure(name, words)));
    return;
  }
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string' },
      only: { type: 'string' },
      // By now a bundle: whoever started this has made it.
      before: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const rounds = Number(values.rounds ?? ROUNDS);
  const chosen = suites.filter(({ id }) => id.startsWith(values.only ?? ''));
  if (values.help || !(rounds >= 1) || chosen.length === 0) {
    process.stderr.write(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  for (const suite of chosen) report(suite, rounds, values.before);
}

await main();
