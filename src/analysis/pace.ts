// The pace of events: how much virtual time a second on the wall shows, from what happens in the runs that are shown. A machine at work
// gets about six seconds, an invoice run is held, quiet time flies. The same stretches say how many pixels a stretched axis gives to a
// time, so that pixels and seconds are one function. It knows no clock and no page; the player eases from rate to rate.
import { firstWhere, HOUR, MINUTE, SECOND } from '../engine/index.ts';
import { endOf, runsDue } from './planned.ts';
import type { RunFacts } from './record/facts.ts';

/** `over`: nothing is left to happen but further invoice runs. */
type StretchKind = 'quiet' | 'people' | 'fault' | 'machine' | 'run' | 'over';

/** A part of virtual time that is shown at one rate. Times are microseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Microseconds of virtual time to one second on the wall. */
  readonly rate: number;
  readonly kind: StretchKind;
}

/** What of a run decides its pace. */
export type Course = Pick<
  RunFacts,
  'spec' | 'length' | 'endedAt' | 'startsAt' | 'repairAt' | 'faults' | 'phases' | 'seeding' | 'totals'
>;

const MILLISECOND = SECOND / 1000;
/** A run of this length and longer goes at the rates below; a shorter one at as much less. */
const FULL = 12 * HOUR;
const QUIET = 15 * MINUTE;
const BEFORE_FAULT = 30 * SECOND;
const FAULT_BEGINS = 10 * SECOND;
const FAULT = 5 * MINUTE;
const OVER = HOUR;
/** How long before a fault, and from its beginning, one looks closely. */
const CLOSE = MINUTE;
/** Seconds on the wall that a machine's phase takes at most and at least; between them it is shown as it happens. */
const MACHINE = { most: 6, least: 2 } as const;
/** Seconds that nothing but a fault, quiet time, or the rest of a run take at most, however long they are. */
const MOST = { fault: 14, quiet: 12, over: 10 } as const;
/** An invoice run is held so many seconds, and all runs together so many. */
const HELD = { each: 0.9, all: 30, least: 0.1 } as const;
/** Virtual time after an invoice run that its hold takes. */
export const HOLD = 0.9 * SECOND;
/** The first run after all is over is waited for this long: it shows what was mended. */
const LAST_RUN = 2 * HOUR;
/** So many messages that wait when a fault ends are a backlog, and this share of them is what is left when it is gone. */
const BACKLOG = { many: 50, left: 0.02 } as const;

/** A phase in which a machine writes, and nobody has to do anything; one that is over at once shows nothing. */
export const isMachine = ({ team, handsOn, from, to }: Course['phases'][number]): boolean =>
  team !== 'none' && handsOn === 0 && to !== null && to - from >= MILLISECOND;

/** When the messages that a fault made wait have been worked off; its end where none do. Found in samples, so a little late. */
function workedOffAt({ totals: { times, backlog } }: Course, until: number): number {
  const first = times.findIndex((time) => time >= until);
  const waiting = first < 0 ? 0 : Math.max(backlog[first] ?? 0, backlog[first - 1] ?? 0);
  if (waiting < BACKLOG.many) return until;
  const gone = backlog.findIndex((count, n) => n >= first && count <= waiting * BACKLOG.left);
  return gone < 0 ? until : Math.max(until, times[gone] as number);
}

const isPeople = ({ handsOn }: Course['phases'][number]): boolean => handsOn > 0;

const work = ({ seeding, phases }: Course): Course['phases'] => [...seeding, ...phases];

/** When nothing is left to happen in a run but invoice runs, microseconds. */
function doneAt(course: Course): number {
  const end = endOf(course);
  const times = [
    course.startsAt,
    course.repairAt ?? 0,
    ...course.faults.map(({ at, until }) => (Number.isFinite(until) ? workedOffAt(course, until) : at + CLOSE)),
    ...work(course).flatMap(({ team, to }) => (team === 'none' ? [] : [to ?? end])),
  ];
  return Math.min(end, Math.max(...times));
}

/** When the first of what the runs are about begins. */
function beginsAt(courses: readonly Course[]): number {
  const times = courses.flatMap((course) => [
    ...course.faults.map(({ at }) => at),
    ...work(course).map(({ from }) => from),
    ...(course.repairAt === null ? [] : [course.repairAt]),
  ]);
  return Math.min(...times, ...(times.length === 0 ? [0] : []));
}

/** From when on nothing is left to happen in any of the runs, the invoice run that shows it included; the end where something always is. */
export function overAt(courses: readonly Course[]): number {
  const done = Math.max(0, ...courses.map(doneAt));
  const end = Math.max(0, ...courses.map(endOf));
  const next = Math.min(...courses.flatMap(({ spec }) => runsDue(spec.scenario).filter((time) => time > done)));
  return next - done <= LAST_RUN ? Math.min(end, next + HOLD) : done;
}

function faultStretches({ at, until }: Course['faults'][number], end: number, scale: number): readonly Stretch[] {
  const to = Math.min(end, Math.max(until, at + CLOSE * scale));
  const near = Math.min(to, at + CLOSE * scale);
  return [
    { from: Math.max(0, at - CLOSE * scale), to: at, rate: BEFORE_FAULT * scale, kind: 'quiet' as const },
    { from: at, to: near, rate: FAULT_BEGINS * scale, kind: 'fault' as const },
    { from: near, to, rate: Math.max(FAULT * scale, (to - near) / MOST.fault), kind: 'fault' as const },
  ];
}

function machineStretch(from: number, to: number): Stretch {
  const length = to - from;
  const seconds = Math.min(MACHINE.most, Math.max(MACHINE.least, length / SECOND));
  return { from, to, rate: length / seconds, kind: 'machine' };
}

/** Every invoice run while something is left to happen; none when there are too many to be held at all. */
function runStretches(courses: readonly Course[], begins: number, over: number): readonly Stretch[] {
  const all = new Set(courses.flatMap(({ spec }) => runsDue(spec.scenario)));
  const times = [...all].filter((time) => time >= begins && time < over).sort((a, b) => a - b);
  const held = Math.min(HELD.each, HELD.all / times.length);
  if (held < HELD.least) return [];
  return times.map((from, n) => {
    const length = Math.min(HOLD, ((times[n + 1] ?? Number.POSITIVE_INFINITY) - from) / 4);
    return { from, to: from + length, rate: length / held, kind: 'run' };
  });
}

/** What is in none of the stretches, between 0 and `end`. */
function gapsOf(stretches: readonly Stretch[], end: number): readonly (readonly [number, number])[] {
  const gaps: [number, number][] = [];
  let reached = 0;
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    if (from > reached) gaps.push([reached, from]);
    reached = Math.max(reached, to);
  }
  if (reached < end) gaps.push([reached, end]);
  return gaps;
}

const RANKS: readonly StretchKind[] = ['over', 'quiet', 'people', 'fault', 'machine', 'run'];

const stronger = (a: Stretch, b: Stretch): StretchKind =>
  RANKS.indexOf(a.kind) > RANKS.indexOf(b.kind) ? a.kind : b.kind;

/** The slowest of all at each moment, as few stretches as say it. */
function slowest(all: readonly Stretch[], end: number): readonly Stretch[] {
  const cuts = [...new Set([0, end, ...all.flatMap(({ from, to }) => [from, to])])]
    .filter((time) => time >= 0 && time <= end)
    .sort((a, b) => a - b);
  const found: Stretch[] = [];
  for (let n = 0; n + 1 < cuts.length; n++) {
    const [from, to] = [cuts[n] as number, cuts[n + 1] as number];
    let best: Stretch | undefined;
    for (const each of all)
      if (each.from <= from && each.to >= to)
        best =
          best === undefined ? each : { ...each, rate: Math.min(best.rate, each.rate), kind: stronger(best, each) };
    if (best === undefined) continue;
    const last = found[found.length - 1];
    if (last !== undefined && last.rate === best.rate && last.kind === best.kind)
      found[found.length - 1] = { ...last, to };
    else found.push({ ...best, from, to });
  }
  return found;
}

/** A fault with what is to be looked at around it, and the working off of what it made wait. */
function stretchesOf(course: Course, end: number, scale: number): readonly Stretch[] {
  const machines = work(course).filter(isMachine);
  return [
    ...course.faults.flatMap((fault) => faultStretches(fault, end, scale)),
    ...course.faults.flatMap(({ until }) => {
      const to = workedOffAt(course, until);
      return to > until ? [machineStretch(until, to)] : [];
    }),
    ...machines.map(({ from, to }) => machineStretch(from, to ?? from)),
  ];
}

/** A part of time in which no machine works and no fault is, told by whether people are at work. */
function quietStretches(from: number, to: number, people: Course['phases'], scale: number): readonly Stretch[] {
  const rate = Math.max(QUIET * scale, (to - from) / MOST.quiet);
  const atWork = people
    .map((phase) => ({
      from: Math.max(from, phase.from),
      to: Math.min(to, phase.to ?? to),
      rate,
      kind: 'people' as const,
    }))
    .filter((part) => part.to > part.from);
  const idle = gapsOf(atWork, to).filter(([, until]) => until > from);
  return [
    ...atWork,
    ...idle.map(([begins, until]) => ({ from: Math.max(from, begins), to: until, rate, kind: 'quiet' as const })),
  ];
}

/** The pace at which all these runs are shown together, from 0 to the end of the longest, without a gap. */
export function paceOf(courses: readonly Course[]): readonly Stretch[] {
  const end = Math.max(0, ...courses.map(endOf));
  if (end === 0) return [];
  const scale = Math.min(1, end / FULL);
  const over = overAt(courses);
  const eventful = courses.flatMap((course) => stretchesOf(course, over, scale));
  const rest: Stretch = { from: over, to: end, rate: Math.max(OVER * scale, (end - over) / MOST.over), kind: 'over' };
  const people = courses.flatMap((course) => work(course).filter(isPeople));
  const quiet = gapsOf([...eventful, rest], end).flatMap(([from, to]) => quietStretches(from, to, people, scale));
  return slowest([...eventful, ...runStretches(courses, beginsAt(courses), over), ...quiet, rest], end);
}

/** The stretch in which a moment lies; of the end, the last one. Undefined where there is none at all. */
export function stretchAt(stretches: readonly Stretch[], time: number): Stretch | undefined {
  return stretches[firstWhere(0, stretches.length - 1, (n) => (stretches[n] as Stretch).to > time)];
}

/** Seconds on the wall from 0 to `time`, easing left aside. Monotonous, so that it is a scale for pixels too. */
export function secondsTo(stretches: readonly Stretch[], time: number): number {
  let seconds = 0;
  for (const { from, to, rate } of stretches) {
    if (from >= time) break;
    seconds += (Math.min(to, time) - from) / rate;
  }
  return seconds;
}

/** The moment that is shown after so many seconds: the other way round. */
export function timeAfter(stretches: readonly Stretch[], seconds: number): number {
  let left = seconds;
  for (const { from, to, rate } of stretches) {
    const takes = (to - from) / rate;
    if (left <= takes) return from + Math.max(0, left) * rate;
    left -= takes;
  }
  return stretches[stretches.length - 1]?.to ?? 0;
}
