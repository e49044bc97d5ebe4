// What theory says of a day on which nothing breaks: one server behind one queue (Pollaczek and Khinchine), and by Little’s law what is on
// its way and who is behind. With several consumers, or a relay that sends in portions, it says nothing.
import { duration, HOUR, type Scenario, SECOND } from '../../engine/index.ts';
import type { Form } from './form.ts';
import { isPlain } from './outage-forms.ts';
import { momentsOf, UserChain } from './user-chain.ts';

/** Messages on one way never overtake: from so many on it at a time the later ones are held up, which the form leaves out. */
const CROWDED = 0.02;

function isOneServer({ faults, publisher, broker, billing }: Scenario): boolean {
  return (
    faults.length === 0 &&
    publisher.path === 'direct' &&
    broker.kind === 'queue' &&
    billing.consumers === 1 &&
    billing.reads === 'copy' &&
    billing.reconcileEvery === 'none'
  );
}

export function ofSteadyState(scenario: Scenario): readonly Form[] {
  if (!isOneServer(scenario) || !isPlain(scenario)) return [];
  const length = duration(scenario.length);
  // Half-way through: users come and go.
  const rate = new UserChain(scenario, length / 2).changes(1);
  const service = momentsOf(scenario.billing.serviceTime);
  const [way, delivery] = [scenario.broker.latency, scenario.broker.deliveryLatency].map((law) => momentsOf(law).mean);
  const busy = rate * service.mean;
  if (rate === 0 || busy >= 0.95 || way === undefined || delivery === undefined) return [];
  if (rate * (way + delivery) > CROWDED) return [];
  const atBilling = delivery + service.mean + (rate * service.square) / (2 * (1 - busy));
  const delay = way + atBilling;
  return [
    {
      title: 'From a commit to its application, on average',
      formula: 'latencies + E[S] + λE[S²]/(2(1−ρ))',
      expected: delay / SECOND,
      measure: 'delay.mean',
    },
    {
      title: 'Messages at the broker, on average',
      formula: 'λ·W',
      expected: rate * atBilling,
      measure: 'queue.mean',
    },
    {
      title: 'Divergent users, over the whole run',
      formula: 'λ·E[D]·t',
      expected: (rate * delay * length) / HOUR,
      measure: 'divergent.userHours',
    },
  ];
}
