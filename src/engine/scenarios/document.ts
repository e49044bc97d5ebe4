// The scenario document as it is today: the definition filled with what the catalogues offer. What files, links, forms
// and the schema use; tests may define others.
import { faults } from '../faults/catalog.ts';
import { policies } from '../policies/catalog.ts';
import { strategies } from '../strategies/catalog.ts';
import { defineScenario } from './definition.ts';
import type { ProfileEntry } from './shape.ts';

/** Brokers that a scenario may name. The first of a kind is its usual one. */
const profiles: readonly ProfileEntry[] = [
  { id: 'rabbitmq-classic', kind: 'queue' },
  { id: 'rabbitmq-quorum', kind: 'queue' },
  { id: 'rabbitmq-stream', kind: 'log' },
  { id: 'redis-stream', kind: 'log' },
  { id: 'kafka', kind: 'log' },
];

export const scenarioDefinition = defineScenario({ faults, strategies, policies, profiles });
