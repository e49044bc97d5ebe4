// Stops Billing's consumers, puts the group's position in the log back and lets them read again. When they have come to where
// the log ended at that moment, the runbook is told.
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

/** Where reading begins: the first entry retained, or the first since the incident began. */
export type From = 'earliest' | 'incident';

class Replaying implements Tool {
  readonly saved = [];
  private readonly services: Services;

  constructor(services: Services, port: Port<'caughtUp'>) {
    this.services = services;
    services.billing.consumers.whenCaughtUp(() => port.signal('caughtUp'));
  }

  stop(): void {
    this.services.billing.consumers.pause();
  }

  replay(from: From): void {
    const { billing, ground } = this.services;
    billing.consumers.replay(from === 'incident' ? ground.incident.windowAt(ground.time.now).from : 0);
  }
}

export const replaying = defineTool({
  id: 'replaying',
  signals: ['caughtUp'],
  open: (services, port): Replaying => new Replaying(services, port),
  effects: {
    stopConsumer: (tool: Replaying) => tool.stop(),
    replayLog: (tool: Replaying, { from }: { readonly from: From }) => tool.replay(from),
  },
});
