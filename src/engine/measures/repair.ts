// Measures of the repair itself: how long it took, what it loaded, and whose time it cost.
import { MINUTE, SECOND } from '../units.ts';
import { counterMeasure } from './counted.ts';
import type { Finished, Measure } from './measure.ts';

const handsOn = (team: 'user' | 'billing', title: string): Measure => ({
  id: `repair.handsOnMinutes.${team}`,
  title,
  summary: 'People’s time spent on the repair.',
  unit: 'minutes',
  better: 'less',
  read: ({ repair }) => repair.handsOn[team] / MINUTE,
});

/** Who asks the API at every invoice run knows it, whatever the repair needs. */
function coupling({ model, repair }: Finished): string {
  if (repair.coupling === null) return 'none';
  const { reads, copyMaxAge } = model.billing;
  const asks = reads !== 'copy' || copyMaxAge < Number.POSITIVE_INFINITY;
  return repair.coupling === 'schema' || !asks ? repair.coupling : 'API';
}

export const repair: readonly Measure[] = [
  {
    id: 'repair.duration',
    title: 'Repair, duration',
    summary: 'From the beginning of the repair to its end.',
    unit: 's',
    better: 'less',
    read: ({ repair }) =>
      repair.beganAt === null || repair.endedAt === null ? null : (repair.endedAt - repair.beganAt) / SECOND,
  },
  {
    id: 'repair.convergedAfter',
    title: 'Converged after',
    summary: 'From the beginning of the repair until the last divergent user was right; null: never.',
    unit: 's',
    better: 'less',
    read: ({ repair, divergence, total }) =>
      repair.beganAt === null || divergence.convergedAt === null || total.level > 0
        ? null
        : (divergence.convergedAt - repair.beganAt) / SECOND,
  },
  {
    id: 'repair.usualAfter',
    title: 'Usual again after',
    summary:
      'From the beginning of the repair until no more users diverge, then or later, than at most in the hour before the first fault; null: never.',
    unit: 's',
    better: 'less',
    read: ({ repair: { usualAfter } }) => (usualAfter === null ? null : usualAfter / SECOND),
  },
  counterMeasure(
    'repair.apiCalls',
    'Repair, API calls',
    'Calls made by the repair.',
    'repairApiCalls',
    'calls',
    'less',
  ),
  counterMeasure('repair.apiRows', 'Repair, API rows', 'Rows read by the repair.', 'repairApiRows', 'rows', 'less'),
  counterMeasure(
    'repair.messages',
    'Repair, messages',
    'Messages published by the repair.',
    'repairMessages',
    'messages',
    'less',
  ),
  counterMeasure(
    'repair.replayed',
    'Repair, replayed',
    'Log entries read again.',
    'repairReplayed',
    'messages',
    'less',
  ),
  counterMeasure(
    'repair.databaseRows',
    'Repair, database rows',
    'Rows read from the other service’s database.',
    'repairDatabaseRows',
    'rows',
    'less',
  ),
  handsOn('user', 'Hands-on, User team'),
  handsOn('billing', 'Hands-on, Billing team'),
  {
    id: 'repair.coupling',
    title: 'Coupling',
    summary:
      'What one team must learn of the other: none, events, API or schema; none where the repair cannot be done.',
    unit: '',
    better: 'neither',
    read: coupling,
  },
];
