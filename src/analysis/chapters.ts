// The chapters of a day, from facts: when each fault begins, the first invoice run that went wrong, the repair, what machines do, where
// a surprise shows, and the rest. Of what nobody has seen only what is planned is among them. It knows no page.
import { duration, strategyTitle, surprises } from '../engine/index.ts';
import { clockStart, clockText } from './clock.ts';
import { isMachine, overAt } from './pace.ts';
import { repairDue } from './planned.ts';
import type { RunFacts } from './record/facts.ts';

/** Where a chapter is seen best. */
type ChapterPanel = 'topology' | 'users' | 'timeline';

export interface Chapter {
  /** Microseconds. */
  readonly time: number;
  readonly words: string;
  /** The panel it is about; null: none more than the others. */
  readonly panel: ChapterPanel | null;
}

/** As many as there are keys for them. */
const MOST_CHAPTERS = 9;
/** Names of steps that begin at one moment, before the rest is counted. */
const MOST_NAMES = 2;

function faultChapters(lanes: readonly RunFacts[]): readonly Chapter[] {
  const times = new Map<number, Set<string>>();
  for (const { faults } of lanes)
    for (const { at, title } of faults) times.set(at, (times.get(at) ?? new Set()).add(title));
  return [...times].map(([time, titles]) => ({ time, words: together([...titles]), panel: 'topology' }));
}

const together = (names: readonly string[]): string => {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
};

/** The first invoice run of any lane, once something has begun, in which somebody was billed wrongly or missed. */
function firstWrongRun(lanes: readonly RunFacts[], begun: number): readonly Chapter[] {
  const times = lanes.flatMap(({ invoiceRuns }) =>
    invoiceRuns.filter(({ time, wrong, missed }) => time > begun && wrong + missed > 0).map(({ time }) => time),
  );
  const time = Math.min(...times);
  const start = lanes[0]?.spec.scenario.start;
  if (start === undefined || !Number.isFinite(time)) return [];
  return [{ time, words: `${clockText(clockStart(start), time, 'minute')} invoices`, panel: 'timeline' }];
}

const procedureOf = ({ spec: { variant } }: RunFacts): string =>
  typeof variant.strategy === 'string' ? strategyTitle(variant.strategy) : variant.title;

/** One lane’s repair is called by its strategy. */
function repairChapters(lanes: readonly RunFacts[]): readonly Chapter[] {
  const times = new Set(lanes.flatMap(({ repairAt }) => repairAt ?? []));
  const [only] = lanes;
  const words = lanes.length === 1 && only !== undefined ? procedureOf(only) : 'Repair begins';
  return [...times].map((time) => ({ time, words, panel: 'timeline' }));
}

function machineChapters(lanes: readonly RunFacts[]): readonly Chapter[] {
  const begun = new Map<number, Set<string>>();
  for (const { phases, seeding } of lanes)
    for (const phase of [...seeding, ...phases].filter(isMachine))
      begun.set(phase.from, (begun.get(phase.from) ?? new Set()).add(phase.name));
  return [...begun].map(([time, names]) => ({ time, words: together([...names]), panel: 'users' }));
}

/** Where a bundled scenario shows what people do not expect: a question, which tells nothing. */
const lookChapters = ([lane]: readonly RunFacts[]): readonly Chapter[] =>
  surprises
    .flatMap(({ scenario, look }) => (look !== undefined && scenario === lane?.spec.scenario.id ? [look] : []))
    .map(({ at, words }): Chapter => ({ time: duration(at), words, panel: null }))
    .filter(({ time }) => time <= (lane?.length ?? 0));

/** What is known before anything is played: faults, questions, and a repair that nobody has to call for first. */
const plannedChapters = (lanes: readonly RunFacts[]): readonly Chapter[] => [
  ...faultChapters(lanes),
  ...lookChapters(lanes),
  ...repairChapters(lanes.map((lane) => ({ ...lane, repairAt: repairDue(lane) }))),
];

/** In order, as many as have a key. `until`: the furthest moment that may be told, microseconds. */
export function chaptersOf(lanes: readonly RunFacts[], until: number): readonly Chapter[] {
  const planned = plannedChapters(lanes);
  const begun = Math.min(...planned.map(({ time }) => time));
  const over = overAt(lanes);
  const end = Math.max(0, ...lanes.map(({ length }) => length));
  const found = [
    ...repairChapters(lanes),
    ...firstWrongRun(lanes, begun),
    ...machineChapters(lanes),
    ...(over < end ? [{ time: over, words: 'The rest of the day', panel: null }] : []),
  ].filter(({ time }) => time <= until);
  const all = [...planned, ...found].sort((a, b) => a.time - b.time);
  return all
    .filter(({ time, words }, n) => all.findIndex((each) => each.time === time && each.words === words) === n)
    .slice(0, MOST_CHAPTERS);
}
