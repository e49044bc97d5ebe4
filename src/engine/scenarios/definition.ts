// The one definition of the scenario document: every key with its default, bounds, unit and meaning, in the order in
// which documents are written. Schema, checks, forms and help are derived from it. What may stand under `faults`,
// `variants` and `billing.policy` comes from the catalogues that are handed in.
import {
  apiSection,
  billingSection,
  brokerSection,
  eventsSection,
  LONGEST,
  publisherSection,
  userSection,
} from './services.ts';
import type { Catalogues, Definition, SectionShape } from './shape.ts';

const MOST_SIGN_UPS = '1000000/s';
const MOST_PER_USER = '1000/s';

const populationSection: SectionShape = {
  type: 'section',
  summary: 'The users who are there from the start.',
  keys: {
    users: { type: 'integer', summary: 'How many.', unit: 'users', min: 0, max: 10_000_000, default: 10_000 },
    suspendedShare: { type: 'share', summary: 'Which share of them is suspended.', min: 0, max: 1, default: 0.1 },
  },
};

const workloadSection: SectionShape = {
  type: 'section',
  summary: 'What users do: random changes at these rates, or the changes of a file.',
  keys: {
    signUps: { type: 'rate', summary: 'New users of the whole service.', most: MOST_SIGN_UPS, default: '60/h' },
    suspend: { type: 'rate', summary: 'Suspensions per active user.', most: MOST_PER_USER, default: '0.012/h' },
    reactivate: { type: 'rate', summary: 'Reactivations per suspended user.', most: MOST_PER_USER, default: '0.1/h' },
    delete: { type: 'rate', summary: 'Deletions per existing user.', most: MOST_PER_USER, default: '0.0005/h' },
    changePlan: { type: 'rate', summary: 'Changes of plan per existing user.', most: MOST_PER_USER, default: '0/h' },
    file: {
      type: 'text',
      form: 'line',
      longest: 1000,
      optional: true,
      summary:
        'Changes to replay instead of the rates: CloudEvents one per line, or CSV; a path relative to the scenario. The rates are then 0/h and there are no initial users unless `population.users` is given.',
    },
  },
};

const detectionSection: SectionShape = {
  type: 'section',
  summary: 'How the people find out that something is wrong.',
  keys: {
    by: {
      type: 'choice',
      summary: 'Who or what notices; `given` means at `repair.at`.',
      options: ['given'],
      notYet: ['silence-alarm', 'gap', 'reconciliation', 'customer'],
      default: 'given',
    },
    falseAlarm: { type: 'number', summary: 'Chance of a false alarm.', above: 0, max: 1, default: 1e-4 },
    every: { type: 'duration', summary: 'Time between two reconciliations.', min: 1, max: LONGEST, default: '24h' },
    delay: { type: 'duration', summary: 'From a wrong invoice to a complaint.', min: 0, max: LONGEST, default: '6h' },
  },
};

const peopleSection: SectionShape = {
  type: 'section',
  summary: "People's time for each step of a repair, on the virtual clock; `none` when people take no time.",
  word: 'none',
  keys: {
    find: { type: 'duration', summary: 'To find out what is wrong.', min: 0, max: LONGEST, default: '30m' },
    build: { type: 'duration', summary: 'To build what is missing.', min: 0, max: LONGEST, default: '2h' },
    review: { type: 'duration', summary: 'To have it reviewed.', min: 0, max: LONGEST, default: '30m' },
    run: { type: 'duration', summary: 'To start it and look on.', min: 0, max: LONGEST, default: '5m' },
  },
};

const DEAREST = 1e9;

const costsSection: SectionShape = {
  type: 'section',
  summary: "What things cost, in the scenario's unit of money.",
  keys: {
    wrongInvoice: { type: 'number', summary: 'A wrong invoice.', unit: 'money', min: 0, max: DEAREST, default: 25 },
    missedInvoice: { type: 'number', summary: 'A missed invoice.', unit: 'money', min: 0, max: DEAREST, default: 5 },
    handsOnHour: {
      type: 'number',
      summary: "An hour of people's work.",
      unit: 'money',
      min: 0,
      max: DEAREST,
      default: 90,
    },
    apiCall: { type: 'number', summary: 'A call of the API.', unit: 'money', min: 0, max: DEAREST, default: 0.001 },
  },
};

const subscriberSection: SectionShape = {
  type: 'section',
  summary: 'Another service that receives the events.',
  keys: {
    id: { type: 'text', form: 'id', longest: 64, summary: 'Its name.' },
    sends: {
      type: 'choice',
      summary: 'The type of event on which it acts.',
      options: ['UserCreated', 'UserSuspended', 'UserReactivated', 'UserDeleted', 'UserPlanChanged'],
    },
  },
};

const headKeys: SectionShape['keys'] = {
  schema: { type: 'integer', summary: 'Version of this format.', min: 1, max: 1, default: 1 },
  id: {
    type: 'text',
    form: 'line',
    longest: 200,
    computed: "the file's name without its ending",
    summary: 'Name on the command line and in links.',
  },
  title: { type: 'text', form: 'line', longest: 200, summary: 'Name on the page.' },
  description: {
    type: 'text',
    form: 'prose',
    longest: 100_000,
    default: '',
    summary: 'Markdown, shown beside the run.',
  },
  seed: {
    type: 'integer',
    summary: 'Chooses the random world: the same seed, the same world.',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    default: 1,
  },
  start: { type: 'instant', summary: 'What the clock shows at time 0.', default: '2026-01-05T00:00:00Z' },
  length: {
    type: 'duration',
    summary: 'When the workload and the invoice runs end.',
    min: 1,
    max: LONGEST,
    default: '24h',
  },
  settleWithin: {
    type: 'duration',
    summary: 'How long after `length` the run may go on while something is in flight.',
    min: 0,
    max: LONGEST,
    default: '7d',
  },
  opensAt: { type: 'duration', summary: 'Where the page opens, paused.', min: 0, max: LONGEST, default: '0s' },
};

const repairSection: SectionShape = {
  type: 'section',
  summary: 'The repair.',
  keys: {
    at: {
      type: 'duration',
      summary: 'When the strategy begins: by then the bug has been noticed and fixed.',
      min: 0,
      max: LONGEST,
      computed: 'when the last fault ends, at most `length`; without faults `billing.startsAt`',
    },
  },
};

export const defineScenario = (catalogues: Catalogues): Definition => ({
  catalogues,
  document: {
    type: 'section',
    summary: 'An incident to be simulated, and the ways to repair it that are compared.',
    keys: {
      ...headKeys,
      population: populationSection,
      workload: workloadSection,
      events: eventsSection,
      user: userSection,
      publisher: publisherSection,
      broker: brokerSection(catalogues),
      billing: billingSection(catalogues),
      api: apiSection,
      subscribers: {
        type: 'list',
        summary: 'Other services that receive the events.',
        items: subscriberSection,
        notSimulated: true,
      },
      faults: { type: 'faults', summary: 'What goes wrong, and when.' },
      detection: detectionSection,
      repair: repairSection,
      people: peopleSection,
      costs: costsSection,
      variants: {
        type: 'variants',
        summary: 'What is compared: strategies with their parameters and changes to the scenario.',
        computed: 'every strategy that suits the scenario',
      },
    },
  },
});
