// The section `repair`: when it begins.
import { duration } from './compiled.ts';
import { LONGEST, type SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const repairSection = {
  type: 'section',
  summary: 'The repair.',
  keys: {
    at: {
      type: 'duration',
      summary:
        'When the strategy begins: by then the bug has been noticed and fixed. `detected` where `detection.by` says who notices.',
      words: ['detected'],
      min: 0,
      max: LONGEST,
      computed:
        'when the last fault ends, never before `billing.startsAt` and at most `length`; `detected` where `detection.by` is another than `given`',
    },
  },
} as const satisfies SectionShape;

/** Infinity: when it is detected, which only the run shows. */
export const compileRepair = ({ at }: ValueOf<typeof repairSection>) => ({
  repairAt: at === 'detected' ? Number.POSITIVE_INFINITY : duration(at),
});
