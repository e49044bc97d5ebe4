// Hands Billing's dead letters back to it, one after the other, as many as there were when it began: what becomes a dead letter again stays
// one. Where there is neither queue nor log to hand them to it says so, and whoever asked may ask again.
import { parseRate } from '../units.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

class HandingBack implements Tool {
  readonly saved = ['left', 'every'];
  /** How many are still to be handed back. */
  private left = 0;
  /** Microseconds between two. */
  private every = 0;
  private readonly services: Services;
  private readonly port: Port<'redriven' | 'noDeadLetters' | 'noQueue'>;

  constructor(services: Services, port: Port<'redriven' | 'noDeadLetters' | 'noQueue'>) {
    this.services = services;
    this.port = port;
  }

  /** Begins, at a rate such as `100/s`. */
  begin(rate: string): void {
    const { services, port } = this;
    const { redriving, ground } = services;
    if (!redriving.isOpen) return port.signal('noQueue');
    this.left = redriving.waiting;
    if (this.left === 0) return port.signal('noDeadLetters');
    this.every = Math.ceil(1 / (parseRate(rate) as number));
    port.schedule(ground.time.now);
  }

  /** The next one. */
  due(): void {
    const { services, port } = this;
    const { redriving, ground } = services;
    const isDone = this.left === 0 || (redriving.isOpen && redriving.waiting === 0);
    if (isDone) return port.signal('redriven');
    if (!redriving.isOpen) return port.signal('noQueue');
    this.left--;
    if (redriving.one() && port.repairs) ground.counters.repairMessages++;
    port.schedule(ground.time.now + this.every);
  }
}

export const redriving = defineTool({
  id: 'redriving',
  signals: ['redriven', 'noDeadLetters', 'noQueue'],
  open: (services, port): HandingBack => new HandingBack(services, port),
  effects: {
    redriveDeadLetters: (tool: HandingBack, { rate }: { readonly rate: string }) => tool.begin(rate),
  },
});
