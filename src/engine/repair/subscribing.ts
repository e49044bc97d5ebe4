// Binds Billing's queue, or gives its group a position, and lets the consumers begin. The runbook is told when that is so: at once on
// a service that is bound already, later where the broker is away.
import type { Subscriber } from '../services/subscriber/subscriber.ts';
import { defineTool, type Port, type Tool } from './tool.ts';

class Subscribing implements Tool {
  readonly saved = [];
  private readonly billing: Subscriber;
  private readonly port: Port<'bound'>;

  constructor(billing: Subscriber, port: Port<'bound'>) {
    this.billing = billing;
    this.port = port;
    billing.consumers.whenBound(() => port.signal('bound'));
  }

  bind(): void {
    const { billing, port } = this;
    if (billing.consumers.subscription.bound) port.signal('bound');
    billing.begin();
  }
}

export const subscribing = defineTool({
  id: 'subscribing',
  signals: ['bound'],
  open: ({ billing }, port): Subscribing => new Subscribing(billing, port),
  effects: {
    bindQueue: (tool: Subscribing) => tool.bind(),
  },
});
