// The User team's repair jobs: publish again what a window of the change history holds, or the present state of every user.
// They go through the ordinary publisher, throttled. When all is sent the runbook is told; who applies it, they do not know.
import { ABSENT, SNAPSHOT } from '../rows.ts';
import type { Envelope } from '../services/messages.ts';
import { PUBLISH_CAUSES } from '../trace/words.ts';
import { parseRate } from '../units.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

const REPUBLISH = PUBLISH_CAUSES.indexOf('republish');
const SNAPSHOT_CAUSE = PUBLISH_CAUSES.indexOf('snapshot');
/** Keeps addresses of draws of each job's messages apart from the live ones'. */
const PUBLICATION = { events: 1024, snapshots: 2048 } as const;

type Job = 'none' | 'events' | 'snapshots';

class Republishing implements Tool {
  readonly saved = ['job', 'next', 'end', 'every', 'renew', 'tombstones', 'given'];
  private job: Job = 'none';
  /** The change or user that comes next, and where the job ends. */
  private next = 0;
  private end = 0;
  /** Microseconds between two messages. */
  private every = 0;
  private renew = false;
  private tombstones = false;
  /** With renewed identity: the versions the job gives, by place in the window. */
  private given: Uint32Array = new Uint32Array(0);
  private readonly services: Services;
  private readonly port: Port<'published'>;

  constructor(services: Services, port: Port<'published'>) {
    this.services = services;
    this.port = port;
  }

  /** Publishes the events of all changes of the incident again, at a rate such as `100/s`. */
  republishEvents(renew: boolean, rate: string): void {
    const { users, ground } = this.services;
    const { from, to } = ground.incident.windowAt(ground.time.now);
    this.job = 'events';
    this.next = users.firstChangeFrom(from);
    this.end = users.firstChangeFrom(to);
    this.renew = renew;
    this.given = renew ? this.numberOn() : new Uint32Array(0);
    this.begin(rate);
  }

  /** Publishes the present state of every user there has been, at a rate such as `100/s`; the deleted only with `tombstones`. */
  publishSnapshots(tombstones: boolean, rate: string): void {
    this.job = 'snapshots';
    this.next = 1;
    this.end = this.services.users.users + 1;
    this.tombstones = tombstones;
    this.begin(rate);
  }

  /** The next message of the job. */
  due(): void {
    const envelope = this.job === 'events' ? this.nextEvent() : this.nextSnapshot();
    if (envelope === undefined) {
      this.job = 'none';
      this.port.signal('published');
      return;
    }
    const { publisher, ground } = this.services;
    ground.counters.repairMessages++;
    publisher.republish(envelope);
    this.port.schedule(ground.time.now + this.every);
  }

  private begin(rate: string): void {
    const perMicrosecond = parseRate(rate);
    this.every = perMicrosecond === undefined ? 0 : Math.ceil(1 / perMicrosecond);
    this.port.schedule(this.services.ground.time.now);
  }

  private nextEvent(): Envelope | undefined {
    if (this.next >= this.end) return undefined;
    const { publisher, ground } = this.services;
    const change = this.next++;
    const original = publisher.envelopeOf(change, REPUBLISH, PUBLICATION.events);
    if (!this.renew) return original;
    const version = this.given[this.given.length - (this.end - change)] as number;
    return { ...original, version, event: publisher.newEvent(), occurredAt: ground.time.now };
  }

  /** Numbers the window's events on from each row's present version, as a job does that stamps what it sends as new. */
  private numberOn(): Uint32Array {
    const { users } = this.services;
    const given = new Uint32Array(Math.max(0, this.end - this.next));
    const last = new Map<number, number>();
    for (let change = this.next; change < this.end; change++) {
      const user = users.log.userOf(change);
      const version = (last.get(user) ?? (users.versions[user] as number)) + 1;
      last.set(user, version);
      given[change - this.next] = version;
    }
    return given;
  }

  /** Row and version are read and published in one transaction, so that no change can come between. */
  private nextSnapshot(): Envelope | undefined {
    const { users, publisher, ground } = this.services;
    while (this.next < this.end) {
      const user = this.next++;
      const row = users.rows[user] as number;
      const version = users.versions[user] as number;
      if (version === 0 || (row === ABSENT && !this.tombstones)) continue;
      return {
        user,
        version,
        row,
        type: SNAPSHOT,
        cause: SNAPSHOT_CAUSE,
        publication: PUBLICATION.snapshots,
        event: publisher.newEvent(),
        occurredAt: ground.time.now,
      };
    }
    return undefined;
  }
}

export const republishing = defineTool({
  id: 'republishing',
  signals: ['published'],
  open: (services, port): Republishing => new Republishing(services, port),
  effects: {
    republishEvents: (tool: Republishing, { renew, rate }: { readonly renew: boolean; readonly rate: string }) =>
      tool.republishEvents(renew, rate),
    publishSnapshots: (
      tool: Republishing,
      { tombstones, rate }: { readonly tombstones: boolean; readonly rate: string },
    ) => tool.publishSnapshots(tombstones, rate),
  },
});
