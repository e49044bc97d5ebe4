// The User service whose truth is the log: a change is made by being appended, and the database is what the log says. No event can be
// forgotten; what keeps it from the log keeps the change from happening, and users are refused. It knows nothing of who reads the log.
import type { Points } from '../../points.ts';
import { EVENT_TYPES } from '../../rows.ts';
import { PUBLISH_CAUSES } from '../../trace/words.ts';
import type { LogBus } from '../bus/log-bus.ts';
import type { Ground } from '../ground.ts';
import { causeIn, type Differing, type Messages, publicationIn, rowIn } from '../messages.ts';
import type { Transport } from '../transport.ts';
import type { UserDatabase } from './database.ts';
import { Publisher } from './publisher.ts';

const LIVE = PUBLISH_CAUSES.indexOf('live');

export class LogFirstPublisher extends Publisher {
  private readonly log: LogBus;

  constructor(ground: Ground, users: UserDatabase, messages: Messages, transport: Transport, log: LogBus) {
    super(ground, users, messages, transport);
    this.log = log;
  }

  /** A change is about to be appended; returns whether the user is refused instead: the log cannot be written, or nobody writes it. */
  override rollsBack(user: number, type: number): boolean {
    const { users, trace, counters } = this;
    const about = { user, version: users.versionOf(user) + 1, type, publication: 0 };
    const fault = this.refusedBy(about);
    if (fault === null) return false;
    counters.refused++;
    trace.note('refused', { user, type: EVENT_TYPES[type] as (typeof EVENT_TYPES)[number], fault });
    return true;
  }

  /** The change has been made: its entry is in the log from this moment on. */
  override committed(change: number, user: number, type: number): void {
    const { users, incident } = this;
    const { stamp } = incident.at;
    const about = { user, version: users.versionOf(user), type, publication: 0 };
    if (!stamp.isSilent) users.lags.setUnless(change, stamp.ask(about), 0);
    this.publish(this.envelopeOf(change, LIVE, 0));
  }

  /** What keeps a change from the log, in the order in which it would meet it: broken code, its undoing, a process that dies, the log's absence, its loss. */
  private refusedBy(about: Points['record']['asks']): string | null {
    const { incident, transport, log } = this;
    if (transport.open && log.cutBy === null && incident.isCalm) return null;
    const { record, commit, send, route } = incident.at;
    return (
      record.ask(about) ??
      commit.ask(about) ??
      send.ask(about).crashedBy ??
      transport.severedBy ??
      log.downBy ??
      log.cutBy ??
      route.ask(about)
    );
  }

  /** What is published is in the log at once, unless a fault holds it back; a change never is. */
  protected override hand(
    user: number,
    version: number,
    word: number,
    event: number,
    low: number,
    high: number,
    heldBack: number,
    differs: Differing | null,
  ): void {
    const { messages, transport } = this;
    const message = messages.add(user, version, word, event, low, high);
    if (differs !== null) messages.differ(message, version, differs);
    this.trace.publish(message, user, version, rowIn(word), causeIn(word), differs);
    this.counters.published++;
    if (heldBack === 0 || causeIn(word) === LIVE) transport.append(message);
    else transport.send(message, user, version, publicationIn(word), heldBack);
  }
}
