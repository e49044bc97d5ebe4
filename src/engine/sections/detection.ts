// The section `detection`: how the people find out that something is wrong. Nothing but the default is simulated yet.
import { LONGEST, type SectionShape } from './shape.ts';

export const detectionSection = {
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
    falseAlarm: {
      type: 'number',
      summary: 'Chance of a false alarm.',
      above: 0,
      max: 1,
      notSimulated: true,
      default: 1e-4,
    },
    every: {
      type: 'duration',
      summary: 'Time between two reconciliations.',
      min: 1,
      max: LONGEST,
      notSimulated: true,
      default: '24h',
    },
    delay: {
      type: 'duration',
      summary: 'From a wrong invoice to a complaint.',
      min: 0,
      max: LONGEST,
      notSimulated: true,
      default: '6h',
    },
  },
} as const satisfies SectionShape;
