// Measures of money: what was done wrong, what mending it cost, and what goes on being done wrong after the end, so that a lane
// that leaves users wrong is not the cheaper one for having been looked at early.
import { HOUR } from '../units.ts';
import type { Finished, Measure } from './measure.ts';

function damage({ counters, model, others }: Finished): number {
  const { wrongInvoice, creditedInvoice, missedInvoice, lateInvoice, sideEffect } = model.costs;
  const wrong = counters.invoicesWrong - counters.invoicesCredited;
  const late = counters.lateMicroseconds / HOUR;
  return (
    wrong * wrongInvoice +
    counters.invoicesCredited * creditedInvoice +
    counters.invoicesMissed * missedInvoice +
    late * lateInvoice +
    others.sideEffects * sideEffect
  );
}

/** Of the repair, and of looking for what false alarms were about. */
const hoursOfWork = ({ model, repair, falseAlarms }: Finished): number =>
  (repair.handsOn.user + repair.handsOn.billing + falseAlarms * model.people.find) / HOUR;

const work = (run: Finished): number =>
  hoursOfWork(run) * run.model.costs.handsOnHour + run.counters.apiCalls * run.model.costs.apiCall;

function perHourAfter({ harm, model }: Finished): number {
  const { wrongInvoice, missedInvoice } = model.costs;
  return (harm.wrong * wrongInvoice + harm.missed * missedInvoice) / (model.billing.invoiceEvery / HOUR);
}

/** How much of what each weight of `costs` prices a run has. Each times its weight, but for the horizon, they add up to the total. */
export interface Charges {
  readonly wrongInvoice: number;
  readonly creditedInvoice: number;
  readonly missedInvoice: number;
  readonly lateInvoice: number;
  readonly sideEffect: number;
  readonly handsOnHour: number;
  readonly apiCall: number;
  /** By how much the total grows with each hour of it: the cost per hour, afterwards. */
  readonly horizon: number;
}

export function chargesOf(run: Finished): Charges {
  const { counters, harm, model, others } = run;
  const runsAhead = model.costs.horizon / model.billing.invoiceEvery;
  return {
    wrongInvoice: counters.invoicesWrong - counters.invoicesCredited + harm.wrong * runsAhead,
    creditedInvoice: counters.invoicesCredited,
    missedInvoice: counters.invoicesMissed + harm.missed * runsAhead,
    lateInvoice: counters.lateMicroseconds / HOUR,
    sideEffect: others.sideEffects,
    handsOnHour: hoursOfWork(run),
    apiCall: counters.apiCalls,
    horizon: perHourAfter(run),
  };
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
  money(
    'cost.damage',
    'Cost of damage',
    'Wrong, credited, missed and late invoices, and what others did twice or wrongly, at their cost.',
    damage,
  ),
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
