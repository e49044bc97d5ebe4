// Measures of divergence: how many users' copies were wrong, when, and for how long.
import { DIVERGENT_KINDS, KINDS } from '../rows.ts';
import type { Measure } from './measure.ts';

const KIND_SUMMARIES: Readonly<Record<string, string>> = {
  overbilled: 'suspended in truth, active in the copy',
  underbilled: 'active in truth, suspended in the copy',
  missing: 'active or suspended in truth, absent in the copy',
  orphan: 'absent in truth, active or suspended in the copy',
  wrongPlan: 'the same status, another plan',
};

export const divergent: readonly Measure[] = [
  {
    id: 'divergent.peak',
    title: 'Divergent users, peak',
    summary: 'Most divergent users at once.',
    unit: 'users',
    better: 'less',
    read: ({ total, endedAt }) => total.peak(endedAt),
  },
  {
    id: 'divergent.end',
    title: 'Divergent users at the end',
    summary: 'Divergent users when the workload ends, at `length`.',
    unit: 'users',
    better: 'less',
    read: ({ divergence }) => divergence.atLength ?? divergence.total.level,
  },
  {
    id: 'divergent.settled',
    title: 'Divergent users, settled',
    summary: 'Divergent users when nothing is in flight any more.',
    unit: 'users',
    better: 'less',
    read: ({ total }) => total.level,
  },
  {
    id: 'divergent.userHours',
    title: 'Divergent user-hours',
    summary: 'Divergent users, integrated over time until everything has settled.',
    unit: 'user hours',
    better: 'less',
    read: ({ total, endedAt }) => total.integralHours(endedAt),
  },
  {
    id: 'divergent.atRepair',
    title: 'Divergent users at the repair',
    summary: 'Divergent users when the repair begins.',
    unit: 'users',
    better: 'neither',
    read: ({ divergence }) => divergence.atRepair ?? 0,
  },
  {
    id: 'divergent.harmPerRun',
    title: 'Harm of the next run',
    summary: 'Wrong and missed invoices that the next run would make, once all has settled.',
    unit: 'invoices',
    better: 'less',
    read: ({ harm }) => harm.wrong + harm.missed,
  },
  ...DIVERGENT_KINDS.map(
    (kind): Measure => ({
      id: `divergent.${kind}`,
      title: kind === 'wrongPlan' ? 'Wrong plan, settled' : `${kind[0]?.toUpperCase()}${kind.slice(1)}, settled`,
      summary: `Users of this kind when everything has settled: ${KIND_SUMMARIES[kind]}.`,
      unit: 'users',
      better: 'less',
      read: ({ divergence }) => divergence.byKind[KINDS.indexOf(kind)] as number,
    }),
  ),
];
