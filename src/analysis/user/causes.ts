// Why: from a wrong invoice, or a copy that differs, back to the fault. Chains of sentences, each with the moment it speaks of. It reads
// the lines of one user and asks no run.
import type {
  ApplyLine,
  CommitLine,
  CopyLine,
  InvoiceLine,
  LostLine,
  PublishLine,
  TraceLine,
} from '../../engine/index.ts';
import { momentText } from '../clock.ts';
import { COPY_WORDS, deathWords, EFFECT_WORDS, eventOf, LOSS_WORDS, PUBLISH_WORDS } from '../dictionary.ts';
import { broughtBy, firstLine, lastLine, originalIn, toldBy } from '../record/lines.ts';
import { type Cause, type Circumstances, type CircumstancesNow, changeName, isWrongInvoice } from './cause.ts';
import { faultAt, faultBehind, lateCause, saidAt, spoiledBy, stampCause, waitCause } from './fault-behind.ts';
import type { Span } from './spans.ts';

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

/**
 * When it is known why a difference began: at its begin, or when the event that would have ended it was lost, became a dead letter, or was
 * processed and did not end it.
 */
export function knownAt(lines: readonly TraceLine[], { from, to }: Pick<Span, 'from' | 'to'>): number {
  const next = firstLine(lines, 'commit', ({ t }) => t > from)?.t ?? Number.POSITIVE_INFINITY;
  const { version } = lastLine(lines, 'commit', ({ t }) => t <= from) ?? { version: 0 };
  const within = ({ t }: TraceLine) => t > from && t < next && t <= to;
  const lost = lastLine(lines, 'lost', (line) => within(line) && line.version === version);
  const inVain = (line: ApplyLine): boolean => within(line) && line.version === version && line.t < to;
  return (lost ?? lastLine(lines, 'dead-letter', within) ?? lastLine(lines, 'apply', inVain))?.t ?? from;
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
  const text = `${changeName(publish)} never was: the event had left when its transaction was rolled back.`;
  return [{ text, time, letter: { message } }, ...saidAt('commit', time, about)];
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
  return step === undefined ? undefined : [...cameAfter(past, step[0], copy), ...overwriting(past, step, about)];
}

/** Where what took the copy back was itself written over by now: what stood there before the present row. */
function cameAfter(past: readonly TraceLine[], spoiler: CopyLine, copy: CopyLine): readonly Cause[] {
  if (copy.i === spoiler.i) return [];
  const before = lastLine(past, 'copy', ({ i }) => i < copy.i);
  return before === undefined ? [] : [{ text: `It was written after version ${toldBy(past, before)}.`, time: copy.t }];
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

function sourceOf({ cause }: CopyLine, publish: PublishLine): string {
  const { obsolete } = PUBLISH_WORDS[publish.cause];
  if (obsolete !== null) return obsolete;
  return cause === 'replay' ? 'The repair had read it again from the log.' : 'It arrived late.';
}

/** What became of the event that would have brought the truth. */
function notArrived(past: readonly TraceLine[], truth: CommitLine, about: CircumstancesNow): readonly Cause[] {
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
      ? `${changeName(truth)} is older than this run: Billing has not been told.`
      : `${changeName(truth)} has not been published yet.`;
    return [{ text, time: truth.t }, ...(early ? [] : waitCause('unsent', truth.t, about))];
  }
  const letter = lost.message === null ? { line: lost.i } : { message: lost.message };
  const text = `${changeName(truth)} ${lossCause(lost)}.`;
  return [{ text, time: truth.t, letter }, ...faultBehind(lost, about)];
}

function stillOpen(past: readonly TraceLine[], sent: PublishLine, about: CircumstancesNow): readonly Cause[] {
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
          : EFFECT_WORDS[apply.effect].open;
  const end = dead ?? apply ?? sent;
  const cause = { text: `${changeName(sent)} ${what}.`, time: end.t, letter: { message } };
  const failed = apply !== undefined && (apply.effect === 'failed' || apply.effect === 'ignored');
  if (failed || dead !== undefined) return [cause, ...faultAt(end.t, dead?.reason, about)];
  if (apply !== undefined) return [cause, ...stampCause(sent, apply, about)];
  const handed = lastLine(past, 'deliver', (line) => line.message === message);
  return [
    cause,
    ...(handed === undefined ? waitCause('underWay', sent.t, about) : waitCause('inHand', handed.t, about)),
  ];
}

/** How an event was lost: never made, made and gone with the process that kept it, or on its way. */
function lossCause({ message, where }: LostLine): string {
  if (message !== null && where === 'publisher') return 'was still in the memory of the publisher when that died';
  return LOSS_WORDS[message === null ? 'publisher' : where].cause;
}
