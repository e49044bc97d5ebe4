// What a run tells of single messages: the envelope of one with every line about it, and which are on their way at a moment.
// It reads the tape, and asks the session for what no line says; what became of a message in words is said elsewhere.
import type { CommitLine, PublishLine, Session, TraceLine } from '../../engine/index.ts';
import type { MessageFacts, MessageKey, OnTheWay, OpenMessage } from './facts.ts';
import { originalIn } from './lines.ts';
import type { Tape } from './tape.ts';

/** `settled`: the run is over, and no queue holds anything any more. */
export function messageFacts(session: Session, tape: Tape, key: MessageKey, settled: boolean): MessageFacts | null {
  const lines = 'message' in key ? linesOf(tape, key.message) : lineOf(tape, key.line);
  const first = lines[0];
  if (first === undefined || (first.kind !== 'publish' && first.kind !== 'lost')) return null;
  const { user, version } = first;
  const original = first.kind === 'publish' ? originalIn(first) : version;
  const said = 'message' in key ? session.envelope(key.message, first.t) : shouldHaveBeen(session, user, version);
  const unheard = settled && lines.length === 1 && first.kind === 'publish';
  return { key, user, version, lines, unheard, commit: commitOf(tape, user, original, first.i), ...(said ?? UNKNOWN) };
}

function lineOf(tape: Tape, line: number): readonly TraceLine[] {
  const at = tape.placeOf(line);
  return at < 0 ? [] : [tape.line(at)];
}

function linesOf(tape: Tape, message: number): readonly TraceLine[] {
  const from = tape.placeOfPublication(message);
  const lines: TraceLine[] = [];
  if (from === undefined) return lines;
  for (let at = from; at < tape.length; at++) if (tape.messageAt(at) === message) lines.push(tape.line(at));
  return lines;
}

/** The last commit of a version before a line. */
function commitOf(tape: Tape, user: number, version: number, before: number): CommitLine | null {
  for (let at = tape.placeOf(before); at >= 0; at--) {
    if (tape.kindAt(at) !== 'commit' || tape.userAt(at) !== user) continue;
    const line = tape.line(at) as CommitLine;
    if (line.version === version) return line;
  }
  return null;
}

type Said = Pick<MessageFacts, 'event' | 'type' | 'occurredAt'>;
const UNKNOWN: Said = { event: null, type: null, occurredAt: null };

/** Of an event that was never made: what it would have told. */
function shouldHaveBeen({ logs: { truth } }: Session, user: number, version: number): Said | null {
  for (let place = truth.length - 1; place >= 0; place--) {
    if (truth.userOf(place) !== user || truth.versionOf(place) !== version) continue;
    return { event: truth.eventOf(place), type: truth.typeOf(place), occurredAt: truth.timeOf(place) };
  }
  return null;
}

const OVER: ReadonlySet<string> = new Set(['ack', 'lost', 'dead-letter']);

/**
 * Messages that at `time` are neither acknowledged, lost nor dead-lettered; at most `most` of them are told. Of what nobody had
 * when a run has `settled`, nobody was meant to have it.
 */
export function openMessages(tape: Tape, time: number, most: number, settled: boolean): OnTheWay {
  const open = new Map<number, { deliveredAt: number | null; attempts: number; at: number }>();
  const end = tape.countUpTo(time);
  for (let at = 0; at < end; at++) {
    const message = tape.messageAt(at);
    if (message === undefined) continue;
    const kind = tape.kindAt(at);
    if (OVER.has(kind)) open.delete(message);
    // What a log held before the run began is history: it is on its way only when somebody reads it again.
    else if (kind === 'publish' && tape.timeAt(at) > 0) open.set(message, { deliveredAt: null, attempts: 0, at });
    else if (kind === 'deliver') {
      const known = open.get(message);
      const published = known?.at ?? tape.placeOfPublication(message) ?? at;
      open.set(message, { deliveredAt: tape.timeAt(at), attempts: (known?.attempts ?? 0) + 1, at: published });
    } else if (kind === 'requeue') {
      const known = open.get(message);
      if (known !== undefined) open.set(message, { ...known, deliveredAt: null });
    }
  }
  if (settled) forgetUnheard(open, tape, end);
  const oldest = [...open].sort((a, b) => a[1].at - b[1].at).slice(0, most);
  const messages = oldest.map(([message, { deliveredAt, attempts, at }]): OpenMessage => {
    const { user, version, t } = tape.line(at) as PublishLine;
    return { message, user, version, publishedAt: t, deliveredAt, attempts };
  });
  return { time, total: open.size, messages };
}

/** Takes out the messages of which no line tells any more. */
function forgetUnheard(open: Map<number, { readonly attempts: number }>, tape: Tape, end: number): void {
  const unheard = new Set([...open].flatMap(([message, { attempts }]) => (attempts === 0 ? [message] : [])));
  for (let at = end; at < tape.length && unheard.size > 0; at++) {
    const message = tape.messageAt(at);
    if (message !== undefined) unheard.delete(message);
  }
  for (const message of unheard) open.delete(message);
}
