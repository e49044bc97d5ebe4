// The numbers of the lanes' picture, as a table that can be drawn anew: how many users differ in each lane at round moments, and what its
// invoice runs did, minute by minute. They are of one run, and have two digits.
import { MINUTE } from '../../engine/index.ts';
import { clockStart, timeTicks } from '../clock.ts';
import { carried } from '../decision/digits.ts';
import { instantText } from '../export/instant.ts';
import { type DrawnLane, shownSpan, totalAt } from './lanes-picture.ts';

/** About so many round moments. */
const MOMENTS = 60;

const twoDigits = (count: number): string => String(carried(count, null));

/** How many differ at a moment: as the last sample before it says. */
function differingAt({ samples }: DrawnLane, time: number): number {
  const after = samples.times.findIndex((each) => each > time);
  const last = after < 0 ? samples.times.length - 1 : after - 1;
  return last < 0 ? 0 : totalAt(samples, last);
}

/** What the invoices of a minute came to; a run that asks about everybody is sent in parts. */
function runsAt({ invoiceRuns }: DrawnLane, minute: number): readonly [string, string] {
  const runs = invoiceRuns.filter(({ time }) => time >= minute && time < minute + MINUTE);
  if (runs.length === 0) return ['', ''];
  const sum = (of: 'wrong' | 'missed'): string => twoDigits(runs.reduce((all, run) => all + run[of], 0));
  return [sum('wrong'), sum('missed')];
}

/** `start`: what the clock shows at time 0. */
export function lanesNumbers(
  lanes: readonly (DrawnLane & { readonly id: string })[],
  start: string,
): readonly (readonly string[])[] {
  const { from, to } = shownSpan(lanes);
  const clock = clockStart(start);
  const minuteOf = (time: number): number => Math.floor((clock + time) / MINUTE) * MINUTE - clock;
  const runs = lanes.flatMap(({ invoiceRuns }) => invoiceRuns.map(({ time }) => minuteOf(time)));
  const times = [...timeTicks(clock, from, to, MOMENTS).map(({ time }) => time), ...runs];
  const rows = [...new Set(times)]
    .filter((time) => time >= from && time <= to)
    .sort((a, b) => a - b)
    .map((time) => [
      instantText(start, time).replace(/\.\d+/, ''),
      ...lanes.flatMap((lane) => [twoDigits(differingAt(lane, time)), ...runsAt(lane, time)]),
    ]);
  return [['time', ...lanes.flatMap(({ id }) => [`${id} divergent`, `${id} wrong`, `${id} missed`])], ...rows];
}
