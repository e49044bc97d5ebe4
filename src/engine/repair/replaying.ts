// Stops Billing's consumers, puts the group's position in the log back and lets them read again. When they have come to where
// the log ended at that moment, the runbook is told. It asks no broker that is away, and says what the log no longer has.
import type { LogPlace } from '../services/bus/bus.ts';
import { parseDuration } from '../units.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

/**
 * Where reading begins: the first entry retained, or the first since the incident began; the first since a time of the run, one
 * by its offset, or so many before the group's position.
 */
export interface From {
  readonly from: 'earliest' | 'incident' | 'at' | 'offset' | 'last';
  /** A duration such as `10h`. */
  readonly at: string;
  readonly offset: number;
  readonly count: number;
}

class Replaying implements Tool {
  readonly saved = [];
  private readonly services: Services;
  private readonly port: Port<'caughtUp' | 'brokerAway' | 'logEmpty'>;

  constructor(services: Services, port: Port<'caughtUp' | 'brokerAway' | 'logEmpty'>) {
    this.services = services;
    this.port = port;
    services.billing.consumers.whenCaughtUp(() => port.signal('caughtUp'));
  }

  stop(): void {
    this.services.billing.consumers.presence.pause();
  }

  replay(from: From): void {
    const { port } = this;
    const { billing, ground } = this.services;
    const { consumers } = billing;
    if (!consumers.presence.reachesBroker) return port.signal('brokerAway');
    const { log } = consumers;
    if (log.first === log.head) {
      consumers.presence.resume();
      return port.signal('logEmpty');
    }
    const { now } = ground.time;
    const incident = ground.incident.windowAt(now).from;
    const reaches = now - ground.model.broker.retention <= incident && log.holdsSince(incident);
    if (!reaches) port.remark('The log’s retention no longer reached back to the incident.');
    if (!consumers.replay(placeOf(from, incident), port.repairs))
      port.remark('There was nothing to read again from there on.');
  }
}

function placeOf({ from, at, offset, count }: From, incident: number): LogPlace {
  switch (from) {
    case 'earliest':
      return { time: 0 };
    case 'incident':
      return { time: incident };
    case 'at':
      return { time: parseDuration(at) ?? 0 };
    case 'offset':
      return { offset };
    case 'last':
      return { back: count };
  }
}

export const replaying = defineTool({
  id: 'replaying',
  signals: ['caughtUp', 'brokerAway', 'logEmpty'],
  open: (services, port): Replaying => new Replaying(services, port),
  effects: {
    stopConsumer: (tool: Replaying) => tool.stop(),
    replayLog: (tool: Replaying, from: From) => tool.replay(from),
  },
});
