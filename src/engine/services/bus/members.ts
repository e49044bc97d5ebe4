// The members of one subscription and the broker's client of each. It knows nothing of what they are handed.
import type { ConsumeOptions } from '../../broker/index.ts';
import type { BrokerAccess } from './broker-access.ts';

export class Members {
  readonly saved = ['clients', 'joined'];
  /** By member; −1 before it has one. */
  private clients: number[];
  /** Clients in the order in which they came last. */
  private joined: number[] = [];
  private readonly access: BrokerAccess;
  /** The subscription's place on its bus. */
  private readonly owner: number;

  constructor(access: BrokerAccess, owner: number, count: number) {
    this.access = access;
    this.owner = owner;
    this.clients = Array.from({ length: count }, () => -1);
  }

  clientOf(member: number): number {
    return this.clients[member] as number;
  }

  consume(member: number, queue: number, how: ConsumeOptions): void {
    const client = this.access.consume(queue, how, this.owner, member, this.clientOf(member));
    this.clients[member] = client;
    this.joined = [...this.joined.filter((other) => other !== client), client];
  }

  /** One goes, or is `late` with what it has: what it held goes back. */
  leave(member: number, late: boolean): void {
    const client = this.clientOf(member);
    if (client < 0) return;
    if (late) this.access.core.timeOut(client);
    else this.access.core.crash(client);
  }

  /** All go at once: what one held must not be handed to another that is going too, nor a partition to who came after. */
  disconnect(): void {
    const { core } = this.access;
    for (const client of this.joined.slice().reverse()) core.cancel(client);
    for (const client of this.clients) if (client >= 0) core.crash(client);
  }
}
