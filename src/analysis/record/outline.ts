// The facts of a run that has ended: its faults and phases, every invoice run, users by kind all over its length.
import type { Session, VariantResult } from '../../engine/index.ts';
import type { InvoiceRun, RunFacts, Samples, Totals } from './facts.ts';

/** Samples of a series over the whole run. */
const SAMPLES = 480;

/** `session` must stand at its end. */
export function outlineOf(session: Session, result: VariantResult, totals: Totals, taped: boolean): RunFacts {
  const { initialUsers: _initial, ...facts } = session.facts();
  return {
    ...facts,
    spec: session.spec,
    result,
    invoiceRuns: invoiceRunsOf(session),
    samples: samplesOf(session, 0, Math.max(facts.length, facts.endedAt), SAMPLES),
    totals,
    taped,
  };
}

/** Users by kind at `count` equally spaced moments, and at the highest and the lowest moment between each two. */
export function samplesOf(session: Session, from: number, to: number, count: number): Samples {
  const times = Float64Array.from({ length: count }, (_, n) => Math.round(from + ((to - from) * n) / (count - 1)));
  return session.series(times);
}

/** Totals grow at each run; what grew since the run before is this run's. */
function invoiceRunsOf({ logs: { invoices } }: Session): readonly InvoiceRun[] {
  const runs: InvoiceRun[] = [];
  let before = { sent: 0, wrong: 0, missed: 0 };
  for (let n = 0; n < invoices.length; n++) {
    const total = invoices.totalsAt(n);
    const time = invoices.timeOf(n);
    const last = runs[runs.length - 1];
    const same = last !== undefined && last.time === time;
    if (same) runs.pop();
    runs.push({
      time,
      sent: total.sent - before.sent + (same ? last.sent : 0),
      wrong: total.wrong - before.wrong + (same ? last.wrong : 0),
      missed: total.missed - before.missed + (same ? last.missed : 0),
    });
    before = total;
  }
  return runs;
}
