// Lets Billing's consumers read the log from its beginning into a second table, while the first stands as it was and is read; when they
// have come to where the log ended, the tables are swapped. A log that no longer holds its beginning makes no whole table.
import type { Saved } from '../kernel/state.ts';
import { Aside } from '../services/subscriber/aside.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

/** How long it waits, microseconds, until it looks again whether all that it read has been written. */
const LOOKS_AGAIN = 1000;

type Told = 'brokerAway' | 'logEmpty' | 'logIncomplete' | 'swapped';

class Rebuilding implements Tool {
  readonly saved = [];
  /** The second table that it has begun. Another rebuild that begins meanwhile takes the readers away, to a table of its own. */
  private begun: Aside | null = null;
  private readonly services: Services;
  private readonly port: Port<Told>;

  constructor(services: Services, port: Port<Told>) {
    this.services = services;
    this.port = port;
  }

  begin(): void {
    const { port } = this;
    const { billing, ground } = this.services;
    const { consumers } = billing;
    if (!consumers.presence.reachesBroker) return port.signal('brokerAway');
    const { log } = consumers;
    if (log.first === log.head) return port.signal('logEmpty');
    if (!ground.model.broker.holdsInitial || !log.holdsSince(0)) return port.signal('logIncomplete');
    this.begun = this.empty();
    consumers.divert(this.begun);
    consumers.replay({ time: 0 }, port.repairs);
  }

  /** The second table, while it is being filled: one that nobody fills any more is as good as gone. */
  private get aside(): Aside | null {
    const { begun } = this;
    return begun !== null && this.services.billing.consumers.writesTo(begun) ? begun : null;
  }

  /** Swaps the tables, where there are two. What counted as read when it was handed out is written first. */
  swap(): void {
    const { billing, ground } = this.services;
    const { consumers } = billing;
    if (ground.model.billing.ackBefore && consumers.stillRereads)
      return this.port.schedule(ground.time.now + LOOKS_AGAIN);
    const { aside } = this;
    this.begun = null;
    if (aside !== null) {
      aside.replace();
      consumers.divert(null);
    }
    this.port.signal('swapped');
  }

  due(): void {
    this.swap();
  }

  save(): Saved {
    return { aside: this.aside?.save() ?? null };
  }

  load(saved: Saved): void {
    const { consumers } = this.services.billing;
    if (this.aside !== null) consumers.divert(null);
    this.begun = null;
    if (saved['aside'] === null) return;
    const begun = this.empty();
    begun.load(saved['aside'] as Saved);
    consumers.divert(begun);
    this.begun = begun;
  }

  private empty(): Aside {
    const { ground, messages, users, ledger, billing } = this.services;
    return new Aside(ground, messages, users, ledger, billing);
  }
}

export const rebuilding = defineTool({
  id: 'rebuilding',
  signals: ['brokerAway', 'logEmpty', 'logIncomplete', 'swapped'],
  open: (services, port): Rebuilding => new Rebuilding(services, port),
  effects: {
    rebuildAside: (tool: Rebuilding) => tool.begin(),
    swapTables: (tool: Rebuilding) => tool.swap(),
  },
});
