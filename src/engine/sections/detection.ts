// The section `detection`: how the people find out that something is wrong, from which the end of a fault `until-fixed` and the begin of
// the repair follow.
import { duration } from './compiled.ts';
import { LONGEST, type SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const detectionSection = {
  type: 'section',
  summary: 'How the people find out that something is wrong.',
  keys: {
    by: {
      type: 'choice',
      summary:
        'Who or what notices: `given` at `detection.at`, an alarm on the silence of one type of event, the first gap that Billing sees, a comparison with the truth, or a customer with a wrong or missing invoice.',
      options: ['given', 'silence-alarm', 'gap', 'reconciliation', 'customer'],
      default: 'given',
    },
    at: {
      type: 'duration',
      summary: 'When it is noticed, where that is `given`; a fault that lasts until it is fixed needs it.',
      min: 0,
      max: LONGEST,
      words: ['none'],
      default: 'none',
    },
    falseAlarm: {
      type: 'number',
      summary:
        'Chance that a silence as long as the alarm waits for is only chance: it waits ln(1/falseAlarm) usual times between two events of a type.',
      above: 0,
      max: 0.9,
      default: 1e-4,
    },
    every: {
      type: 'duration',
      summary: 'Time between two comparisons of truth and copy.',
      min: 1,
      max: LONGEST,
      default: '24h',
    },
    delay: {
      type: 'duration',
      summary: 'From a wrong or missed invoice to a complaint.',
      min: 0,
      max: LONGEST,
      default: '6h',
    },
  },
} as const satisfies SectionShape;

export const compileDetection = ({ by, at, falseAlarm, every, delay }: ValueOf<typeof detectionSection>) => ({
  by,
  /** Microseconds; null where nobody says. */
  at: at === 'none' ? null : duration(at),
  falseAlarm,
  every: duration(every),
  delay: duration(delay),
});
