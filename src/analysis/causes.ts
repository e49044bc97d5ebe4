// Why: from a wrong invoice, or a copy that differs, back to the fault; and what ended the difference. Chains of sentences, each
// with the moment it speaks of. It reads the lines of one user and asks no run.
import {
  type ApplyLine,
  type CommitLine,
  type CopyLine,
  faults as catalogue,
  findEntry,
  type InvoiceLine,
  type LostLine,
  type PublishLine,
  type TraceLine,
} from '../engine/index.ts';
import { momentText } from './clock.ts';
import { COPY_WORDS, eventOf, LOSS_WORDS, PUBLISH_WORDS } from './dictionary.ts';
import { counted } from './numbers.ts';
import type { ApiRead, FaultSpan, MessageKey } from './record/facts.ts';
import { firstLine, lastLine, versionIn } from './record/lines.ts';
import type { Span } from './spans.ts';
import { readName } from './story.ts';

/** A sentence of a chain of causes, with the moment it speaks of and the message it is about. */
export interface Cause {
  readonly text: string;
  readonly time: number;
  readonly letter?: MessageKey | undefined;
}

export interface Circumstances {
  /** The scenario’s clock at time 0, microseconds. */
  readonly start: number;
  readonly faults: readonly Pick<FaultSpan, 'fault' | 'at' | 'until'>[];
  readonly reads?: readonly ApiRead[];
  readonly policy?: string;
  /** Where the run ends. */
  readonly end: number;
}

/** Whether a line is an invoice to somebody who was not active. */
export const isWrongInvoice = (line: TraceLine): line is InvoiceLine =>
  line.kind === 'invoice' && line.truth !== 'active';
const nameOf = ({ version, status }: CommitLine | PublishLine): string =>
  `Version ${version}, ${eventOf(status, version)},`;

/** Why this invoice was wrong, from the invoice back to the fault. */
export function whyInvoice(lines: readonly TraceLine[], invoice: InvoiceLine, about: Circumstances): readonly Cause[] {
  const who = invoice.truth === 'absent' ? 'deleted' : invoice.truth;
  const text = `Invoice ${momentText(about.start, invoice.t, 'minute')} went to a user who was ${who}.`;
  return [{ text, time: invoice.t }, ...whyDiffers(lines, invoice.t, about, 'said')];
}

/** Why truth and copy of a user differ at `time`, latest first; empty when they agree. */
export function causesOf(lines: readonly TraceLine[], time: number, about: Circumstances): readonly Cause[] {
  const past = lines.filter(({ t }) => t <= time);
  const truth = lastLine(past, 'commit');
  const copy = lastLine(past, 'copy');
  const agree = (copy?.status ?? 'absent') === truth?.status && copy?.plan === truth?.plan;
  if (truth === undefined || agree || (copy === undefined && truth.status === 'absent')) return [];
  const wrong = lastLine(past, 'invoice', (line) => isWrongInvoice(line) && line.t >= truth.t);
  const first = wrong === undefined ? [] : whyInvoice(lines, wrong, about).slice(0, 1);
  return [...first, ...whyDiffers(lines, time, about, 'says')];
}

function whyDiffers(lines: readonly TraceLine[], time: number, about: Circumstances, said: string): readonly Cause[] {
  const past = lines.filter(({ t }) => t <= time);
  const truth = lastLine(past, 'commit');
  const copy = lastLine(past, 'copy');
  if (truth === undefined) return [];
  const believed: Cause =
    copy === undefined
      ? { text: 'Billing has no row of this user.', time: truth.t }
      : copy.status === 'absent'
        ? { text: 'Billing’s copy had no row of this user any more.', time: copy.t }
        : { text: `Billing’s copy ${said} ${copy.status}, version ${copy.version}.`, time: copy.t };
  return [believed, ...(overwritten(past, copy) ?? notArrived(past, truth, about))];
}

/** The copy was right, and something wrong was written over it; undefined when that is not why. */
function overwritten(past: readonly TraceLine[], copy: CopyLine | undefined): readonly Cause[] | undefined {
  if (copy === undefined) return undefined;
  const { t } = copy;
  const { spoils } = COPY_WORDS[copy.cause];
  if (spoils !== null) return [{ text: spoils, time: t }];
  const apply = lastLine(past, 'apply', (line) => line.effect === 'regressed' && line.t === t);
  if (apply === undefined) return undefined;
  const { message } = apply;
  const letter = { message };
  const before = lastLine(past, 'copy', (line) => line.i < copy.i);
  const publish = firstLine(past, 'publish', (line) => line.message === message);
  const text = `Version ${apply.version} overwrote version ${before?.version ?? 'unknown'}, which was newer.`;
  const source =
    publish !== undefined && PUBLISH_WORDS[publish.cause].again
      ? 'The repair had published it again, though it was obsolete.'
      : 'It arrived late.';
  return [{ text, time: t, letter }, ...(publish === undefined ? [] : [{ text: source, time: publish.t, letter }])];
}

/** What became of the event that would have brought the truth. */
function notArrived(past: readonly TraceLine[], truth: CommitLine, about: Circumstances): readonly Cause[] {
  const own = past.filter((line) => versionIn(line) === truth.version && line.i > truth.i);
  const lost = lastLine(own, 'lost');
  const gone = new Set(own.map((line) => (line.kind === 'lost' ? line.message : null)));
  const sent = lastLine(own, 'publish', ({ message }) => !gone.has(message));
  if (sent !== undefined) return [stillOpen(past, sent)];
  if (lost === undefined) {
    const early = truth.cause === 'initial';
    const text = early
      ? `${nameOf(truth)} is older than this run: Billing has not been told.`
      : `${nameOf(truth)} has not been published yet.`;
    return [{ text, time: truth.t }];
  }
  const letter = lost.message === null ? { line: lost.i } : { message: lost.message };
  const text = `${nameOf(truth)} ${LOSS_WORDS[lost.message === null ? 'publisher' : lost.where].cause}.`;
  return [{ text, time: truth.t, letter }, ...faultBehind(lost, about)];
}

function stillOpen(past: readonly TraceLine[], sent: PublishLine): Cause {
  const { message } = sent;
  const apply = lastLine(past, 'apply', (line) => line.message === message);
  const dead = lastLine(past, 'dead-letter', (line) => line.message === message);
  const what =
    dead !== undefined
      ? 'was dead-lettered'
      : apply === undefined
        ? 'has not been applied yet'
        : `was turned away: ${apply.effect}`;
  return { text: `${nameOf(sent)} ${what}.`, time: (apply ?? dead ?? sent).t, letter: { message } };
}

function faultBehind(lost: LostLine, { start, faults }: Circumstances): readonly Cause[] {
  const id = lost.fault;
  if (id === null) return [{ text: 'Neither queue nor log kept it.', time: lost.t }];
  const title = findEntry(catalogue, id)?.title;
  const span = faults.find(({ fault, at, until }) => fault === id && at <= lost.t && lost.t <= until);
  if (title === undefined) return [];
  if (span === undefined) return [{ text: `The fault “${title}” was active.`, time: lost.t }];
  const until = Number.isFinite(span.until) ? ` to ${momentText(start, span.until)}` : ' on';
  return [{ text: `The fault “${title}” was active, from ${momentText(start, span.at)}${until}.`, time: span.at }];
}

/** What ended a difference, and what came after it; the latest of its own causes first. */
export function endingOf(lines: readonly TraceLine[], span: Span, about: Circumstances): readonly Cause[] {
  const causes: Cause[] = [];
  const wrong = lines.filter((line) => isWrongInvoice(line) && line.t >= span.from && line.t <= span.to);
  if (span.to >= about.end) {
    causes.push({ text: 'Nothing did: truth and copy differ to the end of the run.', time: span.to });
  } else {
    causes.push(...healing(lines, span.to, about.reads ?? []));
    causes.push(...afterwards(lines, span.to, about.policy));
  }
  const last = wrong[wrong.length - 1];
  const credited = lines.filter(({ kind }) => kind === 'credit').length;
  if (last !== undefined) {
    const stay =
      credited > 0
        ? `${counted(credited, 'invoice')} of this user were credited later`
        : 'a repair of the copy changes no invoice';
    causes.push({ text: `${counted(wrong.length, 'wrong invoice')} had gone out; ${stay}.`, time: last.t });
  }
  return causes;
}

function healing(lines: readonly TraceLine[], time: number, reads: readonly ApiRead[]): readonly Cause[] {
  const copy = lastLine(lines, 'copy', ({ t }) => t === time);
  const commit = lastLine(lines, 'commit', ({ t }) => t === time);
  if (copy === undefined) {
    if (commit === undefined) return [];
    const became = commit.status === 'absent' ? 'was deleted' : `became ${commit.status}`;
    return [
      {
        text: `The user ${became} in the User database, as the copy had it all along: version ${commit.version}.`,
        time,
      },
    ];
  }
  const read = reads.find(({ led }) => led?.i === copy.i);
  const { cause, version, status } = copy;
  if (cause === 'sweep') {
    const asked = read === undefined ? '' : `: ${readName(read)} found nobody`;
    return [{ text: `The repair removed the row${asked}.`, time }];
  }
  if (cause === 'api') {
    const from = read === undefined ? 'asked the API' : `read ${readName(read)}`;
    return [{ text: `The repair ${from} and wrote version ${version}.`, time }];
  }
  const apply = lastLine(lines, 'apply', ({ t }) => t === time);
  const letter = apply === undefined ? undefined : { message: apply.message };
  const { carriedBy } = COPY_WORDS[cause];
  const how = carriedBy === null ? '' : `, ${carriedBy}`;
  return [{ text: `Billing applied version ${version}, ${eventOf(status, version, cause)}${how}.`, time, letter }];
}

/** The first message after the end that was obsolete when it came. */
function afterwards(lines: readonly TraceLine[], time: number, policy: string | undefined): readonly Cause[] {
  const obsolete = ({ effect }: ApplyLine): boolean => effect === 'stale' || effect === 'regressed';
  const late = firstLine(lines, 'apply', (line) => line.t > time && obsolete(line));
  if (late === undefined) return [];
  const copy = lastLine(lines, 'copy', (line) => line.i < late.i && line.t < late.t);
  const said = late.effect === 'stale' ? 'turned it away' : 'let it overwrite the newer state';
  const text = `Version ${late.version} came when version ${copy?.version ?? '?'} was already there. The policy${policy === undefined ? '' : ` ${policy}`} ${said}.`;
  return [{ text, time: late.t, letter: { message: late.message } }];
}
