// Faults begin and end: they are told in the trace, do their deed if they have one, and whoever may be there or not is asked again.
// What a fault says where it is asked stands in the incident.
import { type Deed, type Deeds, type FaultInstance, neverBegins } from '../points.ts';
import { TASK } from '../services/agenda.ts';
import type { Bus } from '../services/bus/bus.ts';
import type { Ground } from '../services/ground.ts';
import type { Redriving } from '../services/redriving.ts';
import type { Restoring } from '../services/restoring.ts';
import type { Subscriber } from '../services/subscriber/subscriber.ts';
import type { Transport } from '../services/transport.ts';
import type { UserDatabase } from '../services/user/database.ts';
import type { Publisher } from '../services/user/publisher.ts';
import type { Detection } from './detection.ts';

/** What faults may strike. */
interface Struck {
  readonly bus: Bus;
  readonly transport: Transport;
  readonly publisher: Publisher;
  readonly subscribers: readonly Subscriber[];
  readonly redriving: Redriving;
  readonly users: UserDatabase;
  readonly restoring: Restoring;
  readonly detection: Detection;
}

/** Who does which deed; one that nobody does does not compile. */
const DOERS: { readonly [D in keyof Deeds]: (struck: Struck, deed: Deeds[D]) => void } = {
  redrive: ({ redriving }) => redriving.all(),
  migrate: ({ users }) => {
    users.schema++;
  },
  restoreUsers: ({ restoring }, { back, epoch }) => restoring.restoreUsers(back, epoch, 'user-restore'),
  restoreBilling: ({ restoring }, { back }) => restoring.restoreBilling(back),
};

const done = <D extends keyof Deeds>(struck: Struck, { does, ...deed }: Deed<D>): void =>
  DOERS[does](struck, deed as unknown as Deeds[D]);

export class FaultTasks {
  private readonly ground: Ground;
  private readonly struck: Struck;

  constructor(ground: Ground, struck: Struck) {
    this.ground = ground;
    this.struck = struck;
    ground.handlers.on(TASK.faultBegins, (index) => this.begins(index));
    ground.handlers.on(TASK.faultEnds, () => this.endDue());
  }

  private begins(index: number): void {
    const { incident, trace } = this.ground;
    const instance = incident.instance(index);
    if (neverBegins(instance)) return this.struck.detection.faultsEnded();
    const { fault, values } = instance;
    const lasts = isLasting(instance);
    if (lasts) incident.begin(index);
    trace.note('fault', { fault: fault.id, on: true });
    if (fault.deed !== undefined) done(this.struck, fault.deed(values));
    if (!lasts) trace.note('fault', { fault: fault.id, on: false });
    this.modesMayChange();
  }

  /** Those that end in one microsecond do so in the order of their list, whether they were to end then or somebody removes them. */
  private endDue(): void {
    const { incident, trace, time } = this.ground;
    const due = incident.active.filter((index) => incident.endOf(incident.instance(index)) <= time.now);
    for (const index of due.sort((a, b) => a - b)) {
      incident.end(index);
      trace.note('fault', { fault: incident.instance(index).fault.id, on: false });
      this.modesMayChange();
    }
    this.struck.detection.faultsEnded();
  }

  /** Broker, consumers and the roads between them are asked again whether they are there, and the broker how it is set up. */
  private modesMayChange(): void {
    const { incident } = this.ground;
    const { bus, transport, publisher, subscribers } = this.struck;
    transport.connectionMayChange();
    this.brokerMayChange();
    publisher.relay.modesMayChange();
    bus.cut(incident.ask('binding', null));
    bus.limit(incident.ask('limits', null));
    bus.retain(incident.ask('retention', null));
    const [billing] = subscribers;
    if (billing !== undefined) this.billingMayChange(billing);
  }

  private billingMayChange({ consumers }: Subscriber): void {
    const { presence } = consumers;
    const { incident } = this.ground;
    const cutBy = incident.ask('reach', null);
    if (cutBy !== null) presence.lostTouch(cutBy);
    else presence.inTouchAgain();
    const fault = incident.ask('consumer', null);
    if (fault !== null) presence.die(fault);
    else presence.revive();
  }

  private brokerMayChange(): void {
    const { bus, transport, subscribers } = this.struck;
    const fault = this.ground.incident.ask('broker', null);
    if (fault !== null && bus.up) {
      bus.stop(fault);
      for (const { consumers } of subscribers) consumers.disconnected(false, fault);
    } else if (fault === null && !bus.up) {
      bus.start();
      transport.brokerMayBeBack();
      for (const { consumers } of subscribers) consumers.presence.connect();
    }
  }
}

const isLasting = ({ at, ends }: FaultInstance): boolean => ends > at;
