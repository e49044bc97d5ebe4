// The trace: every step of a run that people can name, in order, and the fingerprint, a rolling 64-bit hash over its fields
// that is kept whether or not anybody reads the lines. It knows the words of the lines, not the services that say them.
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
const NOTHING = 0xffffffff | 0;

/**
 * Keeps the fingerprint and, when somebody reads, makes the lines.
 *
 * The fingerprint: two 32-bit words a, b, both 0 at first. Each line folds in turn: `kind`, `t` mod 2³², ⌊t ÷ 2³²⌋, then its
 * other fields in the order of the contract, `i` left out. A text is folded as its `textHash`, a number mod 2³², an amount of
 * money in hundredths, true as 1, false as 0, null as 2³² − 1; a plan that is not tracked is not folded. Folding x:
 * a ← (a ⊕ x) × 0x9E3779B1; a ← a ⊕ (a ≫ 15); b ← (b ⊕ a) × 0x85EBCA77 + x; b ← b ⊕ (b ≫ 13), all in 32 bits. Its text is b then a, 8 hex digits each.
 */
export class Trace {
  readonly fields = ['words', 'lines'];
  reader: TraceReader | undefined;
  /** How many lines there are so far. */
  lines = 0;
  private words = new Int32Array(2);
  private readonly tracksPlan: boolean;

  constructor(tracksPlan: boolean) {
    this.tracksPlan = tracksPlan;
  }

  /** 16 hex digits. */
  get fingerprint(): string {
    const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');
    return hex(this.words[1] as number) + hex(this.words[0] as number);
  }

  commit(t: number, user: number, version: number, row: number, cause: number): void {
    this.begin(COMMIT, t);
    this.state(user, version, row);
    this.fold(COMMIT_CAUSE_HASHES[cause] as number);
    if (this.reader !== undefined)
      this.tell(t, 'commit', { ...this.stateOf(user, version, row), cause: COMMIT_CAUSES[cause] as string });
    this.lines++;
  }

  copy(t: number, user: number, version: number, row: number, cause: number): void {
    this.begin(COPY, t);
    this.state(user, version, row);
    this.fold(COPY_CAUSE_HASHES[cause] as number);
    if (this.reader !== undefined)
      this.tell(t, 'copy', { ...this.stateOf(user, version, row), cause: COPY_CAUSES[cause] as string });
    this.lines++;
  }

  publish(t: number, message: number, user: number, version: number, row: number, cause: number): void {
    this.begin(PUBLISH, t);
    this.fold(message);
    this.state(user, version, row);
    this.fold(PUBLISH_CAUSE_HASHES[cause] as number);
    if (this.reader !== undefined) {
      this.tell(t, 'publish', { message, ...this.stateOf(user, version, row), cause: PUBLISH_CAUSES[cause] as string });
    }
    this.lines++;
  }

  /** `message` is null when it was never made, `fault` when no injected fault did it. */
  lost(t: number, message: number | null, user: number, version: number, where: LostWhere, fault: string | null): void {
    this.begin(LOST, t);
    this.fold(message ?? NOTHING);
    this.fold(user);
    this.fold(version);
    this.fold(textHash(where));
    this.fold(fault === null ? NOTHING : textHash(fault));
    if (this.reader !== undefined) this.tell(t, 'lost', { message, user, version, where, fault });
    this.lines++;
  }

  deliver(t: number, message: number, attempt: number, consumer: number): void {
    this.begin(DELIVER, t);
    this.fold(message);
    this.fold(attempt);
    this.fold(consumer);
    if (this.reader !== undefined) this.tell(t, 'deliver', { message, attempt, consumer });
    this.lines++;
  }

  apply(t: number, message: number, user: number, version: number, effect: number): void {
    this.begin(APPLY, t);
    this.fold(message);
    this.fold(user);
    this.fold(version);
    this.fold(EFFECT_HASHES[effect] as number);
    if (this.reader !== undefined) this.tell(t, 'apply', { message, user, version, effect: EFFECTS[effect] as string });
    this.lines++;
  }

  /** The broker's word on a delivery: acknowledged, put back, dead-lettered. */
  settled(
    t: number,
    kind: 'ack' | 'requeue' | 'dead-letter',
    message: number,
    consumer: number,
    attempt: number,
    reason: string,
  ): void {
    this.begin(kind === 'ack' ? ACK : textHash(kind), t);
    this.fold(message);
    this.fold(consumer);
    this.fold(attempt);
    this.fold(reason === 'processed' ? PROCESSED : textHash(reason));
    if (this.reader !== undefined) this.tell(t, kind, { message, consumer, attempt, reason });
    this.lines++;
  }

  invoice(t: number, run: number, user: number, amount: number, copy: number, truth: number): void {
    this.begin(INVOICE, t);
    this.fold(run);
    this.fold(user);
    this.fold(Math.round(amount * 100));
    this.fold(STATUS_HASHES[copy & 3] as number);
    this.fold(STATUS_HASHES[truth & 3] as number);
    if (this.reader !== undefined) {
      this.tell(t, 'invoice', { run, user, amount, copy: statusName(copy), truth: statusName(truth) });
    }
    this.lines++;
  }

  /** A line of a kind that is rare; `fields` stand in the contract's order. */
  note(t: number, kind: TraceKind, fields: Readonly<Record<string, string | number | boolean | null>>): void {
    this.begin(textHash(kind), t);
    for (const field in fields) {
      const value = fields[field] as string | number | boolean | null;
      if (value === null) this.fold(NOTHING);
      else if (typeof value === 'string') this.fold(textHash(value));
      else this.fold(Number(value));
    }
    if (this.reader !== undefined) this.tell(t, kind, fields);
    this.lines++;
  }

  private tell(t: number, kind: TraceKind, fields: Readonly<Record<string, string | number | boolean | null>>): void {
    this.reader?.({ i: this.lines, t, kind, ...fields });
  }

  private stateOf(user: number, version: number, row: number): Record<string, string | number> {
    const state: Record<string, string | number> = { user, version, status: statusName(row) };
    if (this.tracksPlan) state['plan'] = planName(row);
    return state;
  }

  private begin(kind: number, t: number): void {
    this.fold(kind);
    this.fold(t | 0);
    this.fold(Math.floor(t / 4294967296));
  }

  private state(user: number, version: number, row: number): void {
    this.fold(user);
    this.fold(version);
    this.fold(STATUS_HASHES[row & 3] as number);
    if (this.tracksPlan) this.fold(PLAN_HASHES[row >> 2] as number);
  }

  private fold(x: number): void {
    const words = this.words;
    let a = Math.imul((words[0] as number) ^ x, 0x9e3779b1);
    a ^= a >>> 15;
    words[0] = a;
    const b = (Math.imul((words[1] as number) ^ a, 0x85ebca77) + x) | 0;
    words[1] = b ^ (b >>> 13);
  }
}
