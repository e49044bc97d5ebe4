// The scenario document as it is today: the definition filled with what the catalogues offer. What files, links, forms
// and the schema use; tests may define others.
import { PROFILES } from '../../broker/profiles.ts';
import { faults } from '../../faults/catalog.ts';
import { measures } from '../../measures/catalog.ts';
import { policies } from '../../policies/catalog.ts';
import type { ProfileEntry } from '../../sections/broker.ts';
import { primitiveSteps } from '../../steps/catalog.ts';
import { strategyOfSteps } from '../../steps/made.ts';
import { orderComplaints, staysFrozen } from '../../steps/order.ts';
import { strategies } from '../../strategies/catalog.ts';
import { defineScenario, type Runbooks } from './definition.ts';

/** Brokers that a scenario may name. The first of a kind is its usual one. */
const profiles: readonly ProfileEntry[] = Object.values(PROFILES).map(({ id, log, groups }) => ({
  id,
  kind: log ? 'log' : 'queue',
  ...(groups === 'committed' && { compacts: true }),
}));

export const runbooks: Runbooks = {
  steps: primitiveSteps,
  made: strategyOfSteps,
  complaints: orderComplaints,
  staysFrozen,
};

export const scenarioDefinition = defineScenario({ faults, strategies, runbooks, policies, profiles, measures });
