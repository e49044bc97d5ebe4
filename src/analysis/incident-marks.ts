// The timeline of an incident in one lane: when it broke, was noticed, was fixed, was mended, and when the money was back; and how far
// apart these are, in words. It reads the facts of a run that has ended and draws nothing.
import { findEntry, HOUR, MINUTE, measureOf, SECOND, strategies } from '../engine/index.ts';
import { lengthText } from './clock.ts';
import { counted } from './numbers.ts';
import type { RunFacts } from './record/facts.ts';

type MarkId = 'broken' | 'noticed' | 'fixed' | 'mended' | 'money';

export interface IncidentMark {
  readonly id: MarkId;
  readonly title: string;
  /** Microseconds; null where it never came to that, or there was nothing of it. */
  readonly time: number | null;
  /** How long after the one before, or why there is no time. */
  readonly words: string;
}

type Known = Pick<
  RunFacts,
  'spec' | 'result' | 'faults' | 'phases' | 'samples' | 'repairAt' | 'endedAt' | 'length' | 'startsAt'
>;

export const MARK_TITLES: Readonly<Record<MarkId, string>> = {
  broken: 'Broken',
  noticed: 'Noticed',
  fixed: 'Fixed',
  mended: 'Mended',
  money: 'Money back',
};

/** A handful of users is always on its way. */
const FEW = 3;

/** Users who differed in any way, sample by sample. */
const totalAt = ({ byKind }: RunFacts['samples'], n: number): number =>
  byKind.reduce((sum, counts) => sum + (counts[n] ?? 0), 0);

/** From when on no more users are wrong than in the hour before it broke; null: never, as far as the run goes. Exact to a sample. */
function mendedAt({ samples, faults, startsAt }: Known, broken: number): number | null {
  const { times } = samples;
  const from = Math.max(startsAt, broken - HOUR);
  let usual = FEW;
  let last = -1;
  for (let n = 0; n < times.length; n++) {
    const time = times[n] as number;
    if (time >= from && time <= broken) usual = Math.max(usual, 2 * totalAt(samples, n));
    if (time > broken && totalAt(samples, n) > usual) last = n;
  }
  if (last < 0) return Math.max(broken, ...faults.map(({ until }) => until));
  const next = times[last + 1];
  return next === undefined ? null : next;
}

/** When the last invoice was credited, and how many are wrong and not credited. */
function moneyOf({ phases, result }: Known): {
  readonly at: number | null;
  readonly open: number;
  readonly wrong: number;
} {
  const wrong = Number(measureOf(result.measures, 'invoices.wrong'));
  const credited = Number(measureOf(result.measures, 'invoices.credited'));
  const titles = new Set(stepTitles('credit-notes'));
  const ends = phases.filter(({ name }) => titles.has(name)).map(({ to }) => to ?? Number.POSITIVE_INFINITY);
  const at = credited > 0 && ends.length > 0 ? Math.max(...ends) : null;
  return { at: at === Number.POSITIVE_INFINITY ? null : at, open: wrong - credited, wrong };
}

function stepTitles(strategy: string): readonly string[] {
  const states = findEntry(strategies, strategy)?.machine.states ?? {};
  return Object.values(states).flatMap(({ meta }) => {
    const title = (meta as { readonly title?: string } | undefined)?.title;
    return title === undefined ? [] : [title];
  });
}

/** How long one mark is behind another. */
const after = (time: number, before: number, since: string): string =>
  time <= before ? 'at the same moment' : `${lengthText(rounded(time - before))} after ${since}`;

/** Marks are told to the minute where it is hours. */
const rounded = (length: number): number => (length >= HOUR ? Math.round(length / MINUTE) * MINUTE : length);

const secondsOf = (facts: Known, id: string): number | null => {
  const value = measureOf(facts.result.measures, id);
  return typeof value === 'number' ? Math.round(value * SECOND) : null;
};

/** The five marks, in their order; null of a run in which nothing breaks. */
export function incidentMarks(facts: Known): readonly IncidentMark[] | null {
  const end = Math.max(facts.length, facts.endedAt);
  const begun = facts.faults.filter(({ at, until }) => at <= end && until > at);
  if (begun.length === 0) return null;
  const broken = Math.min(...begun.map(({ at }) => at));
  const noticedAfter = secondsOf(facts, 'incident.noticedAfter');
  const endedAfter = secondsOf(facts, 'incident.endedAfter');
  const given = facts.spec.scenario.detection.by === 'given';
  // Where the file says when the repair begins, it has been noticed by then.
  const noticed = noticedAfter !== null ? broken + noticedAfter : given ? facts.repairAt : null;
  const fixed = endedAfter === null ? null : broken + endedAfter;
  const mended = mendedAt(facts, broken);
  const money = moneyOf(facts);
  const mark = (id: MarkId, time: number | null, words: string): IncidentMark => ({
    id,
    title: MARK_TITLES[id],
    time,
    words,
  });
  return [
    mark('broken', broken, begun.length === 1 ? (begun[0]?.title ?? '') : counted(begun.length, 'fault')),
    mark(
      'noticed',
      noticed,
      noticed === null
        ? 'never'
        : `${noticedAfter === null ? 'at the latest, when the repair begins: ' : ''}${after(noticed, broken, 'it broke')}`,
    ),
    mark('fixed', fixed, fixed === null ? 'never' : fixedWords(fixed, broken, noticed)),
    mark(
      'mended',
      mended,
      mended === null ? stillWrong(facts) : after(mended, fixed ?? broken, fixed === null ? 'it broke' : 'that'),
    ),
    mark('money', money.at, moneyWords(money, mended ?? fixed ?? broken)),
  ];
}

function fixedWords(fixed: number, broken: number, noticed: number | null): string {
  return noticed !== null && noticed <= fixed ? after(fixed, noticed, 'that') : after(fixed, broken, 'it broke');
}

function stillWrong({ result }: Known): string {
  const left = Number(measureOf(result.measures, 'divergent.settled'));
  return left > 0 ? `never: ${counted(left, 'user')} ${left === 1 ? 'is' : 'are'} still wrong` : 'only at the end';
}

function moneyWords({ at, open, wrong }: ReturnType<typeof moneyOf>, before: number): string {
  if (wrong === 0) return 'nothing to give back: no invoice was wrong';
  const rest = `${counted(open, 'wrong invoice')} ${open === 1 ? 'stays' : 'stay'}`;
  if (at === null) return `never: ${rest}`;
  return `${after(at, before, 'that')}${open > 0 ? `, but ${rest}` : ''}`;
}
