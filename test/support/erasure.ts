// The duty to erase, recounted from the lines of a trace: who was deleted, and how long rows, entries of a log and dead letters tell of
// them. Where a log keeps what it was sent a constant time later, that is all there is to know. It shares no code with the engine.
import type { Facts } from './facts.ts';
import type { Line, PublishLine } from './lines.ts';
import { microseconds } from './time.ts';

const DAY = 86_400_000_000;
const NEVER = Number.POSITIVE_INFINITY;
const PLACES = { database: 'database', copy: 'copy', others: 'others', log: 'log', letters: 'deadLetters' } as const;
type Place = keyof typeof PLACES;

export class Erasures {
  private readonly facts: Facts;
  /** When each user was deleted; what a backup undid was asked for. */
  private readonly deleted = new Map<number, number>();
  private readonly truth = new Map<number, string>();
  /** By copy and user: whether there is a row, and when one was last taken out. */
  private readonly rows = new Map<string, { isThere: boolean; until: number }>();
  private readonly published = new Map<number, PublishLine>();
  /** Messages in the log, by when they came; and the last that came. */
  private readonly entries = new Map<number, number>();
  private last = 0;
  /** Dead letters of each subscriber, oldest first. */
  private readonly letters = new Map<string, number[]>();
  /** By copy and message: events that wait for one before them. */
  private readonly waiting = new Map<string, number>();

  constructor(facts: Facts) {
    this.facts = facts;
  }

  read(line: Line): void {
    const copy = 'subscriber' in line ? (line.subscriber as string) : 'billing';
    switch (line.kind) {
      case 'commit':
        this.truth.set(line.user, line.status);
        if (line.cause === 'workload' && line.status === 'absent') this.deleted.set(line.user, line.t);
        return;
      case 'copy':
        return this.written(`${copy}/${line.user}`, line.status !== 'absent', line.t);
      case 'publish':
        return this.publish(line);
      case 'lost':
        // What is lost on its way never came to the log; what was there and is given up unread has gone by its age.
        if (copy === 'billing' && line.message !== null && line.t <= (this.entries.get(line.message) ?? -1))
          this.entries.delete(line.message);
        return;
      case 'dead-letter':
        return this.buried(copy, line.message);
      case 'apply':
        if (line.effect === 'held') this.waiting.set(`${copy}/${line.message}`, line.user);
        else this.waiting.delete(`${copy}/${line.message}`);
        return;
      default:
        return;
    }
  }

  /** The measures that lines determine, by their names; none where there is no duty. */
  measures(): Record<string, number> {
    const { user, broker } = this.facts.spec.scenario;
    if (user.erasureWithin === 'none') return {};
    const until = this.places();
    const result: Record<string, number> = { 'erasure.deleted': this.deleted.size };
    const over = new Map<number, number>();
    const unending = new Set<number>();
    for (const [place, users] of until) {
      let count = 0;
      for (const [user, time] of users) {
        const due = (this.deleted.get(user) as number) + microseconds(this.facts.spec.scenario.user.erasureWithin);
        if (time <= due) continue;
        count++;
        if (time === NEVER) unending.add(user);
        over.set(user, Math.max(over.get(user) ?? 0, (time === NEVER ? this.facts.endedAt : time) - due));
      }
      result[`erasure.${PLACES[place]}`] = count;
    }
    result['erasure.unending'] = unending.size;
    // When a log is cleaned no line says, nor when an entry came that took its time; nor who waits in a queue at the end.
    const isKnown = broker.kind === 'queue' || (broker.kind === 'log' && 'constant' in broker.latency);
    if (!isKnown) delete result['erasure.log'];
    if (!this.facts.settled || !isKnown) return result;
    result['erasure.overdue'] = over.size;
    result['erasure.longestDays'] = Math.max(0, ...over.values()) / DAY;
    return result;
  }

  private places(): ReadonlyMap<Place, ReadonlyMap<number, number>> {
    const places = new Map<Place, Map<number, number>>(
      (Object.keys(PLACES) as Place[]).map((place) => [place, new Map()]),
    );
    const hold = (place: Place, user: number, until: number) => {
      const users = places.get(place) as Map<number, number>;
      if (this.deleted.has(user)) users.set(user, Math.max(users.get(user) ?? 0, until));
    };
    for (const [user, status] of this.truth) if (status !== 'absent') hold('database', user, NEVER);
    for (const [key, { isThere, until }] of this.rows) {
      const [copy, user] = key.split('/') as [string, string];
      hold(copy === 'billing' ? 'copy' : 'others', Number(user), isThere ? NEVER : until);
    }
    for (const [key, user] of this.waiting) hold(key.startsWith('billing/') ? 'copy' : 'others', user, NEVER);
    for (const message of [...this.letters.values()].flat())
      this.tells(message, (user) => hold('letters', user, NEVER));
    for (const [message, time] of this.entries)
      this.tells(message, (user) => hold('log', user, this.goes(message, time)));
    return places;
  }

  /** When an entry goes: when it is old enough, or once a newer one about its user has come. */
  private goes(message: number, time: number): number {
    const { broker } = this.facts.spec.scenario;
    if (broker.kind === 'log') return time + microseconds(broker.retention);
    const { user } = this.published.get(message) as PublishLine;
    const newer = [...this.entries.keys()].some((other) => other > message && this.published.get(other)?.user === user);
    return newer ? 0 : NEVER;
  }

  private tells(message: number, of: (user: number) => void): void {
    const line = this.published.get(message);
    if (line === undefined || line.status === 'absent' || this.facts.spec.scenario.events.carry === 'key') return;
    of(line.user);
  }

  private buried(copy: string, message: number): void {
    const letters = this.letters.get(copy);
    if (letters === undefined) this.letters.set(copy, [message]);
    else letters.push(message);
  }

  private publish(line: PublishLine): void {
    const { broker, user } = this.facts.spec.scenario;
    this.published.set(line.message, line);
    if (line.cause === 'redrive') this.letters.get('billing')?.shift();
    if (broker.kind === 'queue') return;
    // Those of before the run were there.
    const wasThere = line.t === 0 && line.user <= this.facts.spec.scenario.population.users && line.version === 1;
    const isThere = wasThere || line.cause === 'redrive' || user.truth === 'log';
    const takes = isThere || !('constant' in broker.latency) ? 0 : microseconds(broker.latency.constant);
    this.last = Math.max(this.last, line.t + takes);
    this.entries.set(line.message, this.last);
  }

  private written(key: string, isThere: boolean, t: number): void {
    const row = this.rows.get(key);
    if (isThere) this.rows.set(key, { isThere, until: NEVER });
    else if (row?.isThere === true) this.rows.set(key, { isThere, until: t });
  }
}
