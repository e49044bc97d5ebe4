// All measures, in the order in which results and tables show them.
import { cost } from './cost.ts';
import { divergent } from './divergent.ts';
import { erasure } from './erasure.ts';
import { incident } from './incident.ts';
import { invoices } from './invoices.ts';
import type { Measure } from './measure.ts';
import { others } from './others.ts';
import { repair } from './repair.ts';
import { traffic } from './traffic.ts';

const settled: Measure = {
  id: 'settled',
  title: 'Settled',
  summary: 'Whether everything in flight came to an end in time.',
  unit: '',
  better: 'neither',
  read: (run) => run.settled,
};

export const measures: readonly Measure[] = [
  settled,
  ...divergent,
  ...invoices,
  ...traffic,
  ...repair,
  ...others,
  ...cost,
  ...incident,
  ...erasure,
];
