// Lets Billing's copy be compared with the truth by checksums, and what differs be put right, once.
import { Reconciliation } from '../services/billing/reconciliation.ts';
import { parseDuration } from '../units.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

/** In the addresses of its calls' latencies: a repair's, and a seeding's. */
const CALLERS = { repair: 3, seeding: 4 } as const;

type Told = 'reconciled' | 'apiFailed' | 'apiAnswers';

class Reconciling implements Tool {
  readonly saved = ['work'];
  private readonly work: Reconciliation;

  constructor({ ground, api, billing }: Services, port: Port<Told>) {
    const { repairs } = port;
    this.work = new Reconciliation(
      ground,
      api,
      billing,
      {
        schedule: (time) => port.schedule(time),
        reconciled: () => port.signal('reconciled'),
        apiFailed: () => port.signal('apiFailed'),
        apiAnswers: () => port.signal('apiAnswers'),
        differs: () => {},
      },
      { address: repairs ? CALLERS.repair : CALLERS.seeding, repairs },
    );
  }

  begin(grace: string): void {
    this.work.begin(parseDuration(grace) ?? 0);
  }

  resume(): void {
    this.work.resume();
  }

  due(): void {
    this.work.due();
  }
}

export const reconciling = defineTool({
  id: 'reconciling',
  signals: ['reconciled', 'apiFailed', 'apiAnswers'],
  open: (services, port): Reconciling => new Reconciling(services, port),
  effects: {
    reconcile: (tool: Reconciling, { grace }: { readonly grace: string }) => tool.begin(grace),
    reconcileOn: (tool: Reconciling) => tool.resume(),
  },
});
