// The User team's repair jobs: publish again what a window of the change history holds, or the present state of every user.
// They go through the ordinary publisher, throttled. When all is sent the runbook is told; who applies it, they do not know.
import { Bits } from '../kernel/columns.ts';
import { ABSENT, DELETED, SNAPSHOT } from '../rows.ts';
import type { Envelope } from '../services/messages.ts';
import { PUBLISH_CAUSES } from '../trace/words.ts';
import { parseRate } from '../units.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

const REPUBLISH = PUBLISH_CAUSES.indexOf('republish');
const SNAPSHOT_CAUSE = PUBLISH_CAUSES.indexOf('snapshot');
/** Keeps addresses of draws of each job's messages apart from the live ones'. */
const PUBLICATION = { events: 1024, snapshots: 2048, seeds: 3072 } as const;
/** Two events of one user may be stamped with one version: so far apart are the addresses of draws about them. */
const APART = 4;

/**
 * What republished events look like: as they were or should have been; with new ids and times; or stamped as the ordinary
 * publishing code stamps what it sends, with the row's present version too.
 */
export type Identity = 'original' | 'new-ids' | 'renewed';

/** Fewer messages than this, or a smaller share of those that were sent, may wait at any time. */
const FEW = 500;
const SHARE = 0.1;

type Job = 'none' | 'events' | 'snapshots';

class Republishing implements Tool {
  readonly saved = ['job', 'next', 'end', 'every', 'identity', 'tombstones', 'deleted', 'readTo', 'before', 'sent'];
  private job: Job = 'none';
  /** The change or user that comes next, and where the job ends. */
  private next = 0;
  private end = 0;
  /** Microseconds between two messages. */
  private every = 0;
  private identity: Identity = 'original';
  private tombstones = false;
  /** Users whose deletion the change history told when the job read it, and how far that was read. */
  private readonly deleted = new Bits();
  private readTo = 0;
  /** Messages that waited for Billing when the job began, and how many it has sent. */
  private before = 0;
  private sent = 0;
  private readonly services: Services;
  private readonly port: Port<'published' | 'historyGone'>;

  constructor(services: Services, port: Port<'published' | 'historyGone'>) {
    this.services = services;
    this.port = port;
  }

  /** Publishes the events of all changes of the incident again, at a rate such as `100/s`, unless the history has forgotten the first. */
  republishEvents(identity: Identity, rate: string): void {
    const { users, ground } = this.services;
    const { from, to } = ground.incident.windowAt(ground.time.now);
    if (this.historyFrom() > from) return this.port.signal('historyGone');
    this.job = 'events';
    this.next = users.firstChangeFrom(from);
    this.end = users.firstChangeFrom(to);
    this.identity = identity;
    this.begin(rate);
  }

  /** Publishes the present state of every user there is, at a rate such as `100/s`; with `tombstones` of those too whose deletion the history tells. */
  publishSnapshots(tombstones: boolean, rate: string): void {
    const { users } = this.services;
    this.job = 'snapshots';
    this.next = 1;
    this.end = users.users + 1;
    this.tombstones = tombstones;
    this.deleted.clear();
    this.readTo = users.firstChangeFrom(this.historyFrom());
    this.begin(rate);
  }

  /** The next message of the job. */
  due(): void {
    const isOver = this.job === 'events' ? !this.publishEvent() : !this.publishSnapshot();
    if (isOver) {
      this.job = 'none';
      this.judgePace();
      this.port.signal('published');
      return;
    }
    const { ground } = this.services;
    if (this.port.repairs) ground.counters.repairMessages++;
    this.sent++;
    this.port.schedule(ground.time.now + this.every);
  }

  private begin(rate: string): void {
    const perMicrosecond = parseRate(rate);
    this.every = perMicrosecond === undefined ? 0 : Math.ceil(1 / perMicrosecond);
    this.before = this.services.billing.backlog.level;
    this.sent = 0;
    this.port.schedule(this.services.ground.time.now);
  }

  /** Whether it was faster than those who read: then what is new waits behind it. */
  private judgePace(): void {
    const waiting = this.services.billing.backlog.level - this.before;
    if (waiting < FEW || waiting < this.sent * SHARE) return;
    this.port.overran(
      'consumers',
      `It published faster than Billing reads: ${waiting} messages waited when the last was sent.`,
    );
  }

  /** The oldest moment of which the change history tells now, microseconds. */
  private historyFrom(): number {
    const { time, model } = this.services.ground;
    return Math.max(0, time.now - model.user.history);
  }

  /** Returns whether there was one left; so does `publishSnapshot`. */
  private publishEvent(): boolean {
    const { users, publisher } = this.services;
    while (this.next < this.end && users.isForgotten(this.next)) this.next++;
    if (this.next >= this.end) return false;
    const change = this.next++;
    if (this.identity === 'original') publisher.republishChange(change, REPUBLISH, PUBLICATION.events);
    else publisher.republish(this.anew(publisher.envelopeOf(change, REPUBLISH, PUBLICATION.events)));
    return true;
  }

  /** The same event with another identity. */
  private anew(event: Envelope): Envelope {
    const { users, publisher, ground } = this.services;
    const anew = { ...event, event: publisher.newEvent(), occurredAt: ground.time.now, lag: 0 };
    if (this.identity === 'new-ids') return anew;
    const version = users.versionOf(event.user);
    const publication = PUBLICATION.events + (((version - event.original) * APART) % PUBLICATION.events);
    return { ...anew, version, publication };
  }

  /** Row and version are read and published in one transaction, so that no change can come between. */
  private publishSnapshot(): boolean {
    const { users, publisher, ground } = this.services;
    while (this.next < this.end) {
      const user = this.next++;
      const row = users.rowOf(user);
      const version = users.versionOf(user);
      if (version === 0 || (row === ABSENT && !(this.tombstones && this.tellsDeletion(user)))) continue;
      const event = publisher.newEvent();
      publisher.republish({
        user,
        version,
        original: version,
        row,
        type: SNAPSHOT,
        cause: SNAPSHOT_CAUSE,
        publication: this.port.repairs ? PUBLICATION.snapshots : PUBLICATION.seeds,
        event,
        origin: event,
        occurredAt: ground.time.now,
        lag: 0,
      });
      return true;
    }
    return false;
  }

  /** Whether the change history tells that a user was deleted: as far back as it went when the job began, and since. */
  private tellsDeletion(user: number): boolean {
    const { users } = this.services;
    if (this.services.ground.model.user.history === 0) return false;
    for (; this.readTo < users.changes; this.readTo++) {
      if (users.typeOfChange(this.readTo) === DELETED && !users.isForgotten(this.readTo))
        this.deleted.add(users.log.userOf(this.readTo));
    }
    return this.deleted.has(user);
  }
}

export const republishing = defineTool({
  id: 'republishing',
  signals: ['published', 'historyGone'],
  open: (services, port): Republishing => new Republishing(services, port),
  effects: {
    republishEvents: (tool: Republishing, { identity, rate }: { readonly identity: Identity; readonly rate: string }) =>
      tool.republishEvents(identity, rate),
    publishSnapshots: (
      tool: Republishing,
      { tombstones, rate }: { readonly tombstones: boolean; readonly rate: string },
    ) => tool.publishSnapshots(tombstones, rate),
  },
});
