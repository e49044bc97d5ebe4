// Measures of money: what was done wrong, what mending it cost, and what goes on being done wrong after the end, so that a lane
// that leaves users wrong is not the cheaper one for having been looked at early.
import { HOUR } from '../units.ts';
import type { Finished, Measure } from './measure.ts';

function damage({ counters, model }: Finished): number {
  const { wrongInvoice, creditedInvoice, missedInvoice, lateInvoice } = model.costs;
  const wrong = counters.invoicesWrong - counters.invoicesCredited;
  const late = counters.lateMicroseconds / HOUR;
  return (
    wrong * wrongInvoice +
    counters.invoicesCredited * creditedInvoice +
    counters.invoicesMissed * missedInvoice +
    late * lateInvoice
  );
}

function work({ counters, model, repair, falseAlarms }: Finished): number {
  const hours = (repair.handsOn.user + repair.handsOn.billing + falseAlarms * model.people.find) / HOUR;
  return hours * model.costs.handsOnHour + counters.apiCalls * model.costs.apiCall;
}

function perHourAfter({ harm, model }: Finished): number {
  const { wrongInvoice, missedInvoice } = model.costs;
  return (harm.wrong * wrongInvoice + harm.missed * missedInvoice) / (model.billing.invoiceEvery / HOUR);
}

const residual = (run: Finished): number => perHourAfter(run) * (run.model.costs.horizon / HOUR);

const money = (id: string, title: string, summary: string, read: (run: Finished) => number): Measure => ({
  id,
  title,
  summary,
  unit: 'money',
  better: 'less',
  read,
});

export const cost: readonly Measure[] = [
  money(
    'cost.total',
    'Cost, total',
    'Damage, work and what goes on being wrong together, by the scenario’s costs.',
    (run) => damage(run) + work(run) + residual(run),
  ),
  money('cost.damage', 'Cost of damage', 'Wrong, credited, missed and late invoices, at their cost.', damage),
  money('cost.work', 'Cost of work', 'People’s time and API calls, at their cost.', work),
  money(
    'cost.perHourAfter',
    'Cost per hour, afterwards',
    'What those who are still wrong cost in every hour after the end.',
    perHourAfter,
  ),
  money(
    'cost.residual',
    'Cost of what is still wrong',
    'The cost per hour afterwards over `costs.horizon`, as if nothing healed by itself.',
    residual,
  ),
];
