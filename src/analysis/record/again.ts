// What the tape of a very long run does not say, since it kept only the landmarks: found by running parts of the run again. The answers
// are those of a whole tape; they take longer.
import { asksToInvoice, type Session, type TraceKind, type TraceLine } from '../../engine/index.ts';
import type { MessageFacts, MessageKey, OnTheWay, StepRequest, Stop } from './facts.ts';
import { messageFacts, openMessages } from './messages.ts';
import { lineNear, linesBetween } from './stepping.ts';
import { Tape } from './tape.ts';

const SECOND = 1_000_000;
/** How far a step looks, from a moment to the longest that anybody would wait for. */
const REACHES = [SECOND, 15 * SECOND, 240 * SECOND, 3600 * SECOND];
/** So long around a write of a user's row everything about the user is looked for. */
const AROUND = 2 * SECOND;
/** So long messages are followed that are still on their way. */
const OPEN_FOR = 60 * SECOND;
/** So long a message is followed after it was published, and after each of its deliveries. */
const FOLLOWED = 10 * SECOND;

/** Users whose histories are remembered. */
const REMEMBERED = 8;

export class Again {
  private readonly session: Session;
  /** The landmarks. */
  private readonly tape: Tape;
  private readonly histories = new Map<number, readonly TraceLine[]>();
  private last: { readonly from: number; readonly to: number; readonly tape: Tape } | null = null;

  constructor(session: Session, tape: Tape) {
    this.session = session;
    this.tape = tape;
  }

  step(asked: StepRequest): Stop | null {
    const request = { ...asked, time: Math.min(asked.time, this.session.furthest) };
    const { time, direction, large } = request;
    if (large && direction !== 'here') return lineNear(this.tape, request);
    for (const reach of REACHES) {
      const [from, to] = direction === 'next' ? [time, time + reach] : [time - reach, time];
      const stop = lineNear(this.window(from, to), request);
      if (stop !== null) return stop;
    }
    return lineNear(this.tape, request);
  }

  lines(from: number, to: number, most: number): readonly TraceLine[] | null {
    const perMicrosecond = this.tape.told / Math.max(1, this.session.furthest);
    // There are about so many: nobody needs to run them to know that they are too many.
    if ((to - from) * perMicrosecond > 2 * most) return null;
    return linesBetween(this.window(from, to), from, to, most);
  }

  /** Every line about a user. Those of the last few users are remembered. */
  history(user: number): readonly TraceLine[] {
    const known = this.histories.get(user) ?? this.find(user);
    this.histories.delete(user);
    this.histories.set(user, known);
    for (const oldest of this.histories.keys()) if (this.histories.size > REMEMBERED) this.histories.delete(oldest);
    return known;
  }

  /** Around each write of a row, in each invoice run, and where the messages were published. */
  private find(user: number): readonly TraceLine[] {
    const found = new Map<number, TraceLine>();
    const messages = new Set<number>();
    const keep = (line: TraceLine): void => void found.set(line.i, line);
    for (const [from, to] of this.spansAbout(user)) {
      const window = this.window(from, to);
      for (let at = 0; at < window.length; at++) {
        const message = window.messageAt(at);
        if (window.userAt(at) !== user) continue;
        keep(window.line(at));
        if (message !== undefined) messages.add(message);
      }
      // A delivery does not name the user where its message was published before the window.
      for (let at = 0; at < window.length; at++) if (messages.has(window.messageAt(at) ?? -1)) keep(window.line(at));
    }
    for (const message of messages) {
      const line = this.session.publication(message);
      if (line !== null) keep(line);
    }
    for (const line of this.invoicesOf(user)) keep(line);
    return [...found.values()].sort((a, b) => a.i - b.i);
  }

  message(key: MessageKey, settled: boolean): MessageFacts | null {
    if ('line' in key) return this.last && messageFacts(this.session, this.last.tape, key, settled);
    const published = this.session.publication(key.message);
    if (published === null) return null;
    const tape = new Tape();
    const add = (line: TraceLine): void => {
      if (line.i > tape.lastIndex) tape.add(line);
    };
    for (let from = published.t, until = 0; from !== until; ) {
      until = from;
      this.session.tracePart(from, from + FOLLOWED, add);
      for (let at = 0; at < tape.length; at++) if (tape.messageAt(at) === key.message) from = tape.timeAt(at);
    }
    return messageFacts(this.session, tape, key, settled);
  }

  onTheWay(time: number, most: number, settled: boolean): OnTheWay {
    const open = openMessages(this.window(time - OPEN_FOR, time), time, most, settled);
    this.session.seek(time);
    const { broker, network } = this.session.moment();
    return { ...open, total: Math.max(open.total, broker.backlog + network.flying) };
  }

  /** Every line of a part of the run, which is remembered until another is asked for. */
  private window(from: number, to: number): Tape {
    const { last, session } = this;
    const begin = Math.max(1, Math.floor(from));
    const end = Math.ceil(to);
    if (last !== null && last.from === begin && last.to === end) return last.tape;
    const tape = new Tape();
    session.tracePart(begin, end, tape.add);
    this.last = { from: begin, to: end, tape };
    return tape;
  }

  /** Parts of the run in which a row of the user was written, in order; those that touch are one. */
  private spansAbout(user: number): readonly (readonly [from: number, to: number])[] {
    const times: number[] = [];
    const { truth, copy } = this.session.logs;
    for (const log of [truth, copy])
      for (let place = 0; place < log.length; place++) if (log.userOf(place) === user) times.push(log.timeOf(place));
    const spans: [number, number][] = [];
    for (const time of times.sort((a, b) => a - b)) {
      const last = spans[spans.length - 1];
      if (last !== undefined && time - AROUND <= last[1]) last[1] = time + AROUND;
      else spans.push([time - AROUND, time + AROUND]);
    }
    return spans;
  }

  private invoicesOf(user: number): readonly TraceLine[] {
    const found: TraceLine[] = [];
    const told: ReadonlySet<TraceKind> = new Set(['invoice', 'credit']);
    const reader = (line: TraceLine): void => {
      if (told.has(line.kind) && 'user' in line && line.user === user) found.push(line);
    };
    for (let at = 0; at < this.tape.length; at++) {
      if (this.tape.kindAt(at) !== 'invoice-run') continue;
      const from = this.tape.timeAt(at);
      let end = at + 1;
      while (end < this.tape.length && this.tape.kindAt(end) !== 'invoice-run-end') end++;
      const to = asksToInvoice(this.session.spec.scenario.billing) ? this.tape.timeAt(end) : from;
      this.session.tracePart(from, Math.max(from, to || from), reader);
    }
    return found;
  }
}
