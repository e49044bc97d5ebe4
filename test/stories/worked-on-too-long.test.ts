// A consumer that is cut off from the broker finishes what it works on. Meanwhile the broker has taken the message back and given it up,
// with hundreds after it; what the consumer applies at last is still that message.
import { expect, test } from 'vitest';
import { only } from '../support/lines.ts';
import { scenario, traceOf } from '../support/scenarios.ts';

const of = scenario({
  length: '8h',
  population: { users: 200 },
  workload: { signUps: '0/h', suspend: '2/h', reactivate: '2/h', delete: '0/h' },
  broker: { ttl: '5m', deliveryLatency: { constant: '3ms' } },
  billing: { consumers: 1, prefetch: 1, serviceTime: { constant: '3h' } },
  faults: [{ fault: 'network-partition', at: '1h', for: '10m', between: 'broker-billing' }],
  repair: { at: '7h' },
});

test.each(['state', 'key'] as const)(
  'what was given up is applied when its time is over (events that carry the %s)',
  (carry) => {
    const { lines } = traceOf(scenario({ events: { carry } }, of), { strategy: 'wait' });
    const [first] = only(lines, 'deliver');
    const [applied] = only(lines, 'apply');
    const lost = only(lines, 'lost').filter(({ t, fault }) => t < (applied?.t ?? 0) && fault === null);
    expect(lost.length).toBeGreaterThan(512);
    expect(lost.map(({ message }) => message)).toContain(first?.message);
    expect(applied?.message).toBe(first?.message);
    const [published] = only(lines, 'publish').filter(({ message }) => message === first?.message);
    expect(applied).toMatchObject({ user: published?.user, version: published?.version });
  },
);
