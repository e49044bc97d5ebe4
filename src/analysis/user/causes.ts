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
} from '../../engine/index.ts';
import { lengthText, momentText } from '../clock.ts';
import { COPY_WORDS, deathWords, eventOf, LOSS_WORDS, OPEN_WORDS, PUBLISH_WORDS } from '../dictionary.ts';
import { counted } from '../numbers.ts';
import type { ApiRead, MessageKey } from '../record/facts.ts';
import { firstLine, lastLine, originalIn } from '../record/lines.ts';
import type { Span } from './spans.ts';
import { readName } from './story.ts';
import { type ActiveSpan, heldBackBy, keptBy, type Stage } from './waits.ts';

/** A sentence of a chain of causes, with the moment it speaks of and the message it is about. */
export interface Cause {
  readonly text: string;
  readonly time: number;
  readonly letter?: MessageKey | undefined;
}

export interface Circumstances {
  /** The scenario’s clock at time 0, microseconds. */
  readonly start: number;
  readonly faults: readonly ActiveSpan[];
  readonly reads?: readonly ApiRead[];
  readonly policy?: string;
  /** Where the run ends. */
  readonly end: number;
  /** Whether the run goes on behind what the lines tell. */
  readonly hides?: boolean;
}

/** The same, and the moment that is asked about. */
type Asked = Circumstances & { readonly now: number };

/** Whether a line is an invoice to somebody who was not active. */
export const isWrongInvoice = (line: TraceLine): line is InvoiceLine =>
  line.kind === 'invoice' && line.truth !== 'active';
/** A version and its event; of one that a repair stamped with another version, that too. */
function nameOf(line: CommitLine | PublishLine): string {
  const { version, status } = line;
  const original = line.kind === 'publish' ? originalIn(line) : version;
  const stamp = original === version ? '' : ` published again as version ${version},`;
  return `Version ${original}, ${eventOf(status, original)},${stamp}`;
}

/** The publication that brought a row; undefined when no message did. */
function broughtBy(past: readonly TraceLine[], copy: CopyLine): PublishLine | undefined {
  const apply = lastLine(past, 'apply', ({ i, t, user }) => i < copy.i && t === copy.t && user === copy.user);
  if (apply === undefined || lastLine(past, 'copy', ({ i }) => i > apply.i && i < copy.i) !== undefined)
    return undefined;
  return firstLine(past, 'publish', ({ message }) => message === apply.message);
}

/** The version of the change that a row tells of. */
function toldBy(past: readonly TraceLine[], copy: CopyLine): number {
  const publish = broughtBy(past, copy);
  return publish === undefined ? copy.version : originalIn(publish);
}

/** Why this invoice was wrong, from the invoice back to the fault. */
export function whyInvoice(lines: readonly TraceLine[], invoice: InvoiceLine, about: Circumstances): readonly Cause[] {
  const commit = lastLine(lines, 'commit', ({ i }) => i < invoice.i);
  const who =
    invoice.truth !== 'absent'
      ? `who was ${invoice.truth}`
      : commit?.cause === 'restore'
        ? 'whom the restored User database does not know'
        : 'who was deleted';
  const text = `Invoice ${momentText(about.start, invoice.t, 'minute')} went to a user ${who}.`;
  return [{ text, time: invoice.t }, ...whyDiffers(lines, invoice.t, about, 'said')];
}

/** When it is known why a difference began: at its begin, or when the event that would have ended it was lost, or became a dead letter. */
export function knownAt(lines: readonly TraceLine[], { from, to }: Pick<Span, 'from' | 'to'>): number {
  const next = firstLine(lines, 'commit', ({ t }) => t > from)?.t ?? Number.POSITIVE_INFINITY;
  const { version } = lastLine(lines, 'commit', ({ t }) => t <= from) ?? { version: 0 };
  const within = ({ t }: TraceLine) => t > from && t < next && t <= to;
  const lost = lastLine(lines, 'lost', (line) => within(line) && line.version === version);
  return (lost ?? lastLine(lines, 'dead-letter', within))?.t ?? from;
}

/** Why truth and copy of a user differ at `time`, latest first; empty when they agree. */
export function causesOf(lines: readonly TraceLine[], time: number, about: Circumstances): readonly Cause[] {
  const past = lines.filter(({ t }) => t <= time);
  const truth = lastLine(past, 'commit');
  const copy = lastLine(past, 'copy');
  const agree = (copy?.status ?? 'absent') === truth?.status && copy?.plan === truth?.plan;
  if (agree || (copy === undefined && (truth?.status ?? 'absent') === 'absent')) return [];
  if (truth === undefined) return whyDiffers(lines, time, about, 'says');
  const wrong = lastLine(past, 'invoice', (line) => isWrongInvoice(line) && line.t >= truth.t);
  const first = wrong === undefined ? [] : whyInvoice(lines, wrong, about).slice(0, 1);
  return [...first, ...whyDiffers(lines, time, about, 'says')];
}

function whyDiffers(lines: readonly TraceLine[], time: number, about: Circumstances, said: string): readonly Cause[] {
  const past = lines.filter(({ t }) => t <= time);
  const truth = lastLine(past, 'commit');
  const copy = lastLine(past, 'copy');
  const ghost = ghostBehind(past, copy, about);
  if (truth === undefined) return ghost;
  const believed: Cause =
    copy === undefined
      ? { text: 'Billing has no row of this user.', time: truth.t }
      : copy.status === 'absent'
        ? { text: 'Billing’s copy had no row of this user any more.', time: copy.t }
        : { text: `Billing’s copy ${said} ${copy.status}, version ${copy.version}.`, time: copy.t };
  if (truth.cause === 'restore') return [believed, restored(truth)];
  return [
    believed,
    ...restamped(past, copy),
    ...(ghost.length > 0
      ? ghost
      : (overwritten(past, copy, truth, about) ?? notArrived(past, truth, { ...about, now: time }))),
  ];
}

/** The authority went back, and nobody publishes that. */
function restored({ status, version, t: time }: CommitLine): Cause {
  const says = status === 'absent' ? 'knows nobody of this number' : `says ${status}, version ${version},`;
  return { text: `The User database was restored from a backup, and ${says} since then.`, time };
}

/** What Billing has never was: its event had left when the transaction was undone, so no commit stands before it. */
function ghostBehind(past: readonly TraceLine[], copy: CopyLine | undefined, about: Circumstances): readonly Cause[] {
  const publish = copy === undefined ? undefined : broughtBy(past, copy);
  if (publish === undefined) return [];
  const { i, t: time, message, user } = publish;
  const isOf = (line: CommitLine): boolean => line.user === user && line.version === originalIn(publish) && line.i < i;
  if (lastLine(past, 'commit', isOf) !== undefined) return [];
  const text = `${nameOf(publish)} never was: the event had left when its transaction was rolled back.`;
  return [{ text, time, letter: { message } }, ...faultCause('publish-before-rollback', time, about)];
}

/** What Billing has is older than its version says. */
function restamped(past: readonly TraceLine[], copy: CopyLine | undefined): readonly Cause[] {
  const publish = copy === undefined ? undefined : broughtBy(past, copy);
  if (copy === undefined || publish?.original === undefined) return [];
  const { message, original, status, version } = publish;
  const text = `In truth that is version ${original}, ${eventOf(status, original)}: the repair published it again as version ${version}.`;
  return [{ text, time: copy.t, letter: { message } }];
}

/** The copy was right, or righter, and something older was written over it; undefined when that is not why. */
function overwritten(
  past: readonly TraceLine[],
  copy: CopyLine | undefined,
  truth: CommitLine,
  about: Circumstances,
): readonly Cause[] | undefined {
  if (copy === undefined) return undefined;
  const { spoils } = COPY_WORDS[copy.cause];
  if (spoils !== null) return [{ text: spoils, time: copy.t }, ...spoiledBy(copy, about)];
  const step = stepBack(past, truth.version);
  return step === undefined ? undefined : overwriting(past, step, about);
}

/** The fault by which Billing wrote what no event said. */
function spoiledBy({ cause, t }: CopyLine, about: Circumstances): readonly Cause[] {
  const bug = cause === 'bug' ? catalogue.find(({ speaks }) => speaks.apply !== undefined) : undefined;
  return bug === undefined ? [] : faultCause(bug.id, t, about);
}

/** The write that took the copy back behind the truth, or at the last behind what it had, and the row before it. */
function stepBack(past: readonly TraceLine[], wanted: number): readonly [CopyLine, CopyLine] | undefined {
  const writes = past.filter((line) => line.kind === 'copy');
  const told = writes.map((copy) => toldBy(past, copy));
  const last = writes.length - 1;
  if ((told[last] as number) >= wanted) return undefined;
  const right = told.findLastIndex((version) => version >= wanted);
  const at = right >= 0 ? right + 1 : last;
  if (at === 0 || (told[at] as number) >= (told[at - 1] as number)) return undefined;
  return [writes[at] as CopyLine, writes[at - 1] as CopyLine];
}

function overwriting(
  past: readonly TraceLine[],
  [copy, before]: readonly [CopyLine, CopyLine],
  about: Circumstances,
): readonly Cause[] {
  const publish = broughtBy(past, copy);
  const over = `overwrote version ${toldBy(past, before)}, which was newer.`;
  if (publish === undefined)
    return [{ text: `Version ${copy.version}, ${COPY_WORDS[copy.cause].from}, ${over}`, time: copy.t }];
  const { message, version } = publish;
  const letter = { message };
  const original = originalIn(publish);
  const what = original === version ? `Version ${version}` : `Version ${original}, published again as ${version},`;
  return [
    { text: `${what} ${over}`, time: copy.t, letter },
    { text: sourceOf(copy, publish), time: publish.t, letter },
    ...lateCause(past, publish, about),
  ];
}

/** The fault that held back, on its way, what came late. */
function lateCause(past: readonly TraceLine[], publish: PublishLine, about: Circumstances): readonly Cause[] {
  const { user, t: time } = publish;
  if (publish.cause !== 'live') return [];
  const commit = lastLine(past, 'commit', (line) => line.user === user && line.version === originalIn(publish));
  const span = heldBackBy({ committed: commit?.t ?? time, published: time }, about.faults);
  return span === undefined ? [] : faultCause(span.fault, span.at, about);
}

function sourceOf({ cause }: CopyLine, publish: PublishLine): string {
  const { obsolete } = PUBLISH_WORDS[publish.cause];
  if (obsolete !== null) return obsolete;
  return cause === 'replay' ? 'The repair had read it again from the log.' : 'It arrived late.';
}

/** What became of the event that would have brought the truth. */
function notArrived(past: readonly TraceLine[], truth: CommitLine, about: Asked): readonly Cause[] {
  const { version, i: since } = truth;
  const lost = lastLine(past, 'lost', (line) => line.version === version && line.i > since);
  const gone = new Set(past.map((line) => (line.kind === 'lost' ? line.message : null)));
  const sent = lastLine(
    past,
    'publish',
    (line) => originalIn(line) === version && line.i > since && !gone.has(line.message),
  );
  if (sent !== undefined) return stillOpen(past, sent, about);
  if (lost === undefined) {
    const early = truth.cause === 'initial';
    const text = early
      ? `${nameOf(truth)} is older than this run: Billing has not been told.`
      : `${nameOf(truth)} has not been published yet.`;
    return [{ text, time: truth.t }, ...(early ? [] : waitCause('unsent', truth.t, about))];
  }
  const letter = lost.message === null ? { line: lost.i } : { message: lost.message };
  const text = `${nameOf(truth)} ${lossCause(lost)}.`;
  return [{ text, time: truth.t, letter }, ...faultBehind(lost, about)];
}

function stillOpen(past: readonly TraceLine[], sent: PublishLine, about: Asked): readonly Cause[] {
  const { message } = sent;
  const apply = lastLine(past, 'apply', (line) => line.message === message);
  const dead = lastLine(past, 'dead-letter', (line) => line.message === message);
  const acknowledged = lastLine(past, 'ack', (line) => line.message === message) !== undefined;
  const what =
    dead !== undefined
      ? `is a dead letter: ${deathWords(dead.reason)}`
      : apply === undefined
        ? 'has not been applied yet'
        : apply.effect === 'failed' && acknowledged
          ? 'was skipped, since Billing failed on it'
          : OPEN_WORDS[apply.effect];
  const end = dead ?? apply ?? sent;
  const cause = { text: `${nameOf(sent)} ${what}.`, time: end.t, letter: { message } };
  const failed = apply !== undefined && (apply.effect === 'failed' || apply.effect === 'ignored');
  if (failed || dead !== undefined) return [cause, ...faultAt(end.t, dead?.reason, about)];
  if (apply !== undefined) return [cause, ...stampCause(sent, apply, about)];
  const handed = lastLine(past, 'deliver', (line) => line.message === message);
  return [
    cause,
    ...(handed === undefined ? waitCause('underWay', sent.t, about) : waitCause('inHand', handed.t, about)),
  ];
}

/** A clock that lagged made what is turned away look older than it is. */
function stampCause({ lag = 0, t }: PublishLine, { effect }: ApplyLine, about: Circumstances): readonly Cause[] {
  if (lag === 0 || effect !== 'stale') return [];
  const text = `It was stamped ${lengthText(lag)} too early, by a clock that lags.`;
  const skewed = catalogue.find(({ speaks }) => speaks.stamp !== undefined);
  return [{ text, time: t }, ...(skewed === undefined ? [] : faultCause(skewed.id, t, about))];
}

/** The fault that keeps what is late at the moment that is asked about. */
function waitCause(stage: Stage, since: number, about: Asked): readonly Cause[] {
  const span = keptBy(stage, since, about.now, about.faults);
  return span === undefined ? [] : faultCause(span.fault, Math.max(span.at, Math.min(about.now, span.until)), about);
}

/** The limit of a queue by which a message became a dead letter, as the faults call it that set one. */
const LIMIT_OF: Readonly<Record<string, string>> = { expired: 'ttl', maxlen: 'maxLength' };

/** The fault by which a message became a dead letter, or processing it failed: named by the letter, or the one that was active then. */
function faultAt(time: number, reason: string | undefined, about: Circumstances): readonly Cause[] {
  const limit = reason === undefined ? undefined : LIMIT_OF[reason];
  const spoils = (id: string): boolean => {
    const fault = findEntry(catalogue, id);
    return limit === undefined ? fault?.speaks.process !== undefined : limit in (fault?.parameters ?? {});
  };
  const active = about.faults.find(({ fault, at, until }) => spoils(fault) && at <= time && time <= until);
  const id = reason !== undefined && findEntry(catalogue, reason) !== undefined ? reason : active?.fault;
  return id === undefined ? [] : faultCause(id, time, about);
}

/** How an event was lost: never made, made and gone with the process that kept it, or on its way. */
function lossCause({ message, where }: LostLine): string {
  if (message !== null && where === 'publisher') return 'was still in the memory of the publisher when that died';
  return LOSS_WORDS[message === null ? 'publisher' : where].cause;
}

function faultBehind({ fault, message, t: time }: LostLine, about: Circumstances): readonly Cause[] {
  if (fault !== null) return faultCause(fault, time, about);
  const text =
    message === null
      ? 'Its row in the outbox could be read only after the relay had marked a later one: the relay has passed it over.'
      : 'Neither queue nor log kept it.';
  return [{ text, time }];
}

function faultCause(id: string, time: number, { start, faults }: Circumstances): readonly Cause[] {
  const title = findEntry(catalogue, id)?.title;
  const span = faults.find(({ fault, at, until }) => fault === id && at <= time && time <= until);
  if (title === undefined) return [];
  if (span === undefined) return [{ text: `The fault “${title}” was active.`, time }];
  const until = Number.isFinite(span.until) ? ` to ${momentText(start, span.until)}` : ' on';
  return [{ text: `The fault “${title}” was active, from ${momentText(start, span.at)}${until}.`, time: span.at }];
}

/** What ended a difference, and what came after it; the latest of its own causes first. */
export function endingOf(lines: readonly TraceLine[], span: Span, about: Circumstances): readonly Cause[] {
  const causes: Cause[] = [];
  const wrong = lines.filter((line) => isWrongInvoice(line) && line.t >= span.from && line.t <= span.to);
  if (span.to >= about.end && about.hides === true) {
    const shown = Math.max(span.from, lines.at(-1)?.t ?? 0);
    causes.push({ text: 'Nothing has, in what has been shown so far.', time: shown });
  } else if (span.to >= about.end) {
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
    const { cause, status, version } = commit;
    const became = status === 'absent' ? 'was deleted' : `became ${status}`;
    const how = cause === 'restore' ? 'is again what it was before' : `${became} in the User database`;
    return [{ text: `The user ${how}, as the copy had it all along: version ${version}.`, time }];
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
  const publish = broughtBy(lines, copy);
  const what =
    publish?.original === undefined
      ? `version ${version}, ${eventOf(status, version, cause)}`
      : `version ${publish.original}, ${eventOf(status, publish.original)}, as version ${version}`;
  return [{ text: `Billing applied ${what}${how}.`, time, letter }];
}

/** The first message after the end that was obsolete when it came. */
function afterwards(lines: readonly TraceLine[], time: number, policy: string | undefined): readonly Cause[] {
  const obsolete = ({ effect }: ApplyLine): boolean => effect === 'stale' || effect === 'regressed';
  const late = firstLine(lines, 'apply', (line) => line.t > time && obsolete(line));
  if (late === undefined) return [];
  const copy = lastLine(lines, 'copy', (line) => line.i < late.i && line.t < late.t);
  const said = late.effect === 'stale' ? 'turned it away' : 'let it overwrite the newer state';
  const publish = firstLine(lines, 'publish', ({ message }) => message === late.message);
  const stamp = publish?.original === undefined ? '' : `, as version ${late.version},`;
  const had = copy === undefined ? '?' : toldBy(lines, copy);
  const text = `Version ${publish?.original ?? late.version}${stamp} came when version ${had} was already there. The policy${policy === undefined ? '' : ` ${policy}`} ${said}.`;
  return [{ text, time: late.t, letter: { message: late.message } }];
}
