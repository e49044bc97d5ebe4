// The command line's entry: hands the arguments to a verb and turns the outcome into an exit code. Verbs live in files of
// their own. Exit codes: 0 done, 2 the input was wrong, 1 our fault, 130 interrupted.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { Argument, Command, CommanderError, Option } from 'commander';
import { description, version } from '../../package.json';
import { EXPORTS } from '../analysis/export/formats.ts';
import { brokerVerb } from './broker.ts';
import { checkVerb } from './check.ts';
import { type CompareOptions, compareVerb } from './compare.ts';
import { type ReportOptions, reportVerb } from './decision-report.ts';
import { type ExportOptions, exportVerb } from './export.ts';
import { type Options, WrongInput } from './input.ts';
import { CATALOGUES, listVerb } from './list.ts';
import { mergeVerb } from './merge.ts';
import { FORMATS } from './print.ts';
import { type RunOptions, runVerb } from './run.ts';
import { isSeat, serveSeat } from './seat.ts';
import { type SheetOptions, sheetVerb } from './sheet.ts';
import { type StudyOptions, studyVerb } from './study.ts';
import { type SweepOptions, sweepVerb } from './sweep.ts';
import { listenTo } from './thread.ts';
import { type WhyOptions, whyVerb } from './why.ts';

/** What commander finds wrong, in the form of all other errors. */
const wrongArguments = (text: string, write: (text: string) => void) =>
  write(text.startsWith('error: ') ? `command line:1: arguments: ${text.slice('error: '.length)}` : text);

const program = new Command('driftlab')
  .description(description)
  .version(version)
  .exitOverride()
  .configureOutput({ outputError: wrongArguments });

const format = () => new Option('--format <format>', 'how results are printed').choices(FORMATS).default('table');
const verb = (name: string, summary: string) =>
  program
    .command(name)
    .description(summary)
    .addOption(format())
    .exitOverride()
    .allowExcessArguments(false)
    .configureOutput({ outputError: wrongArguments });
/** An option that may be given several times. */
const gathered = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
const FILE = 'a scenario file, or the id of a bundled scenario';

verb('run', 'Run one variant of a scenario.')
  .argument('<file>', FILE)
  .option('--variant <id>', 'a variant of the scenario, or a strategy with default parameters; the first by default')
  .option('--seed <n>', 'seed of all chance')
  .option('--trace <out.ndjson>', 'write every step to this file, one JSON object a line')
  .action((file: string, options: RunOptions) => runVerb(file, options));

verb('compare', 'Run every variant on the same incident.')
  .argument('<file>', FILE)
  .option('--variants <a,b,…>', 'these variants, in this order')
  .option('--seed <n>', 'seed of all chance; with --seeds the first one')
  .option('--seeds <n>', 'over so many seeds: means with 95 % intervals')
  .option('--workers <n>', 'with --seeds: on so many threads; as many as there are cores by default')
  .action((file: string, options: CompareOptions) => compareVerb(file, options));

verb(
  'sweep',
  'Run every variant with many seeds, or with one shard of them, into a file; one that was stopped is gone on with.',
)
  .argument('<file>', FILE)
  .requiredOption('--seeds <a..b>', 'from the first to the last seed')
  .requiredOption('--out <part.ndjson>', 'the file, one JSON object a line')
  .option('--variants <a,b,…>', 'these variants, in this order')
  .option('--shard <i/n>', 'the i-th of n parts of the seeds')
  .option('--workers <n>', 'on so many threads; as many as there are cores by default')
  .action((file: string, options: SweepOptions) => sweepVerb(file, options));

verb('merge', 'Print the parts of a sweep as one comparison over all its seeds.')
  .argument('<parts...>', 'files that `sweep` has written, all of one sweep')
  .action((parts: string[], options: Options) => mergeVerb(parts, options));

verb(
  'study',
  'A measure against one or two of the scenario’s values, per variant, and where another lane becomes the best.',
)
  .argument('<file>', FILE)
  .requiredOption(
    '--vary <path=from..to:steps>',
    'a path and its values, such as faults.0.for=10m..4h:12; twice for two',
    gathered,
  )
  .option('--measure <id>', 'which measure the table shows and by which lanes are called best', 'cost.total')
  .option('--variants <a,b,…>', 'these variants, in this order')
  .option('--seed <n>', 'the first seed')
  .option('--seeds <n>', 'over so many seeds: means with 95 % intervals', '1')
  .option('--workers <n>', 'on so many threads; as many as there are cores by default')
  .action((file: string, options: StudyOptions) => studyVerb(file, options));

verb('why', 'Tell why a user’s copy, or an invoice, was wrong: chains of causes back to the fault.')
  .argument('<file>', FILE)
  .requiredOption('--user <n>', 'the user’s number')
  .option('--variant <id>', 'a variant of the scenario, or a strategy with default parameters; the first by default')
  .option('--seed <n>', 'seed of all chance')
  .option('--at <time>', 'why they differ at this time since the start, such as 10h42m; every difference by default')
  .option('--run <k>', 'why the invoice of the k-th run was wrong')
  .action((file: string, options: WhyOptions) => whyVerb(file, options));

verb(
  'report',
  'The decision report: which lane, what would change it, from how many incidents a year a prevention pays; all that it stands on behind it.',
)
  .argument('<file>', FILE)
  .requiredOption('--out <out.md|.html>', 'the file, Markdown or HTML by its ending')
  .option('--variants <a,b,…>', 'these variants, in this order')
  .option('--seeds <n>', 'over so many seeds', '20')
  .option('--workers <n>', 'on so many threads; as many as there are cores by default')
  .action((file: string, options: ReportOptions) => reportVerb(file, options));

verb('export', 'One run in the form of another tool, on standard output.')
  .argument('<file>', FILE)
  .addOption(new Option('--as <form>', 'whose form').choices(Object.keys(EXPORTS)).makeOptionMandatory())
  .option('--variant <id>', 'a variant of the scenario, or a strategy with default parameters; the first by default')
  .option('--seed <n>', 'seed of all chance')
  .option('--user <n>', 'only what is about this user')
  .option('--from <time>', 'from this time since the start, such as 10h42m')
  .option('--to <time>', 'up to this time')
  .action((file: string, options: ExportOptions) => exportVerb(file, options));

program
  .command('sheet')
  .description('Lessons on paper: an HTML document on standard output, each lesson on a page of A4.')
  .argument('<lessons...>', 'lesson files, or ids of bundled lessons')
  .option('--answers', 'with what is right, and the notes for whoever gives the lesson')
  .exitOverride()
  .configureOutput({ outputError: wrongArguments })
  .action((files: string[], options: SheetOptions) => sheetVerb(files, options));

verb('check', 'Validate scenario and lesson files; every error at once.')
  .argument('<files...>', FILE)
  .action((files: string[], options: Options) => checkVerb(files, options));

verb('list', 'Show a catalogue.')
  .addArgument(new Argument('<catalogue>', 'which').choices(CATALOGUES))
  .action((catalogue: string, options: Options) => listVerb(catalogue, options));

verb('broker', 'Play broker scripts on the simulated broker and print what was observed.')
  .argument('[cases...]', 'files of broker operations, JSON')
  .option('--definitions <file>', "RabbitMQ's definitions (JSON), with which every script begins")
  .action(async (cases: string[], options: Options & { readonly definitions?: string }, command: Command) => {
    if (cases.length === 0 && options.definitions === undefined)
      command.error("error: missing required argument 'cases'");
    process.exitCode = await brokerVerb(cases, options, {
      stdout: (text) => process.stdout.write(text),
      stderr: (text) => process.stderr.write(text),
      readFile: (path) => readFileSync(path, 'utf8'),
    });
  });

/** Carries out what the arguments ask for. */
async function carryOut(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof WrongInput) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 2;
    } else if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
    } else throw error;
  }
}

if (isMainThread) listenTo(fileURLToPath(import.meta.url));
else if (isSeat()) serveSeat();
else await carryOut();
