// Binds Billing's queue, or gives its group a position, and lets the consumers begin. On a service that is bound it does nothing.
import type { World } from '../services/world.ts';
import { defineTool, type Tool } from './tool.ts';

interface Subscribing extends Tool, Pick<World, 'consumers'> {}

export const subscribing = defineTool({
  id: 'subscribing',
  signals: [],
  open: ({ consumers }): Subscribing => ({ fields: [], consumers }),
  effects: {
    bindQueue: ({ consumers }: Subscribing) => {
      consumers.subscription.bind();
      consumers.attach();
    },
  },
});
