// The section `billing`: how the Billing service learns of users, and when it sends invoices. Its policies are handed in.
import type { Entry } from '../catalog.ts';
import { DAY } from '../units.ts';
import { delay, duration, timeOfDay } from './compiled.ts';
import { POLICY_WORDS } from './contract.ts';
import { LONGEST, type ProcedureShape, type SectionShape, without } from './shape.ts';
import type { ValueOf } from './value.ts';

interface Offered {
  readonly policies: readonly Entry[];
}

/** How a message is taken, and what becomes of it. */
const consumerKeys = ({ policies }: Offered) =>
  ({
    copyMaxAge: {
      type: 'duration',
      summary:
        'How old a row of the copy may be, since it was written last: an invoice run by the copy asks the API about older ones first, and writes what it answers.',
      words: ['none'],
      min: 1,
      max: LONGEST,
      default: 'none',
    },
    policy: {
      type: 'choice',
      summary: 'How Billing decides whether an event may write its row.',
      options: policies.map(({ id }) => id),
      notYet: without(
        POLICY_WORDS,
        policies.map(({ id }) => id),
      ),
      default: 'arrival',
    },
    consumers: { type: 'integer', summary: 'How many consumers share the work.', min: 1, max: 1000, default: 1 },
    affinity: {
      type: 'choice',
      summary:
        'How consumers share the work: each takes what comes next; each user’s messages go to one of them; or one takes all while the others stand by.',
      options: ['none', 'partition', 'single-active'],
      default: 'none',
    },
    prefetch: {
      type: 'integer',
      summary: 'How many unacknowledged messages a consumer may hold; 0 means no limit.',
      unit: 'messages',
      min: 0,
      max: 1_000_000_000,
      default: 20,
    },
    ack: {
      type: 'choice',
      summary: 'Whether a message is acknowledged after it was processed, or before.',
      options: ['after', 'before'],
      default: 'after',
    },
    onFailure: {
      type: 'choice',
      summary:
        'What becomes of a message whose processing fails: it is handed back (of a log, read again), made a dead letter, or passed over.',
      options: ['requeue', 'dead-letter', 'skip'],
      default: 'requeue',
    },
    retryAfter: {
      type: 'duration',
      summary: 'How long a consumer waits before it hands back a message on which it failed, or reads it again.',
      min: 1000,
      max: LONGEST,
      onlyWith: ['onFailure', 'requeue'],
      default: '1s',
    },
    requeueBy: {
      type: 'choice',
      summary:
        'By which answer a consumer hands a message back: a nack says that it was not processed, a reject that processing failed. Brokers that count failures alone (`broker.limitCounts`) tell the two apart.',
      options: ['nack', 'reject'],
      onlyWith: ['onFailure', 'requeue'],
      default: 'nack',
    },
  }) as const satisfies SectionShape['keys'];

const seed = {
  type: 'procedure',
  summary:
    'What fills the copy of a service that starts later, from `startsAt` on: a strategy that can fill an empty one. With `none` the variant’s strategy does, if it begins at that time.',
  words: ['none'],
  default: 'none',
} as const satisfies ProcedureShape;

/** When invoice runs are, and what becomes of one that cannot be made. */
const invoiceKeys = {
  invoiceEvery: {
    type: 'duration',
    summary: 'Time between two invoice runs.',
    min: 1,
    max: 10 * LONGEST,
    default: '1h',
  },
  invoiceAt: {
    type: 'text',
    form: 'clock',
    longest: 5,
    summary:
      'Time of day, as the clock shows it, of the first invoice run; else it comes `invoiceEvery` after the start.',
    default: 'none',
  },
  invoiceAmount: {
    type: 'number',
    summary: 'What one invoice asks.',
    unit: 'money',
    min: 0,
    max: 1e9,
    default: 10,
  },
  catchUp: {
    type: 'boolean',
    summary:
      'Whether a run that could not be made is made up for, however late; else it is dropped when the next is due.',
    default: true,
  },
} as const satisfies SectionShape['keys'];

export const billingSection = (offered: Offered) =>
  ({
    type: 'section',
    summary: 'The Billing service: how it learns of users and when it sends invoices.',
    keys: {
      startsAt: {
        type: 'duration',
        summary: 'When Billing starts; before, its queue does not exist and its copy is empty.',
        min: 0,
        max: LONGEST,
        default: '0s',
      },
      reads: {
        type: 'choice',
        summary: 'Its own copy, the API, or the copy and then the API about those to be invoiced.',
        options: ['copy', 'api', 'verify'],
        default: 'copy',
      },
      whenApiFails: {
        type: 'choice',
        summary: 'What an invoice run does when the API does not answer.',
        options: ['block', 'invoice'],
        default: 'block',
      },
      readRepair: {
        type: 'boolean',
        summary: 'With reads: verify, an answer that differs from the copy is written to it.',
        default: false,
      },
      ...consumerKeys(offered),
      serviceTime: { type: 'distribution', summary: 'To process one message.', default: { constant: '2ms' } },
      apiLatency: { type: 'distribution', summary: 'Of one call of the API.', default: { exponential: '50ms' } },
      ...invoiceKeys,
      gapDetection: {
        type: 'boolean',
        summary: 'Billing raises an alarm when a version is missing.',
        default: false,
      },
      freshnessGate: {
        type: 'duration',
        summary:
          'Invoice runs wait while what Billing processed last, an event or a heartbeat, tells of a time longer ago than this.',
        words: ['none'],
        min: 1,
        max: LONGEST,
        default: 'none',
      },
      reconcileEvery: {
        type: 'duration',
        summary: 'Time between two comparisons of the copy with the truth, after which what differs is put right.',
        words: ['none'],
        min: 1_000_000,
        max: LONGEST,
        default: 'none',
      },
      seed,
    },
  }) as const satisfies SectionShape;

type Billing = ValueOf<ReturnType<typeof billingSection>>;

/** When the first invoice run is due, microseconds: after the start, and after Billing's. `start` is what the clock shows at time 0. */
export function firstRunOf({ invoiceAt, invoiceEvery, startsAt }: Billing, start: string): number {
  const every = duration(invoiceEvery);
  const shown = /T([\d:.]+)/i.exec(start)?.[1] ?? '00:00';
  const wait = invoiceAt === 'none' ? every : (timeOfDay(invoiceAt) - timeOfDay(shown) + DAY) % DAY || DAY;
  const late = duration(startsAt) - wait;
  return late < 0 ? wait : wait + (Math.floor(late / every) + 1) * every;
}

/** Whether an invoice run asks the API, and so lasts. */
export const asksToInvoice = ({
  reads,
  copyMaxAge,
}: {
  readonly reads: string;
  readonly copyMaxAge: string;
}): boolean => reads !== 'copy' || copyMaxAge !== 'none';

export const compileBilling = (billing: Billing, start: string, watchesGaps = false) => ({
  startsAt: duration(billing.startsAt),
  reads: billing.reads,
  /** Whether an invoice run waits that the API does not answer. */
  blocks: billing.whenApiFails === 'block',
  readRepair: billing.readRepair,
  /** Microseconds; Infinity for no age. */
  copyMaxAge: billing.copyMaxAge === 'none' ? Number.POSITIVE_INFINITY : duration(billing.copyMaxAge),
  policy: billing.policy,
  consumers: billing.consumers,
  affinity: billing.affinity,
  prefetch: billing.prefetch,
  ackBefore: billing.ack === 'before',
  onFailure: billing.onFailure,
  retryAfter: duration(billing.retryAfter),
  serviceTime: delay(billing.serviceTime),
  apiLatency: delay(billing.apiLatency),
  invoiceEvery: duration(billing.invoiceEvery),
  /** Microseconds. */
  firstRun: firstRunOf(billing, start),
  invoiceAmount: billing.invoiceAmount,
  catchUp: billing.catchUp,
  gapDetection: billing.gapDetection || watchesGaps,
  /** Microseconds; Infinity for none. */
  freshnessGate: billing.freshnessGate === 'none' ? Number.POSITIVE_INFINITY : duration(billing.freshnessGate),
  /** Microseconds; Infinity for never. */
  reconcileEvery: billing.reconcileEvery === 'none' ? Number.POSITIVE_INFINITY : duration(billing.reconcileEvery),
});
