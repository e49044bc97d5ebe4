// Whether a subscriber's consumers are there: begun, alive, in touch with the broker, and stopped by nobody; and how they come back when
// nothing keeps them any more. What becomes of what they hold when they go is not its business.
import type { VirtualTime } from '../../kernel/time.ts';
import type { Bus, Subscription } from '../bus/bus.ts';
import type { Consumer } from './consumer.ts';

/** Who sees to what consumers hold when their connections go. */
interface Bereft {
  disconnected(processDies: boolean, fault: string | null): void;
}

export class Presence {
  readonly saved = ['attached', 'down', 'cutOff', 'paused'];
  /** Whether they have begun to consume at all. */
  attached = false;
  /** The processes are dead by a fault. */
  down = false;
  /** The processes live, and do not get through to the broker. */
  cutOff = false;
  /** A runbook has stopped them. */
  paused = false;
  private readonly time: VirtualTime;
  private readonly bus: Bus;
  private readonly subscription: Subscription;
  private readonly all: readonly Consumer[];
  private readonly bereft: Bereft;

  constructor(time: VirtualTime, bus: Bus, subscription: Subscription, all: readonly Consumer[], bereft: Bereft) {
    this.time = time;
    this.bus = bus;
    this.subscription = subscription;
    this.all = all;
    this.bereft = bereft;
  }

  /** Whether the broker is there to be asked, and has the queue or the group's position. */
  get reachesBroker(): boolean {
    return this.bus.up && !this.cutOff && this.subscription.bound;
  }

  /** They begin to consume, or begin again after a break. Each goes on from where the bus has it. */
  attach(): void {
    this.attached = true;
    this.connect();
  }

  /** Opens a connection for each consumer that has none, unless either end is down. */
  connect(): void {
    if (!this.attached || this.down || this.cutOff || this.paused || !this.bus.up) return;
    const coming: number[] = [];
    for (const [index, consumer] of this.all.entries()) {
      if (consumer.connected || consumer.backAt > this.time.now) continue;
      consumer.connected = true;
      consumer.connection++;
      coming.push(index);
    }
    if (coming.length > 0) this.subscription.consumeTogether(coming);
  }

  /** A runbook stops the consumers in order to rewind; `resume` lets them go on. */
  pause(): void {
    this.paused = true;
    this.go(true, null);
  }

  resume(): void {
    this.paused = false;
    this.connect();
  }

  /** The processes die by a fault. */
  die(fault: string): void {
    if (this.down) return;
    this.down = true;
    this.go(true, fault);
  }

  /** The processes are started again. */
  revive(): void {
    if (!this.down) return;
    this.down = false;
    this.connect();
  }

  /** The road to the broker is cut by a fault: it takes the consumers for gone, and they go on with what they are doing. */
  lostTouch(fault: string): void {
    if (this.cutOff) return;
    this.cutOff = true;
    this.go(false, fault);
  }

  /** The road is there again; what was asked for meanwhile is asked for now. */
  inTouchAgain(): void {
    if (!this.cutOff) return;
    this.cutOff = false;
    if (this.attached) this.subscription.bind();
    this.connect();
  }

  private go(processDies: boolean, fault: string | null): void {
    this.subscription.disconnect();
    this.bereft.disconnected(processDies, fault);
  }
}
