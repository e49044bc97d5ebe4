// What preventions stop of what goes wrong between broker and copy, and what they do not: every cell of a table of expectations
// is found again in runs over seeds. A cell says `stops` where somebody is left wrong without the prevention and nobody with it.
import { expect, test } from 'vitest';
import type { FaultSpec, Scenario } from '../../src/engine/scenario.ts';
import { busy } from '../support/incidents.ts';
import { measured, type Overrides, runOf, scenario } from '../support/scenarios.ts';

/** How things are built without any prevention. */
const BARE: Overrides = {
  publisher: { confirms: false, path: 'direct', mandatory: false },
  billing: { policy: 'arrival' },
};

const PREVENTIONS: Readonly<Record<string, Overrides>> = {
  confirms: { publisher: { confirms: true } },
  outbox: { publisher: { path: 'outbox' } },
  mandatory: { publisher: { mandatory: true } },
  version: { billing: { policy: 'version' } },
  dedupe: { billing: { policy: 'dedupe' } },
  'mandatory and version': { publisher: { mandatory: true }, billing: { policy: 'version' } },
};

interface Incident {
  readonly faults: readonly FaultSpec[];
  /** What the incident needs of the design to be one. */
  readonly of?: Overrides;
  /** Which of the preventions stop it. All others do not. */
  readonly stoppedBy: readonly string[];
}

const hour = { at: '1h', for: '1h' };
const down: FaultSpec = { fault: 'consumer-down', ...hour };
/** Several consumers, each slow now and then: what is handed back comes after newer events. */
const several = {
  billing: { consumers: 3, prefetch: 4, serviceTime: { lognormal: { median: '1s', p99: '2m' } } },
} as const;

const INCIDENTS: Readonly<Record<string, Incident>> = {
  // What is returned is sent again within a minute: once the queue is bound again, after newer events of the same users. Nothing is
  // lost, and yet only with a guard nobody is left wrong.
  'the queue is unbound': { faults: [{ fault: 'queue-unbound', ...hour }], stoppedBy: ['mandatory and version'] },
  // What waited in it is gone with it, whoever is told of what came later.
  'the queue expires': { faults: [{ fault: 'queue-expiry', ...hour, expires: '40m' }, down], stoppedBy: [] },
  'messages expire': { faults: [{ fault: 'message-ttl', ...hour, ttl: '10m' }, down], stoppedBy: [] },
  'a full queue drops its oldest': {
    faults: [{ fault: 'queue-overflow', ...hour, maxLength: 5 }, down],
    stoppedBy: [],
  },
  'a full queue refuses': {
    faults: [{ fault: 'queue-overflow', ...hour, maxLength: 5, overflow: 'reject-publish' }, down],
    stoppedBy: ['confirms'],
  },
  'the retention of a log is cut': {
    faults: [{ fault: 'retention-cut', ...hour, keep: '10m' }, down],
    of: { broker: { kind: 'log' } },
    stoppedBy: [],
  },
  'poison is skipped': {
    faults: [{ fault: 'poison-message', ...hour }],
    of: { billing: { onFailure: 'skip' } },
    stoppedBy: [],
  },
  'a new schema is ignored': { faults: [{ fault: 'schema-change', ...hour }], stoppedBy: [] },
  'a bug writes the wrong status': { faults: [{ fault: 'consumer-bug', ...hour }], stoppedBy: [] },
  // A dead letter has not been processed: no inbox knows it, and handed back it is an old event that comes late.
  'dead letters are redriven': {
    faults: [
      { fault: 'poison-message', ...hour, share: 0.5 },
      { fault: 'redrive', at: '350m' },
    ],
    of: { billing: { onFailure: 'dead-letter' } },
    stoppedBy: ['version', 'mandatory and version'],
  },
  'consumers crash': {
    faults: [{ fault: 'consumer-crash', ...hour, share: 0.3 }],
    of: several,
    stoppedBy: ['version', 'mandatory and version'],
  },
};

/** Users left wrong, over seeds, by the end of everything. */
function wrong({ faults, of = {} }: Incident, design: Overrides): number {
  const incident = busy({ faults });
  const over = (base: Scenario, more: Overrides) => scenario({ ...more, repair: incident.repair }, base);
  const merged = [BARE, of, design].reduce<Scenario>(over, incident);
  return [1, 2, 3, 4].reduce((sum, seed) => sum + measured(runOf(merged, { seed }), 'divergent.settled'), 0);
}

test.each(Object.entries(INCIDENTS))('%s: each prevention stops it or does not, as expected', (_, incident) => {
  expect(wrong(incident, {}), 'without any').toBeGreaterThan(0);
  const stops = Object.entries(PREVENTIONS).filter(([, design]) => wrong(incident, design) === 0);
  expect(stops.map(([id]) => id)).toEqual(incident.stoppedBy);
});
