// `npm run fidelity:record`: plays broker scripts on real brokers and reports, case by case, where they differ from what was
// recorded and from the simulated broker. `--help` says how. The rules of comparison are those of the tests.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { inTheWay, readCases, recordingOf, writeCase } from './case-files.mjs';
import { readArguments } from './options.mjs';
import { playAll } from './plays.mjs';
import { exitCode, linesOf, summaryLines, totals, verdictOf } from './report.mjs';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const say = (line) => process.stdout.write(`${line}\n`);

function wrong(errors) {
  for (const error of errors) process.stderr.write(`fidelity: ${error}\n`);
  return 2;
}

async function main(argv) {
  const { help, errors, options } = readArguments(argv);
  if (help !== undefined) return say(help) ?? 0;
  if (errors !== undefined) return wrong(errors);
  const { module: rules } = await runnerImport(at('test/fidelity/player.ts'), { configFile: false, logLevel: 'error' });
  const paths = options.paths.length === 0 ? [at('test/fidelity/cases')] : options.paths;
  const read = readCases(paths, rules.formProblem);
  const cases = read.cases.filter(({ id }) => options.only === undefined || id.includes(options.only));
  const blocked = options.write === undefined ? [] : inTheWay(options.write, cases);
  if (read.errors.length + blocked.length > 0) return wrong([...read.errors, ...blocked]);
  if (cases.length === 0) return wrong([`--only: no case has "${options.only}" in its id`]);
  return check(cases, options, rules);
}

async function check(cases, options, rules) {
  const verdicts = [];
  const tell = (verdict) => {
    verdicts.push(verdict);
    for (const line of linesOf(verdict)) say(line);
  };
  const done = (one, version, plays) => {
    tell(verdictOf(one, version, plays, rules));
    if (options.write !== undefined) say(`    written: ${writeCase(options.write, recordingOf(one, version, plays))}`);
  };
  try {
    await playAll(cases, options, done, tell);
  } catch (problem) {
    return wrong([`the broker does not answer: ${problem.message || problem.code}`]);
  }
  for (const line of summaryLines(verdicts)) say(line);
  if (options.summary !== undefined) summarise(options.summary, totals(verdicts));
  return exitCode(verdicts);
}

/** Writes the totals of the brokers that were played; what the file says of others stays. */
function summarise(file, brokers) {
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const played = Object.fromEntries(Object.entries(brokers).filter(([, one]) => one.played > 0));
  writeFileSync(file, `${JSON.stringify({ ...before, ...played }, null, 2)}\n`);
}

// Connections that were cut leave timers behind: the end is said, not waited for.
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (problem) => process.exit(wrong([problem.stack ?? String(problem)])),
);
