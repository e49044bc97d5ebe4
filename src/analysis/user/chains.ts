// All that a recorded run has to say about why a user's copy was wrong: one chain of causes for each difference, or for one moment or
// one invoice that somebody asks about. It draws nothing and prints nothing.

import { clockStart, momentText } from '../clock.ts';
import { kinds } from '../kinds.ts';
import type { FinishedRun } from '../record/run-record.ts';
import { type Cause, type Circumstances, isWrongInvoice } from './cause.ts';
import { causesOf, knownAt, whyInvoice } from './causes.ts';
import { endingOf } from './ending.ts';
import { lasting } from './spans.ts';
import { storyOf } from './story.ts';

export interface Chain {
  readonly title: string;
  readonly causes: readonly Cause[];
}

function circumstancesOf(run: FinishedRun, user: number): Circumstances {
  const { facts } = run;
  const { start, billing } = facts.spec.scenario;
  const end = Math.max(facts.length, facts.endedAt);
  return { start: clockStart(start), end, faults: facts.faults, policy: billing.policy, reads: run.reads(user) };
}

/** Why truth and copy of a user differ at `time`, microseconds; without causes when they agree. */
export function chainAt(run: FinishedRun, user: number, time: number): Chain {
  const about = circumstancesOf(run, user);
  const title = `Why did truth and copy differ at ${momentText(about.start, time)}?`;
  return { title, causes: causesOf(run.history(user), time, about) };
}

/** Why a user's invoice of the n-th run was wrong; undefined when there was no such invoice, or it was right. */
export function chainOfInvoice(run: FinishedRun, user: number, n: number): Chain | undefined {
  const lines = run.history(user);
  const invoice = lines.filter(isWrongInvoice).find((line) => line.run === n);
  if (invoice === undefined) return undefined;
  const about = circumstancesOf(run, user);
  const title = `Why was invoice ${momentText(about.start, invoice.t, 'minute')} wrong?`;
  return { title, causes: whyInvoice(lines, invoice, about) };
}

/** Of each time for which truth and copy of a user differed: why, and what ended it. */
export function chainsOf(run: FinishedRun, user: number): readonly Chain[] {
  const lines = run.history(user);
  const about = circumstancesOf(run, user);
  const { divergent } = storyOf(user, { lines, end: about.end, reads: about.reads ?? [] });
  return lasting(divergent).flatMap((span) => {
    const kind = kinds.find((each) => each.kind === span.value)?.title ?? 'divergent';
    const when = momentText(about.start, span.from);
    const ending = { title: 'What ended it?', causes: endingOf(lines, span, about) };
    return [
      { title: `Why was the user ${kind} from ${when} on?`, causes: causesOf(lines, knownAt(lines, span), about) },
      ending,
    ];
  });
}
