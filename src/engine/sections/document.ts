// All sections of the scenario document, in the order in which documents are written. What may stand under `faults`, `variants`,
// `billing.policy` and `broker.profile` comes from the catalogues that are handed in.
import type { Entry } from '../catalog.ts';
import { apiSection } from './api.ts';
import { billingSection } from './billing.ts';
import { brokerSection, type ProfileEntry } from './broker.ts';
import { costsSection } from './costs.ts';
import { detectionSection } from './detection.ts';
import { eventsSection } from './events.ts';
import { headKeys } from './head.ts';
import { judgingKeys } from './judging.ts';
import { peopleSection } from './people.ts';
import { populationSection } from './population.ts';
import { publisherSection } from './publisher.ts';
import { repairSection } from './repair.ts';
import type { SectionShape } from './shape.ts';
import { subscribersList } from './subscribers.ts';
import { userSection } from './user.ts';
import { workloadSection } from './workload.ts';

interface Offered {
  readonly policies: readonly Entry[];
  readonly profiles: readonly ProfileEntry[];
}

export const documentSection = (offered: Offered) =>
  ({
    type: 'section',
    summary: 'An incident to be simulated, and the ways to repair it that are compared.',
    keys: {
      ...headKeys,
      population: populationSection,
      workload: workloadSection,
      events: eventsSection,
      user: userSection,
      publisher: publisherSection,
      broker: brokerSection(offered),
      billing: billingSection(offered),
      api: apiSection,
      subscribers: subscribersList,
      faults: { type: 'faults', summary: 'What goes wrong, and when.' },
      detection: detectionSection,
      repair: repairSection,
      people: peopleSection,
      costs: costsSection,
      ...judgingKeys,
      variants: {
        type: 'variants',
        summary: 'What is compared: strategies with their parameters and changes to the scenario.',
        computed: 'every strategy that suits the scenario',
      },
    },
  }) as const satisfies SectionShape;
