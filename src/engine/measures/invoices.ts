// Measures of the business effect. A state that is mended later changes none of them.
import { HOUR } from '../units.ts';
import { counterMeasure } from './counted.ts';
import type { Measure } from './measure.ts';

export const invoices: readonly Measure[] = [
  counterMeasure('invoices.sent', 'Invoices sent', 'Invoices sent by all runs.', 'invoicesSent', 'invoices', 'neither'),
  counterMeasure(
    'invoices.wrong',
    'Wrong invoices',
    'Sent to users who were not active at that instant.',
    'invoicesWrong',
    'invoices',
    'less',
  ),
  counterMeasure(
    'invoices.missed',
    'Missed invoices',
    'Active users to whom a run sent none.',
    'invoicesMissed',
    'invoices',
    'less',
  ),
  {
    id: 'invoices.wrongOrMissed',
    title: 'Wrong or missed',
    summary: 'Wrong invoices and missed ones together.',
    unit: 'invoices',
    better: 'less',
    read: ({ counters }) => counters.invoicesWrong + counters.invoicesMissed,
  },
  counterMeasure(
    'invoices.wrongUsers',
    'Users invoiced wrongly',
    'People who got at least one wrong invoice, each counted once.',
    'wrongUsers',
    'users',
    'less',
  ),
  counterMeasure(
    'invoices.missedUsers',
    'Users missed',
    'People whom at least one run missed, each counted once.',
    'missedUsers',
    'users',
    'less',
  ),
  counterMeasure('invoices.late', 'Late invoices', 'Sent after their run began.', 'invoicesLate', 'invoices', 'less'),
  counterMeasure('invoices.blocked', 'Runs put off', 'Invoice runs that had to wait.', 'runsBlocked', 'runs', 'less'),
  counterMeasure(
    'invoices.credited',
    'Credited invoices',
    'Wrong invoices put right later, by a credit note.',
    'invoicesCredited',
    'invoices',
    'more',
  ),
  {
    id: 'invoices.wrongAmount',
    title: 'Wrong amount',
    summary: 'Money on wrong invoices.',
    unit: 'money',
    better: 'less',
    read: ({ counters, model }) => counters.invoicesWrong * model.billing.invoiceAmount,
  },
  {
    id: 'invoices.missedAmount',
    title: 'Missed amount',
    summary: 'Money that was not invoiced.',
    unit: 'money',
    better: 'less',
    read: ({ counters, model }) => counters.invoicesMissed * model.billing.invoiceAmount,
  },
  counterMeasure(
    'invoices.lateHours',
    'Lateness',
    'How late all late invoices were, together.',
    'lateMicroseconds',
    'hours',
    'less',
    HOUR,
  ),
];
