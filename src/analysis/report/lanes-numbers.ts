// The numbers of the lanes' picture, as a table that can be drawn anew: how many users differ in each lane at round moments, and what each
// invoice run did. They are of one run, and have two digits.
import { clockStart, momentText, timeTicks } from '../clock.ts';
import { carried } from '../decision/digits.ts';
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

function runAt({ invoiceRuns }: DrawnLane, time: number): readonly [string, string] {
  const run = invoiceRuns.find((each) => each.time === time);
  return run === undefined ? ['', ''] : [twoDigits(run.wrong), twoDigits(run.missed)];
}

/** `start`: what the clock shows at time 0. */
export function lanesNumbers(
  lanes: readonly (DrawnLane & { readonly id: string })[],
  start: string,
): readonly (readonly string[])[] {
  const { from, to } = shownSpan(lanes);
  const clock = clockStart(start);
  const runs = lanes.flatMap(({ invoiceRuns }) => invoiceRuns.map(({ time }) => time));
  const times = [...timeTicks(clock, from, to, MOMENTS).map(({ time }) => time), ...runs].filter(
    (time) => time >= from && time <= to,
  );
  const rows = [...new Set(times)]
    .sort((a, b) => a - b)
    .map((time) => [
      momentText(clock, time, 'minute'),
      ...lanes.flatMap((lane) => [twoDigits(differingAt(lane, time)), ...runAt(lane, time)]),
    ]);
  return [['time', ...lanes.flatMap(({ id }) => [`${id} divergent`, `${id} wrong`, `${id} missed`])], ...rows];
}
