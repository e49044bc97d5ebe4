// Why: from a wrong invoice, or a copy that differs, back to the fault; and what ended the difference. Chains of sentences, each
// with the moment it speaks of. It reads the lines of one user and asks no run.
import { faults as catalogue, findEntry, type TraceLine } from '../engine/index.ts';
import { momentText } from './clock.ts';
import { counted } from './numbers.ts';
import { eventOf } from './sentences.ts';
import type { Span } from './spans.ts';
import { type LetterKey, type Read, readName } from './story.ts';

/** A sentence of a chain of causes, with the moment it speaks of and the message it is about. */
export interface Cause {
  readonly text: string;
  readonly time: number;
  readonly letter?: LetterKey | undefined;
}

export interface Circumstances {
  /** The scenario’s clock at time 0, microseconds. */
  readonly start: number;
  readonly faults: readonly {
    readonly fault: string;
    readonly title: string;
    readonly at: number;
    readonly until: number;
  }[];
  readonly reads?: readonly Read[];
  readonly policy?: string;
  /** Where the run ends. */
  readonly end: number;
}

const version = (line: TraceLine): number => Number(line['version']);
/** Whether a line is an invoice to somebody who was not active. */
export const isWrongInvoice = (line: TraceLine): boolean => line.kind === 'invoice' && line['truth'] !== 'active';
const nameOf = (line: TraceLine): string => `Version ${line['version']}, ${eventOf(line['status'], line['version'])},`;

/** Why this invoice was wrong, from the invoice back to the fault. */
export function whyInvoice(lines: readonly TraceLine[], invoice: TraceLine, about: Circumstances): readonly Cause[] {
  const who = invoice['truth'] === 'absent' ? 'deleted' : String(invoice['truth']);
  const text = `Invoice ${momentText(about.start, invoice.t, 'minute')} went to a user who was ${who}.`;
  return [{ text, time: invoice.t }, ...whyDiffers(lines, invoice.t, about, 'said')];
}

/** Why truth and copy of a user differ at `time`, latest first; empty when they agree. */
export function causesOf(lines: readonly TraceLine[], time: number, about: Circumstances): readonly Cause[] {
  const past = lines.filter(({ t }) => t <= time);
  const truth = past.findLast(({ kind }) => kind === 'commit');
  const copy = past.findLast(({ kind }) => kind === 'copy');
  const agree = (copy?.['status'] ?? 'absent') === truth?.['status'] && copy?.['plan'] === truth?.['plan'];
  if (truth === undefined || agree || (copy === undefined && truth['status'] === 'absent')) return [];
  const wrong = past.findLast((line) => isWrongInvoice(line) && line.t >= truth.t);
  const first = wrong === undefined ? [] : whyInvoice(lines, wrong, about).slice(0, 1);
  return [...first, ...whyDiffers(lines, time, about, 'says')];
}

function whyDiffers(lines: readonly TraceLine[], time: number, about: Circumstances, said: string): readonly Cause[] {
  const past = lines.filter(({ t }) => t <= time);
  const truth = past.findLast(({ kind }) => kind === 'commit');
  const copy = past.findLast(({ kind }) => kind === 'copy');
  if (truth === undefined) return [];
  const believed: Cause =
    copy === undefined
      ? { text: 'Billing has no row of this user.', time: truth.t }
      : copy['status'] === 'absent'
        ? { text: 'Billing’s copy had no row of this user any more.', time: copy.t }
        : { text: `Billing’s copy ${said} ${copy['status']}, version ${copy['version']}.`, time: copy.t };
  return [believed, ...(overwritten(past, copy) ?? notArrived(past, truth, about))];
}

/** The copy was right, and something wrong was written over it; undefined when that is not why. */
function overwritten(past: readonly TraceLine[], copy: TraceLine | undefined): readonly Cause[] | undefined {
  if (copy === undefined) return undefined;
  const { t } = copy;
  if (copy['cause'] === 'bug') return [{ text: 'A bug of the consumer wrote it.', time: t }];
  if (copy['cause'] === 'restore') return [{ text: 'The copy was restored from a backup.', time: t }];
  if (copy['cause'] === 'sweep') return [{ text: 'The repair had emptied the copy.', time: t }];
  const apply = past.findLast((line) => line.kind === 'apply' && line['effect'] === 'regressed' && line.t === t);
  if (apply === undefined) return undefined;
  const letter = { message: Number(apply['message']) };
  const before = past.findLast((line) => line.kind === 'copy' && line.i < copy.i);
  const publish = past.find((line) => line.kind === 'publish' && line['message'] === apply['message']);
  const again = publish?.['cause'] === 'republish' || publish?.['cause'] === 'snapshot';
  const text = `Version ${apply['version']} overwrote version ${before?.['version'] ?? 'unknown'}, which was newer.`;
  const source = again ? 'The repair had published it again, though it was obsolete.' : 'It arrived late.';
  return [{ text, time: t, letter }, ...(publish === undefined ? [] : [{ text: source, time: publish.t, letter }])];
}

const LOST: Readonly<Record<string, string>> = {
  broker: 'was lost at the broker',
  network: 'was lost on its way',
  consumer: 'was lost at the consumer',
};

/** What became of the event that would have brought the truth. */
function notArrived(past: readonly TraceLine[], truth: TraceLine, about: Circumstances): readonly Cause[] {
  const own = past.filter((line) => line['version'] === truth['version'] && line.i > truth.i);
  const lost = own.findLast(({ kind }) => kind === 'lost');
  const gone = new Set(own.filter(({ kind }) => kind === 'lost').map((line) => line['message']));
  const sent = own.findLast((line) => line.kind === 'publish' && !gone.has(line['message']));
  if (sent !== undefined) return [stillOpen(past, sent)];
  if (lost === undefined) {
    const early = truth['cause'] === 'initial';
    const text = early
      ? `${nameOf(truth)} is older than this run: Billing has not been told.`
      : `${nameOf(truth)} has not been published yet.`;
    return [{ text, time: truth.t }];
  }
  const never = lost['message'] === null;
  const letter = never ? { line: lost.i } : { message: Number(lost['message']) };
  const text = `${nameOf(truth)} ${never ? 'was never published' : LOST[String(lost['where'])]}.`;
  return [{ text, time: truth.t, letter }, ...faultBehind(lost, about)];
}

function stillOpen(past: readonly TraceLine[], sent: TraceLine): Cause {
  const letter = { message: Number(sent['message']) };
  const apply = past.findLast((line) => line.kind === 'apply' && line['message'] === sent['message']);
  const dead = past.findLast((line) => line.kind === 'dead-letter' && line['message'] === sent['message']);
  const what =
    dead !== undefined
      ? 'was dead-lettered'
      : apply === undefined
        ? 'has not been applied yet'
        : `was turned away: ${apply['effect']}`;
  return { text: `${nameOf(sent)} ${what}.`, time: (apply ?? dead ?? sent).t, letter };
}

function faultBehind(lost: TraceLine, { start, faults }: Circumstances): readonly Cause[] {
  if (lost['fault'] === null) return [{ text: 'Neither queue nor log kept it.', time: lost.t }];
  const title = findEntry(catalogue, String(lost['fault']))?.title;
  const span = faults.find(({ fault, at, until }) => fault === lost['fault'] && at <= lost.t && lost.t <= until);
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

const BY_MESSAGE: Readonly<Record<string, string>> = {
  event: 'an ordinary event that carries the whole state',
  replay: 'from the replayed log',
  republish: 'which the User team published again',
  snapshot: 'from the states that the User team published',
};

function healing(lines: readonly TraceLine[], time: number, reads: readonly Read[]): readonly Cause[] {
  const copy = lines.findLast((line) => line.kind === 'copy' && line.t === time);
  const commit = lines.findLast((line) => line.kind === 'commit' && line.t === time);
  if (copy === undefined) {
    if (commit === undefined) return [];
    const became = commit['status'] === 'absent' ? 'was deleted' : `became ${commit['status']}`;
    return [
      {
        text: `The user ${became} in the User database, as the copy had it all along: version ${version(commit)}.`,
        time,
      },
    ];
  }
  const read = reads.find(({ led }) => led?.i === copy.i);
  if (copy['cause'] === 'sweep') {
    const asked = read === undefined ? '' : `: ${readName(read)} found nobody`;
    return [{ text: `The repair removed the row${asked}.`, time }];
  }
  if (copy['cause'] === 'api') {
    const from = read === undefined ? 'asked the API' : `read ${readName(read)}`;
    return [{ text: `The repair ${from} and wrote version ${version(copy)}.`, time }];
  }
  const apply = lines.findLast((line) => line.kind === 'apply' && line.t === time);
  const letter = apply === undefined ? undefined : { message: Number(apply['message']) };
  const how = BY_MESSAGE[String(copy['cause'])];
  const event = eventOf(copy['status'], copy['version'], copy['cause']);
  return [
    { text: `Billing applied version ${version(copy)}, ${event}${how === undefined ? '' : `, ${how}`}.`, time, letter },
  ];
}

/** The first message after the end that was obsolete when it came. */
function afterwards(lines: readonly TraceLine[], time: number, policy: string | undefined): readonly Cause[] {
  const late = lines.find(
    (line) => line.kind === 'apply' && line.t > time && ['stale', 'regressed'].includes(String(line['effect'])),
  );
  if (late === undefined) return [];
  const copy = lines.findLast((line) => line.kind === 'copy' && line.i < late.i && line.t < late.t);
  const said = late['effect'] === 'stale' ? 'turned it away' : 'let it overwrite the newer state';
  const text = `Version ${version(late)} came when version ${copy?.['version'] ?? '?'} was already there. The policy${policy === undefined ? '' : ` ${policy}`} ${said}.`;
  return [{ text, time: late.t, letter: { message: Number(late['message']) } }];
}
