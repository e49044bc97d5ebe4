// The verb `export`: one run in the form of another tool, on standard output.

import { type CreateExporter, ToldLines } from '../analysis/export/exporter.ts';
import { EXPORTS } from '../analysis/export/formats.ts';
import { parseDuration, Session, specOf, type TraceLine } from '../engine/index.ts';
import { type Options, seedOf, WrongInput } from './input.ts';
import { loadScenario, oneVariant } from './load.ts';
import { withProgress } from './progress.ts';
import { steps } from './run.ts';

export interface ExportOptions extends Options {
  readonly as: string;
  readonly variant?: string;
  readonly seed?: string;
  readonly user?: string;
  readonly from?: string;
  readonly to?: string;
}

/** Text is written in portions of about this many characters. */
const PORTION = 1 << 18;

export function exportVerb(file: string, options: ExportOptions): void {
  const { scenario, changes } = loadScenario(file);
  const seed = seedOf(options.seed) ?? scenario.seed;
  const variant = oneVariant(scenario, options.variant, file);
  const [from, to] = [timeOf('--from', options.from) ?? 0, timeOf('--to', options.to) ?? Number.POSITIVE_INFINITY];
  if (to <= from) throw new WrongInput(`command line:1: --to: ${options.to} is not after ${options.from ?? '0s'}`);
  const of = { scenario, variant, seed, user: userOf(options.user), from, to };
  const exporter = (EXPORTS[options.as] as CreateExporter)(of);
  const told = new ToldLines(of);
  let waiting = exporter.head;
  let known = of.user === null;
  const reader = (line: TraceLine): void => {
    known ||= line.kind === 'commit' && line.user === of.user;
    waiting += exporter.line(line, told.has(line));
    if (waiting.length < PORTION) return;
    process.stdout.write(waiting);
    waiting = '';
  };
  const session = Session.open(specOf(scenario, variant, seed), changes, { marks: 1, reader });
  withProgress(`Simulating ${variant.id}`, steps(session));
  if (!known) throw new WrongInput(`command line:1: --user: this run has no user ${of.user}`);
  process.stdout.write(waiting + exporter.foot());
}

function timeOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = parseDuration(text);
  if (time === undefined)
    throw new WrongInput(
      `command line:1: ${option}: found "${text}"; allowed is a time since the start such as 10h42m`,
    );
  return time;
}

function userOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new WrongInput(`command line:1: --user: found "${text}"; users are numbered from 1`);
  return Number(text);
}
