// The trace: every step of a run that people can name, in order, and the fingerprint, a rolling 64-bit hash over its fields
// that is kept whether or not anybody reads the lines. It knows the words of the lines, not the services that say them.
import type { VirtualTime } from './kernel/time.ts';
import { planName, STATUSES, statusName } from './rows.ts';

export type TraceKind =
  | 'commit'
  | 'copy'
  | 'publish'
  | 'lost'
  | 'deliver'
  | 'apply'
  | 'ack'
  | 'requeue'
  | 'dead-letter'
  | 'invoice-run'
  | 'invoice-run-end'
  | 'invoice-blocked'
  | 'invoice'
  | 'credit'
  | 'api'
  | 'database'
  | 'fault'
  | 'phase';

/** One line. `t` is virtual time in microseconds; the other fields are those of the public contract, in its order. */
export interface TraceLine {
  readonly i: number;
  readonly t: number;
  readonly kind: TraceKind;
  readonly [field: string]: string | number | boolean | null;
}

export type TraceReader = (line: TraceLine) => void;

export const COMMIT_CAUSES = ['initial', 'workload', 'restore'] as const;
export const COPY_CAUSES = [
  'initial',
  'event',
  'replay',
  'republish',
  'snapshot',
  'api',
  'database',
  'restore',
  'bug',
  'sweep',
] as const;
export const PUBLISH_CAUSES = ['live', 'relay', 'republish', 'snapshot', 'duplicate'] as const;
export const EFFECTS = ['applied', 'duplicate', 'stale', 'regressed', 'failed'] as const;
export type CommitCause = (typeof COMMIT_CAUSES)[number];
export type CopyCause = (typeof COPY_CAUSES)[number];
export type PublishCause = (typeof PUBLISH_CAUSES)[number];
export type Effect = (typeof EFFECTS)[number];
export type LostWhere = 'publisher' | 'broker' | 'network' | 'consumer';

/** FNV-1a, 32 bits, over the UTF-16 code units of a text: how texts enter the fingerprint. */
export function textHash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}

const hashes = (texts: readonly string[]): Int32Array => Int32Array.from(texts, textHash);
const STATUS_HASHES = hashes(STATUSES);
const PLAN_HASHES = hashes(['basic', 'pro']);
const COMMIT_CAUSE_HASHES = hashes(COMMIT_CAUSES);
const COPY_CAUSE_HASHES = hashes(COPY_CAUSES);
const PUBLISH_CAUSE_HASHES = hashes(PUBLISH_CAUSES);
const EFFECT_HASHES = hashes(EFFECTS);
const [COMMIT, COPY, PUBLISH, LOST, DELIVER, APPLY, INVOICE, ACK, PROCESSED] = hashes([
  'commit',
  'copy',
  'publish',
  'lost',
  'deliver',
  'apply',
  'invoice',
  'ack',
  'processed',
]) as unknown as readonly [number, number, number, number, number, number, number, number, number];
const LOST_WHERE_HASHES: Readonly<Record<LostWhere, number>> = {
  publisher: textHash('publisher'),
  broker: textHash('broker'),
  network: textHash('network'),
  consumer: textHash('consumer'),
};
const NOTHING = 0xffffffff | 0;

/** Hashes of texts that come again and again, such as the ids of faults. */
const remembered = new Map<string, number>();
function hashOnce(text: string): number {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const hash = textHash(text);
  if (remembered.size < 1000) remembered.set(text, hash);
  return hash;
}

const imul = Math.imul;
/** The factors of the fingerprint by a field's place, written out: code that multiplies by constants is fastest. */
const P = [
  0x514e28b7, 0x85f0b427, 0xcc0d53cd, 0x18c9aec5, 0xc27c2913, 0x93a0fe05, 0x95bb7d93, 0xcc1ad845, 0xd8d09ee9,
] as const;
const Q = [
  0x30f4c307, 0x249cb285, 0x5ceb4d09, 0x4939650b, 0xe9250491, 0x7c88ad73, 0xbfebd3f1, 0x552553bd, 0xd6045317,
] as const;
const [P0, P1, P2, P3, P4, P5, P6, P7, P8] = P;
const [Q0, Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8] = Q;

/**
 * Keeps the fingerprint and, when somebody reads, makes the lines.
 *
 * The fingerprint: two 32-bit words a, b, both 0 at first, all in 32 bits. The fields of a line have places: `kind` 0, `t` mod
 * 2³² 1, ⌊t ÷ 2³²⌋ 2, then the contract's in its order from 3 on, `plan` with a place where it is not tracked too; `i` has none.
 * A text counts as its `textHash`, a number mod 2³², an amount of money in hundredths, true as 1, false as 0, null as
 * 2³² − 1. A line is p = Σ field × P[place] and q = Σ field × Q[place], where P[n] = mix(2n + 1) | 1, Q[n] = mix(2n + 2) | 1
 * and mix is the finaliser of MurmurHash3. Then a ← (a ⊕ p) × 0x9E3779B1; a ← a ⊕ (a ≫ 15); b ← (b ⊕ q ⊕ a) × 0x85EBCA77;
 * b ← b ⊕ (b ≫ 13). Its text is b then a, 8 hex digits each. (The sums within a line wait for nothing; only lines form a chain.)
 */
export class Trace {
  readonly fields = ['words', 'lines'];
  reader: TraceReader | undefined;
  /** How many lines there are so far. */
  lines = 0;
  private words = new Int32Array(2);
  private readonly time: VirtualTime;
  private readonly tracksPlan: boolean;

  constructor(time: VirtualTime, tracksPlan: boolean) {
    this.time = time;
    this.tracksPlan = tracksPlan;
  }

  /** 16 hex digits. */
  get fingerprint(): string {
    const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');
    return hex(this.words[1] as number) + hex(this.words[0] as number);
  }

  commit(user: number, version: number, row: number, cause: number): void {
    this.line(
      COMMIT,
      user,
      version,
      STATUS_HASHES[row & 3] as number,
      this.planOf(row),
      COMMIT_CAUSE_HASHES[cause] as number,
      0,
    );
    if (this.reader !== undefined)
      this.tell('commit', { ...this.stateOf(user, version, row), cause: COMMIT_CAUSES[cause] as string });
    this.lines++;
  }

  copy(user: number, version: number, row: number, cause: number): void {
    this.line(
      COPY,
      user,
      version,
      STATUS_HASHES[row & 3] as number,
      this.planOf(row),
      COPY_CAUSE_HASHES[cause] as number,
      0,
    );
    if (this.reader !== undefined)
      this.tell('copy', { ...this.stateOf(user, version, row), cause: COPY_CAUSES[cause] as string });
    this.lines++;
  }

  publish(message: number, user: number, version: number, row: number, cause: number): void {
    this.line(
      PUBLISH,
      message,
      user,
      version,
      STATUS_HASHES[row & 3] as number,
      this.planOf(row),
      PUBLISH_CAUSE_HASHES[cause] as number,
    );
    if (this.reader !== undefined) {
      this.tell('publish', { message, ...this.stateOf(user, version, row), cause: PUBLISH_CAUSES[cause] as string });
    }
    this.lines++;
  }

  /** `message` is null when it was never made, `fault` when no injected fault did it. */
  lost(message: number | null, user: number, version: number, where: LostWhere, fault: string | null): void {
    this.line(
      LOST,
      message ?? NOTHING,
      user,
      version,
      LOST_WHERE_HASHES[where],
      fault === null ? NOTHING : hashOnce(fault),
      0,
    );
    if (this.reader !== undefined) this.tell('lost', { message, user, version, where, fault });
    this.lines++;
  }

  deliver(message: number, attempt: number, consumer: number): void {
    this.line(DELIVER, message, attempt, consumer, 0, 0, 0);
    if (this.reader !== undefined) this.tell('deliver', { message, attempt, consumer });
    this.lines++;
  }

  apply(message: number, user: number, version: number, effect: number): void {
    this.line(APPLY, message, user, version, EFFECT_HASHES[effect] as number, 0, 0);
    if (this.reader !== undefined) this.tell('apply', { message, user, version, effect: EFFECTS[effect] as string });
    this.lines++;
  }

  /** The broker's word on a delivery: acknowledged, put back, dead-lettered. */
  settled(
    kind: 'ack' | 'requeue' | 'dead-letter',
    message: number,
    consumer: number,
    attempt: number,
    reason: string,
  ): void {
    const why = reason === 'processed' ? PROCESSED : hashOnce(reason);
    this.line(kind === 'ack' ? ACK : hashOnce(kind), message, consumer, attempt, why, 0, 0);
    if (this.reader !== undefined) this.tell(kind, { message, consumer, attempt, reason });
    this.lines++;
  }

  invoice(run: number, user: number, amount: number, copy: number, truth: number): void {
    const cents = Math.round(amount * 100);
    this.line(INVOICE, run, user, cents, STATUS_HASHES[copy & 3] as number, STATUS_HASHES[truth & 3] as number, 0);
    if (this.reader !== undefined) {
      this.tell('invoice', { run, user, amount, copy: statusName(copy), truth: statusName(truth) });
    }
    this.lines++;
  }

  /** A line of a kind that is rare; `fields`, at most six, stand in the contract's order. */
  note(kind: TraceKind, fields: Readonly<Record<string, string | number | boolean | null>>): void {
    const { low, high } = this.time;
    const values = [textHash(kind), low, high, ...Object.values(fields).map(folded)];
    const sum = (factors: readonly number[]) =>
      values.reduce((total, value, place) => (total + imul(value, factors[place] as number)) | 0, 0);
    this.roll(sum(P), sum(Q));
    if (this.reader !== undefined) this.tell(kind, fields);
    this.lines++;
  }

  /** What a row's plan counts as: nothing where plans are not tracked. */
  private planOf(row: number): number {
    return this.tracksPlan ? (PLAN_HASHES[row >> 2] as number) : 0;
  }

  /** A line of six fields, or of fewer and zeros. (`| 0` tells compilers that they are integers.) */
  private line(kind: number, a: number, b: number, c: number, d: number, e: number, f: number): void {
    const { low, high } = this.time;
    const p = imul(kind | 0, P0) + imul(low, P1) + imul(high, P2) + imul(a | 0, P3) + imul(b | 0, P4);
    const q = imul(kind | 0, Q0) + imul(low, Q1) + imul(high, Q2) + imul(a | 0, Q3) + imul(b | 0, Q4);
    this.roll(
      (p + imul(c | 0, P5) + imul(d | 0, P6) + imul(e | 0, P7) + imul(f | 0, P8)) | 0,
      (q + imul(c | 0, Q5) + imul(d | 0, Q6) + imul(e | 0, Q7) + imul(f | 0, Q8)) | 0,
    );
  }

  private roll(p: number, q: number): void {
    const { words } = this;
    let a = imul((words[0] as number) ^ p, 0x9e3779b1);
    a ^= a >>> 15;
    words[0] = a;
    const b = imul((words[1] as number) ^ q ^ a, 0x85ebca77);
    words[1] = b ^ (b >>> 13);
  }

  private tell(kind: TraceKind, fields: Readonly<Record<string, string | number | boolean | null>>): void {
    this.reader?.({ i: this.lines, t: this.time.now, kind, ...fields });
  }

  private stateOf(user: number, version: number, row: number): Record<string, string | number> {
    const state: Record<string, string | number> = { user, version, status: statusName(row) };
    if (this.tracksPlan) state['plan'] = planName(row);
    return state;
  }
}

function folded(value: string | number | boolean | null): number {
  if (value === null) return NOTHING;
  return typeof value === 'string' ? textHash(value) : Number(value) | 0;
}
