// The verb `why`: chains of causes of one user, as the page tells them, from the same recording of a run.

import { clockStart, momentText } from '../analysis/clock.ts';
import { type Recording, recording } from '../analysis/record/recording.ts';
import type { FinishedRun } from '../analysis/record/run-record.ts';
import { type Chain, chainAt, chainOfInvoice, chainsOf } from '../analysis/user/chains.ts';
import { parseDuration, specOf } from '../engine/index.ts';
import { heldJson, heldLines } from './held.ts';
import { countOf, type Options, seedOf, WrongInput, writeOut } from './input.ts';
import { loadScenario, oneVariant } from './load.ts';
import { printCells, printJson } from './print.ts';
import { withProgress } from './progress.ts';
import { truthAbout, truthLines } from './truth.ts';

export interface WhyOptions extends Options {
  readonly user: string;
  readonly variant?: string;
  readonly seed?: string;
  readonly at?: string;
  readonly run?: string;
}

export function whyVerb(file: string, options: WhyOptions): void {
  const { scenario, changes } = loadScenario(file);
  const seed = seedOf(options.seed) ?? scenario.seed;
  const variant = oneVariant(scenario, options.variant, file);
  const run = withProgress(`Simulating ${variant.id}`, steps(recording(specOf(scenario, variant, seed), changes)));
  const user = userOf(run, options.user);
  const chains = chainsFor(run, user, options);
  const truth = truthAbout(run, user);
  const now = options.at === undefined ? run.facts.endedAt : timeOf(options.at);
  const held = run.stillHeld(user, now);
  const { format } = options;
  const start = clockStart(scenario.start);
  if (format === 'json') {
    const told = chains.map(({ title, causes }) => ({
      title,
      causes: causes.map(({ time, text }) => ({ time, text })),
    }));
    return writeOut(
      printJson({
        scenario: scenario.id,
        variant: variant.id,
        seed,
        user,
        chains: told,
        ...(truth !== null && { truth }),
        ...(held !== null && { held: heldJson(held) }),
      }),
    );
  }
  const rows = chains.flatMap(({ title, causes }) =>
    causes.map(({ time, text }) => [title, momentText(start, time), text]),
  );
  if (format !== 'table') return writeOut(printCells([['question', 'when', 'because'], ...rows], format));
  writeOut(`${scenario.title}\nscenario ${scenario.id}, variant ${variant.id}, seed ${seed}, user ${user}`);
  if (truth !== null) writeOut(`\n${truthLines(truth).join('\n')}`);
  if (held !== null) writeOut(`\n${heldLines(held, now, start).join('\n')}`);
  if (rows.length === 0)
    return writeOut('\nTruth and copy of this user do not differ for longer than an event is on its way.');
  for (const { title, causes } of chains) {
    if (causes.length === 0) continue;
    writeOut(`\n${title}`);
    for (const { time, text } of causes) writeOut(`  ${momentText(start, time)}  ${text}`);
  }
}

function chainsFor(run: FinishedRun, user: number, { at, run: invoices }: WhyOptions): readonly Chain[] {
  if (invoices !== undefined) {
    const chain = chainOfInvoice(run, user, invoiceRunOf(run, invoices));
    if (chain === undefined)
      throw new WrongInput(`command line:1: --run: invoice run ${invoices} sent user ${user} no wrong invoice`);
    return [chain];
  }
  if (at === undefined) return chainsOf(run, user);
  return [chainAt(run, user, timeOf(at))];
}

function invoiceRunOf({ facts }: FinishedRun, text: string): number {
  const [number, runs] = [countOf('--run', text), facts.invoiceRuns.length];
  if (number > runs)
    throw new WrongInput(
      `command line:1: --run: found "${text}"; ${runs === 0 ? 'there was no invoice run' : `the invoice runs are numbered from 1 to ${runs}`}`,
    );
  return number;
}

function timeOf(at: string): number {
  const time = parseDuration(at);
  if (time === undefined)
    throw new WrongInput(`command line:1: --at: found "${at}"; allowed is a time since the start such as 10h42m`);
  return time;
}

function userOf({ facts }: FinishedRun, text: string): number {
  const user = Number(text);
  if (!/^\d+$/.test(text) || user < 1 || user > facts.users)
    throw new WrongInput(
      `command line:1: --user: found "${text}"; users of this run are numbered from 1 to ${facts.users}`,
    );
  return user;
}

function* steps({ work }: Recording): Generator<number, FinishedRun> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    yield step.value.done;
  }
}
