// The User service's heartbeat: at every whole multiple of an interval it publishes an event that says nothing, if it has published
// nothing since the last time and nothing waits to leave. It goes the way of all events, through the outbox where there is one, and is
// about nobody. No code that records changes has a part in it, so a bug that forgets to record does not stop it.
import { PUBLISH_CAUSES } from '../../trace/words.ts';
import { RANK, TASK } from '../agenda.ts';
import type { Ground } from '../ground.ts';
import type { Envelope } from '../messages.ts';

/** In place of a user. */
export const NO_USER = 0;
const HEARTBEAT = PUBLISH_CAUSES.indexOf('heartbeat');
/** In place of an event's type: one that no list of types names. */
const NO_TYPE = 15;

/** Who publishes. */
interface Sender {
  /** What is to leave and has not. */
  readonly kept: number;
  newEvent(): number;
  /** By the way of all events. */
  leave(envelope: Envelope): void;
}

export class Heart {
  readonly saved = ['beats', 'publishedBefore'];
  private beats = 0;
  /** How many messages had been published when it beat last. */
  private publishedBefore = 0;
  private readonly ground: Ground;
  private readonly sender: Sender;

  constructor(ground: Ground, sender: Sender) {
    this.ground = ground;
    this.sender = sender;
    ground.handlers.on(TASK.heartbeat, () => this.beat());
  }

  /** It beats from now on, if it is to beat at all. */
  begin(): void {
    if (this.ground.model.publisher.heartbeat > 0) this.beatLater();
  }

  private beat(): void {
    const { counters, time } = this.ground;
    const isQuiet = counters.published === this.publishedBefore && this.sender.kept === 0;
    if (isQuiet) {
      const version = ++this.beats;
      const about = { user: NO_USER, version, original: version, row: 0, type: NO_TYPE, cause: HEARTBEAT };
      const event = this.sender.newEvent();
      this.sender.leave({ ...about, publication: 0, event, origin: event, occurredAt: time.now, lag: 0 });
    }
    this.publishedBefore = counters.published;
    this.beatLater();
  }

  private beatLater(): void {
    const { tasks, time, model } = this.ground;
    const every = model.publisher.heartbeat;
    const next = (Math.floor(time.now / every) + 1) * every;
    if (next <= model.length) tasks.push(next, RANK.message, TASK.heartbeat, 0, 0);
  }
}
