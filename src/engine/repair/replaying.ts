// Stops Billing's consumers, puts the group's position in the log back and lets them read again. When they have come to where
// the log ended at that moment, the runbook is told.
import type { World } from '../services/world.ts';
import { defineTool, type Port, type Tool } from './tool.ts';

/** Where reading begins: the first entry retained, or the first since the incident began. */
export type From = 'earliest' | 'incident';

class Replaying implements Tool {
  readonly fields = [];
  private readonly world: World;

  constructor(world: World, port: Port<'caughtUp'>) {
    this.world = world;
    world.consumers.whenCaughtUp(() => port.signal('caughtUp'));
  }

  stop(): void {
    this.world.consumers.pause();
  }

  replay(from: From): void {
    const { consumers, incident, now } = this.world;
    consumers.replay(from === 'incident' ? incident.windowAt(now).from : 0);
  }
}

export const replaying = defineTool({
  id: 'replaying',
  signals: ['caughtUp'],
  open: (world, port): Replaying => new Replaying(world, port),
  effects: {
    stopConsumer: (tool: Replaying) => tool.stop(),
    replayLog: (tool: Replaying, { from }: { readonly from: From }) => tool.replay(from),
  },
});
