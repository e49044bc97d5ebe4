// Binds Billing's queue, or gives its group a position, and lets the consumers begin. On a service that is bound it does nothing.
import type { Subscriber } from '../services/subscriber/subscriber.ts';
import { defineTool, type Tool } from './tool.ts';

interface Subscribing extends Tool {
  readonly billing: Subscriber;
}

export const subscribing = defineTool({
  id: 'subscribing',
  signals: [],
  open: ({ billing }): Subscribing => ({ saved: [], billing }),
  effects: {
    bindQueue: ({ billing }: Subscribing) => billing.begin(),
  },
});
