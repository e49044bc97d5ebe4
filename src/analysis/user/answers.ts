// Four answers to "what is true?" about one user at one moment: what happened, what the User database says, what the events
// add up to, what Billing believes; which of them differ from what happened, and since when. It reads trace lines.
import {
  type CommitLine,
  type CopyLine,
  KINDS,
  type Kind,
  kindOf,
  type LostLine,
  namedRow,
  type PublishLine,
  type Status,
  type TraceLine,
} from '../../engine/index.ts';

export type AnswerId = 'happened' | 'database' | 'events' | 'billing';

export interface Answer {
  readonly id: AnswerId;
  /** The status it gives; null: it has no answer, and then it neither agrees nor differs. */
  readonly status: string | null;
  readonly plan: string | null;
  readonly version: number | null;
  /** It says that the user was deleted; who is absent else was never known, taken back by a restore, or swept out. */
  readonly deleted: boolean;
  /** When the answer became this; null while it has none. */
  readonly at: number | null;
  readonly agrees: boolean | null;
  /** How it differs from what happened, as a copy would. */
  readonly kind: Kind | null;
  /** Since when it has differed from what happened, without a break. */
  readonly since: number | null;
}

export interface Asked {
  /** `billing.reads` of the scenario. */
  readonly reads: string;
  /** Billing’s start, microseconds. */
  readonly startsAt: number;
  /** Whether events of before the run count: a copy that begins filled, or a log that holds them. */
  readonly beforeTheRun: boolean;
}

interface Told {
  readonly status: Status;
  readonly plan: string | null;
  readonly version: number;
  readonly deleted: boolean;
  readonly at: number;
}

const NOTHING = 'absent';
/** By these a row goes without anybody having said that its user was deleted. */
const SAYS_NO_MORE = ['restore', 'sweep', 'database'];

const toldBy = ({ status, plan, version, cause, t }: CommitLine | CopyLine | PublishLine): Told => ({
  status,
  plan: plan ?? null,
  version,
  deleted: status === NOTHING && !SAYS_NO_MORE.includes(cause),
  at: t,
});

const rowOf = (told: Told | null): number => (told === null ? 0 : namedRow(told.status, told.plan));

const difference = (truth: Told | null, told: Told | null): Kind | null => {
  const kind = KINDS[kindOf(rowOf(truth), rowOf(told))];
  return kind === undefined || kind === 'agrees' ? null : kind;
};

const IDS: readonly AnswerId[] = ['happened', 'database', 'events', 'billing'];

/** The four answers while time goes on, line by line. */
class Answers {
  private readonly asked: Asked;
  private happened: Told | null = null;
  private database: Told | null = null;
  private billing: Told | null = null;
  /** Events that were published and have not been lost, by message; those of before the run under −1. */
  private readonly events = new Map<number, Told>();
  private differs: Record<AnswerId, number | null> = { happened: null, database: null, events: null, billing: null };

  constructor(asked: Asked) {
    this.asked = asked;
  }

  hear(line: TraceLine): void {
    if (line.kind === 'commit') {
      this.database = toldBy(line);
      if (line.cause !== 'restore') this.happened = this.database;
      if (line.cause === 'initial' && this.asked.beforeTheRun) this.events.set(-1, this.database);
    } else if (line.kind === 'copy') this.billing = toldBy(line);
    else if (line.kind === 'publish') this.events.set(line.message, toldBy(line));
    else if (line.kind === 'lost' && line.message !== null) this.forget(line.message, line);
  }

  /** An event is gone; one without a publication is of before the run. */
  private forget(message: number, { version }: LostLine): void {
    const known = this.events.delete(message);
    if (!known && this.events.get(-1)?.version === version) this.events.delete(-1);
  }

  /** Looks, after everything of an instant, at who differs. */
  judge(time: number): void {
    for (const id of IDS) {
      if (this.agrees(id, time) === false) this.differs[id] ??= time;
      else this.differs[id] = null;
    }
  }

  at(time: number): readonly Answer[] {
    return IDS.map((id) => {
      const told = this.told(id);
      const answers = this.answers(id, time);
      return {
        id,
        status: answers ? (told?.status ?? NOTHING) : null,
        plan: answers ? (told?.plan ?? null) : null,
        version: answers ? (told?.version ?? null) : null,
        deleted: answers && told?.deleted === true,
        at: answers ? (told?.at ?? null) : null,
        agrees: this.agrees(id, time),
        kind: this.agrees(id, time) === false ? difference(this.happened, told) : null,
        since: this.differs[id],
      };
    });
  }

  private answers(id: AnswerId, time: number): boolean {
    if (id !== 'billing') return true;
    return this.asked.reads !== 'api' && time >= this.asked.startsAt;
  }

  private told(id: AnswerId): Told | null {
    return id === 'events' ? this.sum() : this[id];
  }

  /** The newest version that an event tells; of two that carry the same number, the one published later. */
  private sum(): Told | null {
    let newest: Told | null = null;
    for (const told of this.events.values()) if (newest === null || told.version >= newest.version) newest = told;
    return newest;
  }

  private agrees(id: AnswerId, time: number): boolean | null {
    if (!this.answers(id, time)) return null;
    const [truth, told] = [this.happened, this.told(id)];
    const status = truth?.status ?? NOTHING;
    if ((told?.status ?? NOTHING) !== status) return false;
    return status === NOTHING || (told?.plan ?? null) === (truth?.plan ?? null);
  }
}

/** The answers at `time` from all lines about the user, in the order in which they are asked. */
export function answersOf(lines: readonly TraceLine[], time: number, asked: Asked): readonly Answer[] {
  const answers = new Answers(asked);
  const past = lines.filter(({ t }) => t <= time);
  let started = false;
  past.forEach((line, n) => {
    if (!started && line.t >= asked.startsAt) {
      // Billing is asked from its start on, whatever happens to the user then.
      if (asked.startsAt > 0 && line.t > asked.startsAt) answers.judge(asked.startsAt);
      started = true;
    }
    answers.hear(line);
    if (past[n + 1]?.t !== line.t) answers.judge(line.t);
  });
  if (!started && time >= asked.startsAt) answers.judge(asked.startsAt);
  return answers.at(time);
}
