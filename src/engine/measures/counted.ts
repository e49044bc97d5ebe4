// A measure that is one of the run's counters, so that most files of this folder are tables.
import type { Counter } from '../counters.ts';
import type { Measure, MeasureUnit } from './measure.ts';

/** The counter itself, divided by `per` (1: as it is). */
export function counterMeasure(
  id: string,
  title: string,
  summary: string,
  counter: Counter,
  unit: MeasureUnit,
  better: Measure['better'],
  per = 1,
): Measure {
  return { id, title, summary, unit, better, read: ({ counters }) => counters[counter] / per };
}
