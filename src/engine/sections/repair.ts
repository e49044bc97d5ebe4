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
      summary: 'When the strategy begins: by then the bug has been noticed and fixed.',
      min: 0,
      max: LONGEST,
      computed: 'when the last fault ends, never before `billing.startsAt` and at most `length`',
    },
  },
} as const satisfies SectionShape;

export const compileRepair = ({ at }: ValueOf<typeof repairSection>) => ({ repairAt: duration(at) });
