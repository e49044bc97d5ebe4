// Which recorded cases of real brokers cover what a scenario uses of its broker: by its profile, and by what its faults and strategies
// do to it. The list is made from the cases themselves.
import { PROFILES, type Profile, type Scenario } from '../../engine/index.ts';
import cases from './recorded-cases.json';

export interface Covered {
  /** What of the broker is used, in words. */
  readonly use: string;
  readonly cases: readonly string[];
}

/** What a scenario uses of a broker, and the topics of the cases about it. */
const USES: readonly {
  readonly use: string;
  readonly topics: readonly string[];
  readonly when: (scenario: Scenario, strategies: ReadonlySet<string>) => boolean;
}[] = [
  { use: 'handing out and acknowledging', topics: ['acknowledge', 'stream-read', 'pending'], when: () => true },
  { use: 'routing', topics: ['routing'], when: ({ broker }) => broker.kind === 'queue' },
  { use: 'several consumers', topics: ['competing', 'groups', 'claim'], when: ({ billing }) => billing.consumers > 1 },
  {
    use: 'one active consumer',
    topics: ['single-active'],
    when: ({ billing }) => billing.affinity === 'single-active',
  },
  {
    use: 'messages handed back',
    topics: ['requeue', 'crash'],
    when: (scenario) => has(scenario, ['consumer-crash', 'consumer-down', 'poison-message', 'consumer-timeout']),
  },
  { use: 'a broker that restarts', topics: ['restart'], when: (scenario) => has(scenario, ['broker-restart']) },
  {
    use: 'limits of length and time',
    topics: ['length-limit', 'expiry'],
    when: (scenario) => has(scenario, ['queue-overflow', 'message-ttl', 'queue-expiry']),
  },
  {
    use: 'dead letters',
    topics: ['dead-letter'],
    when: ({ billing, broker }) => billing.onFailure === 'dead-letter' || broker.deliveryLimit !== 'none',
  },
  { use: 'retention', topics: ['stream-retention', 'trim'], when: ({ broker }) => broker.kind === 'log' },
  {
    use: 'reading again',
    topics: ['replay', 'group-start'],
    when: (_, strategies) => strategies.has('replay') || strategies.has('rebuild'),
  },
];

const has = ({ faults }: Scenario, ids: readonly string[]): boolean => faults.some(({ fault }) => ids.includes(fault));

/** By use the ids of the recorded cases; none where the broker was not recorded. */
export function coveredBy(scenario: Scenario, strategies: ReadonlySet<string>): readonly Covered[] {
  const profile = (PROFILES as Readonly<Record<string, Profile>>)[scenario.broker.profile];
  if (profile?.recorded !== true) return [];
  const own = cases.filter(({ id }) => id.startsWith(`${profile.system === 'Redis' ? 'redis' : profile.declaredAs}-`));
  return USES.filter(({ when }) => when(scenario, strategies)).flatMap(({ use, topics }) => {
    const found = own.filter(({ topic }) => topics.includes(topic)).map(({ id }) => id);
    return found.length === 0 ? [] : [{ use, cases: found }];
  });
}
