// What each feature costs a run of one user: the same run with one thing changed, as people change it in a file, or taken out of the
// bundle it runs in.
import type { RunSpec, Scenario } from '../../src/engine/index.ts';
import { otherService } from '../support/other-service.ts';
import { smallRuns } from './any-tree.ts';
import { SWITCHES } from './domain.ts';
import type { Measured } from './measure.ts';
import { oneUser, variantOf } from './models.ts';

interface Switch {
  /** What the table calls it. */
  readonly title: string;
  readonly changed?: (scenario: Scenario) => Partial<Scenario>;
  readonly strategy?: string;
  readonly patch?: (() => void) | undefined;
}

export const SMALL_SWITCHES: Readonly<Record<string, Switch>> = {
  'no-fault': { title: 'without its fault', changed: () => ({ faults: [] }) },
  'no-invoices': {
    title: 'without invoice runs',
    changed: ({ billing }) => ({ billing: { ...billing, invoiceEvery: '7d' } }),
  },
  'no-fingerprint': { title: 'without the trace’s fingerprint', patch: SWITCHES['no-fingerprint']?.patch },
  'no-measures': { title: 'without divergence, gauges and delays', patch: SWITCHES['no-measures']?.patch },
  republish: { title: 'republish state instead of wait', strategy: 'republish-state' },
  resync: { title: 'resync instead of wait', strategy: 'resync' },
  log: {
    title: 'a log instead of a queue',
    changed: ({ broker }) => ({ broker: { ...broker, kind: 'log', profile: 'rabbitmq-stream' } }),
  },
  outbox: {
    title: 'an outbox',
    changed: ({ publisher }) => ({ publisher: { ...publisher, path: 'outbox' } }),
  },
  subscriber: {
    title: 'another subscriber',
    changed: () => ({ subscribers: [otherService('mailer', 'UserSuspended')] }),
  },
  verify: {
    title: 'invoices verified by the API',
    changed: ({ billing }) => ({ billing: { ...billing, reads: 'verify' } }),
  },
  reconcile: {
    title: 'compared every hour',
    changed: ({ billing }) => ({ billing: { ...billing, reconcileEvery: '1h' } }),
  },
  second: {
    title: 'a second fault (messages lost)',
    changed: ({ faults }) => ({ faults: [...faults, { fault: 'message-loss', at: '90m', for: '20m', share: 0.5 }] }),
  },
};

/** Runs of one user with what a switch says. */
export function smallRunsWith(runs: number, name: string): Measured {
  const { changed, strategy = 'wait', patch } = SMALL_SWITCHES[name] as Switch;
  patch?.();
  const spec = oneUser();
  const scenario = { ...spec.scenario, ...changed?.(spec.scenario) };
  return smallRuns(runs, { ...spec, scenario, variant: variantOf(strategy) } satisfies RunSpec);
}
