// The trace: every step of a run that people can name, in order, and the fingerprint, a rolling 64-bit hash over its fields
// that is kept whether or not anybody reads the lines. It knows the words of the lines, not the services that say them.
import type { VirtualTime } from '../kernel/time.ts';
import { CAUSE_OF_STATE, STATUS_OF_COPY } from '../packing.ts';
import { planName, statusName, statusOf } from '../rows.ts';
import { type ApiRequest, type LineOf, requestText, type Said, type TraceReader, type UserState } from './lines.ts';
import {
  APPLY_TEXTS,
  COMMIT_TEXTS,
  COPY_TEXTS,
  INVOICE_TEXTS,
  P,
  PUBLISH_TEXTS,
  Q,
  TRACKED,
  textHash,
  texts,
} from './sums.ts';
import { COMMIT_CAUSES, COPY_CAUSES, EFFECTS, type LostWhere, PUBLISH_CAUSES } from './words.ts';

const imul = Math.imul;
const [, , , P3, P4, P5, P6, P7, P8] = P;
const [, , , Q3, Q4, Q5, Q6, Q7, Q8] = Q;
const [LOST_P, LOST_Q] = texts('lost');
const [DELIVER_P, DELIVER_Q] = texts('deliver');
const [ACK_P, ACK_Q] = texts('ack', 6, [textHash('processed')]);
const [API_P, API_Q] = texts('api');
const NOTHING = 0xffffffff | 0;

/** What the texts of a line about a loss add to its sums; of the last one, since most are lost as the one before was. */
const lastLost = { where: '', fault: '' as string | null, p: 0, q: 0 };
function lostTexts(where: LostWhere, fault: string | null): typeof lastLost {
  if (where !== lastLost.where || fault !== lastLost.fault) {
    const [place, reason] = [textHash(where), fault === null ? NOTHING : textHash(fault)];
    lastLost.where = where;
    lastLost.fault = fault;
    lastLost.p = (LOST_P + imul(place, P6) + imul(reason, P7)) | 0;
    lastLost.q = (LOST_Q + imul(place, Q6) + imul(reason, Q7)) | 0;
  }
  return lastLost;
}

/** Kinds of lines that come so seldom that the sums of their texts are not worked out beforehand. */
type RareKind =
  | 'invoice-run'
  | 'invoice-run-end'
  | 'invoice-blocked'
  | 'credit'
  | 'database'
  | 'fault'
  | 'phase'
  | 'alarm'
  | 'watermark'
  | 'refused';

/** What is said of a publication only where it is unlike most: the version of the change it tells of, and how far its stamp lags, µs. */
interface Unusual {
  readonly original: number;
  readonly lag: number;
}

type Fields = Readonly<Record<string, string | number | boolean>>;

/** Keeps the fingerprint, whose formula stands in the README of this folder, and makes the lines when somebody reads them. */
export class Trace {
  readonly saved = ['a', 'b', 'lines'];
  reader: TraceReader | undefined = undefined;
  /** How many lines there are so far. */
  lines = 0;
  private a = 0;
  private b = 0;
  private readonly time: VirtualTime;
  private readonly tracksPlan: boolean;
  /** Added to a row to look its texts up. */
  private readonly tracked: number;
  /** The names of subscribers, and what they add to the sums of lines about them: nothing for the first, who is meant where none is named. */
  private readonly subscribers: readonly string[];
  private readonly ofP: Int32Array;
  private readonly ofQ: Int32Array;

  /** `subscribers`: their names, Billing's first. */
  constructor(time: VirtualTime, tracksPlan: boolean, subscribers: readonly string[]) {
    this.time = time;
    this.subscribers = subscribers;
    this.ofP = Int32Array.from(subscribers, (name, n) => (n === 0 ? 0 : imul(textHash(name), P8)));
    this.ofQ = Int32Array.from(subscribers, (name, n) => (n === 0 ? 0 : imul(textHash(name), Q8)));
    this.tracksPlan = tracksPlan;
    this.tracked = tracksPlan ? TRACKED : 0;
  }

  /** 16 hex digits. */
  get fingerprint(): string {
    const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');
    return hex(this.b) + hex(this.a);
  }

  commit(user: number, version: number, row: number, cause: number): void {
    const at = (cause << CAUSE_OF_STATE) | ((row | this.tracked) << 1);
    if (this.reader !== undefined) this.tellCommit(user, version, row, cause);
    this.line(COMMIT_TEXTS[at] as number, COMMIT_TEXTS[at + 1] as number, user, version, 0);
  }

  copy(user: number, version: number, row: number, cause: number, subscriber: number): void {
    const at = (cause << CAUSE_OF_STATE) | ((row | this.tracked) << 1);
    if (this.reader !== undefined) this.tellCopy(user, version, row, cause, subscriber);
    if (subscriber > 0)
      return this.lineOf(subscriber, COPY_TEXTS[at] as number, COPY_TEXTS[at + 1] as number, user, version, 0);
    this.line(COPY_TEXTS[at] as number, COPY_TEXTS[at + 1] as number, user, version, 0);
  }

  /** `differs`: in what it is unlike most; that is said, and has no place in the fingerprint. */
  publish(message: number, user: number, version: number, row: number, cause: number, differs: Unusual | null): void {
    const at = (cause << CAUSE_OF_STATE) | ((row | this.tracked) << 1);
    if (this.reader !== undefined) this.tellPublish(message, user, version, row, cause, differs);
    this.line(PUBLISH_TEXTS[at] as number, PUBLISH_TEXTS[at + 1] as number, message, user, version);
  }

  /** `message` is null when it was never made, `fault` when no injected fault did it. */
  lost(
    message: number | null,
    user: number,
    version: number,
    where: LostWhere,
    fault: string | null,
    subscriber = 0,
  ): void {
    const { p, q } = lostTexts(where, fault);
    if (this.reader !== undefined)
      this.tell({ kind: 'lost', message, user, version, where, fault, ...this.whose(subscriber) });
    this.lineOf(subscriber, p, q, message ?? NOTHING, user, version);
  }

  deliver(message: number, attempt: number, consumer: number, subscriber: number): void {
    if (this.reader !== undefined) this.tellDeliver(message, attempt, consumer, subscriber);
    if (subscriber > 0) return this.lineOf(subscriber, DELIVER_P, DELIVER_Q, message, attempt, consumer);
    this.line(DELIVER_P, DELIVER_Q, message, attempt, consumer);
  }

  apply(message: number, user: number, version: number, effect: number, subscriber: number): void {
    const at = effect << 1;
    if (this.reader !== undefined) this.tellApply(message, user, version, effect, subscriber);
    if (subscriber > 0)
      return this.lineOf(subscriber, APPLY_TEXTS[at] as number, APPLY_TEXTS[at + 1] as number, message, user, version);
    this.line(APPLY_TEXTS[at] as number, APPLY_TEXTS[at + 1] as number, message, user, version);
  }

  /** A delivery was processed and the broker knows. */
  ack(message: number, consumer: number, attempt: number, subscriber: number): void {
    if (this.reader !== undefined) this.tellAck(message, consumer, attempt, subscriber);
    if (subscriber > 0) return this.lineOf(subscriber, ACK_P, ACK_Q, message, consumer, attempt);
    this.line(ACK_P, ACK_Q, message, consumer, attempt);
  }

  /** The broker puts a delivery back, or aside. */
  settled(
    kind: 'requeue' | 'dead-letter',
    message: number,
    consumer: number,
    attempt: number,
    reason: string,
    subscriber: number,
  ): void {
    const [p, q] = texts(kind, 6, [textHash(reason)]);
    if (this.reader !== undefined) this.tell({ kind, message, consumer, attempt, reason, ...this.whose(subscriber) });
    this.lineOf(subscriber, p, q, message, consumer, attempt);
  }

  invoice(run: number, user: number, amount: number, copy: number, truth: number): void {
    const cents = Math.round(amount * 100);
    const at = (statusOf(copy) << STATUS_OF_COPY) | (statusOf(truth) << 1);
    if (this.reader !== undefined) {
      this.tell({ kind: 'invoice', run, user, amount, copy: statusName(copy), truth: statusName(truth) });
    }
    this.line(INVOICE_TEXTS[at] as number, INVOICE_TEXTS[at + 1] as number, run, user, cents);
  }

  /** An answer of the API has come back. */
  api(request: ApiRequest, rows: number, status: number): void {
    if (this.reader !== undefined) this.tell({ kind: 'api', request, rows, status });
    this.line(API_P, API_Q, textHash(requestText(request)), rows, status);
  }

  /** A line of a kind that is rare; its fields, at most six, stand in the contract's order. */
  note<K extends RareKind>(kind: K, fields: Omit<LineOf<K>, 'i' | 't' | 'kind'>): void {
    const values = Object.values<string | number | boolean>(fields as object as Fields).map(folded);
    const [p, q] = texts(kind, 6, values.slice(3));
    if (this.reader !== undefined) this.tell({ kind, ...fields } as unknown as Said);
    this.line(p, q, values[0] ?? 0, values[1] ?? 0, values[2] ?? 0);
  }

  /** The same as `line`, about one subscriber: of Billing nothing is added. */
  private lineOf(subscriber: number, p: number, q: number, a: number, b: number, c: number): void {
    this.line(p + (this.ofP[subscriber] as number), q + (this.ofQ[subscriber] as number), a, b, c);
  }

  /** Whom a line is about, where it is not Billing. */
  private whose(subscriber: number): { readonly subscriber?: string } {
    return subscriber === 0 ? {} : { subscriber: this.subscribers[subscriber] as string };
  }

  /**
   * A line of three fields that are numbers (0 where it has fewer); `p` and `q` are what its texts add. (`| 0` tells compilers that they are
   * integers; the function is looked up once, so that this stays short and is put in place of calls.)
   */
  private line(p: number, q: number, a: number, b: number, c: number): void {
    const { time } = this;
    const times = imul;
    const x = times(this.a ^ ((p | 0) + time.p + times(a | 0, P3) + times(b | 0, P4) + times(c | 0, P5)), 0x9e3779b1);
    const rolled = x ^ (x >>> 15);
    const sum = (q | 0) + time.q + times(a | 0, Q3) + times(b | 0, Q4) + times(c | 0, Q5);
    const y = times(this.b ^ sum ^ rolled, 0x85ebca77);
    this.a = rolled;
    this.b = y ^ (y >>> 13);
    this.lines++;
  }

  // What is told of the steps that come with every change. It stands apart from them: short code is what compilers put in place
  // of calls, and mostly nobody reads.

  private tellCommit(user: number, version: number, row: number, cause: number): void {
    this.tell({ kind: 'commit', ...this.stateOf(user, version, row), cause: word(COMMIT_CAUSES, cause) });
  }

  private tellCopy(user: number, version: number, row: number, cause: number, subscriber: number): void {
    const state = this.stateOf(user, version, row);
    this.tell({ kind: 'copy', ...state, cause: word(COPY_CAUSES, cause), ...this.whose(subscriber) });
  }

  private tellPublish(
    message: number,
    user: number,
    version: number,
    row: number,
    cause: number,
    differs: Unusual | null,
  ): void {
    const state = this.stateOf(user, version, row);
    const { original = version, lag = 0 } = differs ?? {};
    const told = { ...(original !== version && { original }), ...(lag > 0 && { lag }) };
    this.tell({ kind: 'publish', message, ...state, cause: word(PUBLISH_CAUSES, cause), ...told });
  }

  private tellDeliver(message: number, attempt: number, consumer: number, subscriber: number): void {
    this.tell({ kind: 'deliver', message, attempt, consumer, ...this.whose(subscriber) });
  }

  private tellApply(message: number, user: number, version: number, effect: number, subscriber: number): void {
    const said = { message, user, version, effect: word(EFFECTS, effect) };
    this.tell({ kind: 'apply', ...said, ...this.whose(subscriber) });
  }

  private tellAck(message: number, consumer: number, attempt: number, subscriber: number): void {
    this.tell({ kind: 'ack', message, consumer, attempt, reason: 'processed', ...this.whose(subscriber) });
  }

  private tell(said: Said): void {
    this.reader?.({ i: this.lines, t: this.time.now, ...said });
  }

  private stateOf(user: number, version: number, row: number): UserState {
    const state = { user, version, status: statusName(row) };
    return this.tracksPlan ? { ...state, plan: planName(row) } : state;
  }
}

/** The word of a number. */
const word = <W>(words: readonly W[], number: number): W => words[number] as W;

const folded = (value: string | number | boolean): number =>
  typeof value === 'string' ? textHash(value) : Number(value) | 0;
