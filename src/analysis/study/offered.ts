// Which of a scenario's values may be varied in a study, in words, each with a range that makes sense to begin with: the scenario's own
// where it names one, else around what stands there.
import {
  DAY,
  type FaultSpec,
  faults,
  findEntry,
  formatDuration,
  HOUR,
  type LeafShape,
  MINUTE,
  type Parameter,
  parseDuration,
  type Scenario,
  SECOND,
} from '../../engine/index.ts';
import { settables, valueAt } from '../design.ts';
import { valueWords } from '../words.ts';
import type { VaryAsked } from './vary.ts';

export interface StudyOffer extends VaryAsked {
  /** What it belongs to: a fault's title, a section. */
  readonly group: string;
  /** What it is called there. */
  readonly name: string;
  /** Both, as it stands on an axis or in a sentence. */
  readonly title: string;
  readonly summary: string;
  /** What stands there now, in words. */
  readonly now: string;
  /** Whether the scenario itself says that it is not known, and between which values. */
  readonly unknown: boolean;
}

const NUMERIC: ReadonlySet<string> = new Set(['duration', 'rate', 'share', 'number', 'integer']);

/** Moments of the day's plan: they are varied towards later, and not to a multiple. */
const isMoment = (path: string): boolean => /(?:\.at|startsAt)$/.test(path);

type Ends = readonly [from: string, to: string];

/** Times that people say: 15m, 2h, not 17m. */
const ROUND: readonly number[] = [
  ...[0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 20, 30, 45].map((n) => n * MINUTE),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12].map((n) => n * HOUR),
  ...[1, 2, 3, 5, 7, 14, 30, 60, 90, 180, 365].map((n) => n * DAY),
];

const nearestRound = (time: number): number =>
  ROUND.reduce((best, each) => (Math.max(each / time, time / each) < Math.max(best / time, time / best) ? each : best));

/** A path that says `none` has no value around which to look. */
const UNSET: Ends = ['10m', '4h'];

function durationEnds(path: string, now: number | undefined, { length }: Scenario): Ends | undefined {
  // A moment that is in no file follows from others.
  if (now === undefined) return isMoment(path) ? undefined : UNSET;
  if (isMoment(path)) {
    const last = Math.min(now + 4 * HOUR, (parseDuration(length) ?? DAY) - HOUR);
    const ends = last > now ? [now, last] : [Math.max(0, now - HOUR), now];
    return ends.map(formatDuration) as [string, string];
  }
  if (now === 0) return ['0s', '10m'];
  return [formatDuration(nearestRound(now / 4)), formatDuration(nearestRound(now * 2))];
}

const short = (value: number): string => String(Number(value.toPrecision(2)));

function numberEnds(shape: { readonly type: string; readonly min?: number; readonly max?: number }, now: number): Ends {
  if (shape.type === 'share') return now === 1 ? ['0.1', '1'] : ['0', short(Math.min(1, Math.max(2 * now, 0.1)))];
  const { min = 0, max = Number.POSITIVE_INFINITY } = shape;
  if (shape.type === 'number') return now === 0 ? ['0', '10'] : [short(Math.max(min, now / 2)), short(now * 2)];
  const low = Math.max(min, now === 0 ? 0 : Math.ceil(now / 2));
  return [String(low), String(Math.min(max, Math.max(now * 2, low + 4)))];
}

function rateEnds(now: string): Ends {
  const [count = '0', unit = 'h'] = now.split('/');
  const value = Number(count);
  return value === 0 ? [`0/${unit}`, `1/${unit}`] : [`${short(value / 4)}/${unit}`, `${short(value * 2)}/${unit}`];
}

/** Between what it is proposed to be varied; undefined where nothing can be proposed. */
function endsOf(shape: LeafShape | Parameter, path: string, now: unknown, scenario: Scenario): Ends | undefined {
  const range = scenario.ranges[path];
  if (range !== undefined) {
    const [low, high] = range;
    return typeof low === 'object' ? undefined : [String(low), String(high)];
  }
  if (shape.type === 'duration') return durationEnds(path, parseDuration(String(now)), scenario);
  if (shape.type === 'rate') return typeof now === 'string' && now.includes('/') ? rateEnds(now) : undefined;
  return typeof now === 'number' ? numberEnds(shape as { type: string; min?: number }, now) : undefined;
}

/** About so many values are proposed. */
const STEPS = 8;

/** So many steps that values fall on round times, or on whole numbers. */
function stepsOf([from, to]: Ends, type: string): number {
  const [low, high] = [parseDuration(from), parseDuration(to)];
  const counts = [8, 9, 7, 10, 6, 11, 5, 12, 13];
  if (low !== undefined && high !== undefined) {
    const span = high - low;
    const unit = [HOUR, 30 * MINUTE, 15 * MINUTE, 5 * MINUTE, MINUTE, 10 * SECOND, SECOND].find(
      (each) => span >= 5 * each,
    );
    return counts.find((count) => (span / (count - 1)) % (unit ?? 1) === 0) ?? STEPS;
  }
  const span = Number.parseFloat(to) - Number.parseFloat(from);
  if (type !== 'integer')
    return counts.find((count) => Number(((100 * span) / (count - 1)).toFixed(6)) % 1 === 0) ?? STEPS;
  return counts.find((count) => span % (count - 1) === 0) ?? Math.max(2, Math.min(STEPS, span + 1));
}

const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

type Named = Pick<StudyOffer, 'path' | 'group' | 'name' | 'title' | 'summary'>;

function offerOf(shape: LeafShape | Parameter, named: Named, scenario: Scenario): StudyOffer | undefined {
  if (!NUMERIC.has(shape.type)) return undefined;
  const now = valueAt(scenario, named.path) ?? shape.default;
  const ends = now === undefined ? undefined : endsOf(shape, named.path, now, scenario);
  // What is too small to be written without an exponent is no value that people type.
  if (ends === undefined || ends[0] === ends[1] || ends.some((end) => end.includes('e'))) return undefined;
  const unknown = scenario.ranges[named.path] !== undefined;
  return { ...named, from: ends[0], to: ends[1], steps: stepsOf(ends, shape.type), now: valueWords(now), unknown };
}

const TIMES = {
  at: { type: 'duration', summary: 'When it begins.', verb: 'begins at' },
  for: { type: 'duration', summary: 'How long it lasts.', verb: 'lasts' },
} as const;

/** What may be varied of one of the scenario's faults. */
function ofFault(spec: FaultSpec, n: number, scenario: Scenario): readonly (StudyOffer | undefined)[] {
  const entry = findEntry(faults, spec.fault);
  if (entry === undefined) return [];
  const twins = scenario.faults.filter(({ fault }) => fault === spec.fault);
  const group = twins.length === 1 ? entry.title : `${entry.title} ${twins.indexOf(spec) + 1}`;
  const parameters = Object.entries(entry.parameters);
  return [
    ...(['for', 'at'] as const)
      .filter((key) => parseDuration(String(spec[key])) !== undefined)
      .map((key) => {
        const { verb, summary } = TIMES[key];
        return offerOf(
          TIMES[key],
          { path: `faults.${n}.${key}`, group, name: verb, title: `${group} ${verb}`, summary },
          scenario,
        );
      }),
    ...parameters.map(([key, parameter]) => {
      const name = words(key);
      const named = { path: `faults.${n}.${key}`, group, name, title: `${group}, ${name}`, summary: parameter.summary };
      return offerOf(parameter, named, scenario);
    }),
  ];
}

/** The moment at which a strategy fills an empty copy is one with the service's beginning: neither can be moved alone. */
const isSeeding = (path: string, { repair, billing }: Scenario): boolean =>
  (path === 'repair.at' || path === 'billing.startsAt') && billing.seed === 'none' && repair.at === billing.startsAt;

/** All that can be varied: what is not known first, then the faults, then what else the scenario has, section by section. */
export function offersOf(scenario: Scenario): readonly StudyOffer[] {
  const own = [
    ...scenario.faults.flatMap((spec, n) => ofFault(spec, n, scenario)),
    ...settables
      .filter(({ path }) => !isSeeding(path, scenario))
      .map(({ path, section, shape }) => {
        const group = capital(words(section.split('.').join(', ')));
        const name = words(path.slice(section.length + 1));
        return offerOf(shape, { path, group, name, title: `${group}, ${name}`, summary: shape.summary }, scenario);
      }),
  ].filter((offer) => offer !== undefined);
  return [...own.filter(({ unknown }) => unknown), ...own.filter(({ unknown }) => !unknown)];
}
