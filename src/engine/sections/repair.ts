// The section `repair`: when it begins.
import { duration } from './compiled.ts';
import { LONGEST, LONGEST_RUN, type SectionShape } from './shape.ts';
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
    atLatest: {
      type: 'duration',
      summary: 'When people begin it at the latest, whatever has been noticed or fixed by then.',
      words: ['none'],
      min: 0,
      max: LONGEST_RUN,
      optional: true,
    },
  },
} as const satisfies SectionShape;

/** Infinity: when it is detected, which only the run shows; or there is no latest. */
export const compileRepair = ({ at, atLatest = 'none' }: ValueOf<typeof repairSection>) => ({
  repairAt: at === 'detected' ? Number.POSITIVE_INFINITY : duration(at),
  repairAtLatest: atLatest === 'none' ? Number.POSITIVE_INFINITY : duration(atLatest),
});
