// The lanes of a comparison as one picture: divergent users by kind over one time axis, the invoice runs with what went wrong in them,
// and the five marks of each lane's incident. It stands by itself: colours, words and a description are in it.
import { stacked } from '../bands.ts';
import { clockStart, momentText, timeTicks } from '../clock.ts';
import { kinds } from '../kinds.ts';
import { type IncidentMark, MARK_TITLES } from '../lanes/incident-marks.ts';
import { numberText, roundTop } from '../numbers.ts';
import type { InvoiceRun, Samples } from '../record/facts.ts';
import { escaped } from './blocks.ts';
import { countOfOneRun, countsOfOneRun, lengthsOfOneRun } from './one-run.ts';

export interface DrawnLane {
  readonly title: string;
  readonly samples: Samples;
  readonly invoiceRuns: readonly InvoiceRun[];
  readonly marks: readonly IncidentMark[] | null;
  readonly end: number;
}

const WIDTH = 720;
const LEFT = 44;
const RIGHT = 8;
const HEAD = 15;
const PLOT = 20;
const MARKS = 13;
const LANE = HEAD + PLOT + MARKS;
const FOOT = 34;
/** Pixels of a letter of a lane’s title, roughly. */
const LETTER = 6.1;
/** So far from its run a label may stand. */
const ASIDE = 160;
/** So many invoice runs of a lane are labelled; more stand too close. */
const MOST_RUNS = 12;

const STYLE = `.dl-t{font:600 11px "IBM Plex Sans","Segoe UI",Arial,sans-serif;fill:#1a1c1f}.dl-s{font:9px "IBM Plex Sans","Segoe UI",Arial,sans-serif;fill:#55585d}.dl-r{stroke:#b9b9b2;fill:none}.dl-g{stroke:#e2e2dd;fill:none}.dl-i{stroke:#1a1c1f;fill:none;stroke-dasharray:2 2}.dl-m{fill:#1a1c1f}.dl-d{font:600 8px "IBM Plex Sans",Arial,sans-serif;fill:#fff;text-anchor:middle}.dl-overbilled{fill:#d05200}.dl-underbilled{fill:#0072b2}.dl-missing{fill:#419fdb}.dl-orphan{fill:#d99200}.dl-wrongPlan{fill:#c673a2}@media screen and (prefers-color-scheme:dark){.dl-t{fill:#eeeeea}.dl-s{fill:#bfc1c2}.dl-r{stroke:#4a4e55}.dl-g{stroke:#2a2d31}.dl-i{stroke:#eeeeea}.dl-m{fill:#eeeeea}.dl-d{fill:#141517}}`;

const pixel = (value: number): string => String(Math.round(value * 10) / 10);

/** Users who differ in any way, sample by sample. */
export const totalAt = ({ byKind }: Samples, n: number): number =>
  byKind.reduce((sum, counts) => sum + (counts[n] ?? 0), 0);

interface Scale {
  readonly x: (time: number) => number;
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly start: number;
}

/** The samples that are drawn. */
function within({ times, byKind }: Samples, { from, to }: Scale): Samples {
  const kept = Array.from(times.keys()).filter((n) => (times[n] as number) >= from && (times[n] as number) <= to);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (n) => column[n] as number);
  return { times: pick(times), byKind: byKind.map(pick) };
}

/** Marks that would lie over each other stand side by side. */
function marksOf(marks: readonly IncidentMark[], { x }: Scale, y: number): string {
  let last = Number.NEGATIVE_INFINITY;
  return marks
    .map((mark, n) => ({ ...mark, number: n + 1 }))
    .filter(({ time }) => time !== null)
    .sort((a, b) => (a.time as number) - (b.time as number) || a.number - b.number)
    .map(({ time, number, title, words }) => {
      const at = x(time as number);
      const cx = Math.max(at, last + 12.5);
      last = cx;
      return `<g><title>${escaped(countsOfOneRun(lengthsOfOneRun(`${title}: ${words}`)))}</title><path class="dl-r" d="M${pixel(at)} ${y - MARKS - PLOT + 2}V${y - 12}L${pixel(cx)} ${y - 6}"/><circle class="dl-m" cx="${pixel(cx)}" cy="${y - 6}" r="5.5"/><text class="dl-d" x="${pixel(cx)}" y="${y - 3}">${number}</text></g>`;
    })
    .join('');
}

const runWords = ({ wrong, missed }: InvoiceRun): string =>
  [
    ...(wrong > 0 ? [`${countOfOneRun(wrong)} wrong`] : []),
    ...(missed > 0 ? [`${countOfOneRun(missed)} missed`] : []),
  ].join(', ');

function runsOf(lane: DrawnLane, { x, from, to }: Scale, y: number): string {
  const shown = lane.invoiceRuns.filter(({ time }) => time >= from && time <= to);
  const labelled = shown.filter((run) => runWords(run) !== '').slice(0, MOST_RUNS);
  let free = lane.title.length * LETTER + 12;
  const labels = labelled.map((run) => {
    const words = runWords(run);
    const width = words.length * 4.6;
    const at = Math.max(free, Math.min(x(run.time) + 2, WIDTH - RIGHT - width));
    if (at > Math.min(x(run.time) + ASIDE, WIDTH - RIGHT - width + 1)) return '';
    free = at + width + 8;
    return `<text class="dl-s" x="${pixel(at)}" y="${y + 12}">${escaped(words)}</text>`;
  });
  return `${shown.map(({ time }) => `<path class="dl-i" d="M${pixel(x(time))} ${y + HEAD - 2}V${y + HEAD + PLOT}"/>`).join('')}${labels.join('')}`;
}

function laneOf(lane: DrawnLane, scale: Scale, n: number): string {
  const y = n * LANE;
  const bottom = y + HEAD + PLOT;
  const { bands } = stacked(within(lane.samples, scale), scale.x, (count) => bottom - (count / scale.top) * PLOT);
  return [
    `<text class="dl-t" x="0" y="${y + 12}">${escaped(lane.title)}</text>`,
    `<text class="dl-s" x="${LEFT - 4}" y="${bottom - PLOT + 7}" text-anchor="end">${numberText(scale.top)}</text>`,
    `<path class="dl-g" d="M${LEFT} ${bottom - PLOT}H${WIDTH - RIGHT}"/>`,
    ...bands.map(({ kind, area }) => `<path class="dl-${kind}" d="${area}"/>`),
    runsOf(lane, scale, y),
    `<path class="dl-r" d="M${LEFT} ${bottom}H${WIDTH - RIGHT}"/>`,
    lane.marks === null ? '' : marksOf(lane.marks, scale, y + LANE),
  ].join('');
}

/** What of the runs is shown: from a little before the first mark to the end, microseconds. */
export function shownSpan(lanes: readonly DrawnLane[]): { readonly from: number; readonly to: number } {
  const to = Math.max(1, ...lanes.map(({ end }) => end));
  const begins = Math.min(
    to,
    ...lanes.flatMap(({ marks }) => (marks ?? []).flatMap(({ time }) => (time === null ? [] : [time]))),
  );
  return { from: begins === to ? 0 : Math.max(0, begins - (to - begins) / 20), to };
}

function scaleOf(lanes: readonly DrawnLane[], start: string): Scale {
  const { from, to } = shownSpan(lanes);
  const peak = Math.max(1, ...lanes.flatMap(({ samples }) => Array.from(samples.times, (_, n) => totalAt(samples, n))));
  return {
    x: (time) => LEFT + ((time - from) / (to - from)) * (WIDTH - LEFT - RIGHT),
    from,
    to,
    top: roundTop(peak),
    start: clockStart(start),
  };
}

function footOf(lanes: readonly DrawnLane[], { x, from, to, start }: Scale): string {
  const y = lanes.length * LANE;
  const ticks = timeTicks(start, from, to, 8).map(
    ({ time, label }) =>
      `<text class="dl-s" x="${pixel(x(time))}" y="${y + 12}" text-anchor="middle">${escaped(label)}</text>`,
  );
  const shown = kinds.filter(({ index }) =>
    lanes.some(({ samples }) => samples.byKind[index]?.some((count) => count > 0)),
  );
  const key = shown.map(
    ({ kind, title }, n) =>
      `<rect class="dl-${kind}" x="${LEFT + n * 88}" y="${y + 20}" width="9" height="9"/><text class="dl-s" x="${LEFT + n * 88 + 13}" y="${y + 28}">${escaped(title)}</text>`,
  );
  const marks = Object.values(MARK_TITLES).map((title, n) => `${n + 1} ${title.toLowerCase()}`);
  const left = LEFT + shown.length * 88;
  return `${ticks.join('')}${key.join('')}<text class="dl-s" x="${left}" y="${y + 28}">${escaped(marks.join(' · '))} · dashed: invoice runs</text>`;
}

const described = (lanes: readonly DrawnLane[], { start }: Scale): string =>
  lanes
    .map(({ title, marks }) => {
      const told = (marks ?? []).map(
        ({ title: name, time, words }) =>
          `${name.toLowerCase()} ${time === null ? countsOfOneRun(words) : momentText(start, time, 'minute')}`,
      );
      return `${title}: ${told.length === 0 ? 'nothing breaks' : told.join(', ')}.`;
    })
    .join(' ');

/** The picture as SVG. `start`: what the clock shows at time 0. */
export function lanesPicture(lanes: readonly DrawnLane[], start: string): string {
  const scale = scaleOf(lanes, start);
  const height = lanes.length * LANE + FOOT;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="dl-name dl-told"><title id="dl-name">Divergent users in every lane</title><desc id="dl-told">${escaped(described(lanes, scale))}</desc><style>${STYLE}</style>${lanes.map((lane, n) => laneOf(lane, scale, n)).join('')}${footOf(lanes, scale)}</svg>`;
}
