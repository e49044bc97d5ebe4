// The timeline of an incident in one lane: when it broke, was noticed, was fixed, was mended, and when the money was back; and how far
// apart these are, in words. It reads the facts of a run that has ended and draws nothing.
import { compileHours, HOUR, MINUTE, measureOf, type Phase, SECOND } from '../../engine/index.ts';
import { lengthText } from '../clock.ts';
import { counted } from '../numbers.ts';
import type { RunFacts } from '../record/facts.ts';

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
  'spec' | 'result' | 'faults' | 'phases' | 'samples' | 'repairAt' | 'endedAt' | 'length' | 'startsAt' | 'creditedAt'
>;

type Span = NonNullable<Phase['waits']>[number];

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
function moneyOf({ creditedAt, result }: Known): {
  readonly at: number | null;
  readonly open: number;
  readonly wrong: number;
} {
  const wrong = Number(measureOf(result.measures, 'invoices.wrong'));
  return { at: creditedAt, open: wrong - Number(measureOf(result.measures, 'invoices.credited')), wrong };
}

/** How long one mark is behind another, or before it. */
function after(time: number, before: number, since: string): string {
  if (time === before) return 'at the same moment';
  const apart = lengthText(rounded(Math.abs(time - before)));
  return `${apart} ${time > before ? 'after' : 'before'} ${since}`;
}

/** Marks are told to the minute where it is hours. */
const rounded = (length: number): number => (length >= HOUR ? Math.round(length / MINUTE) * MINUTE : length);

/** How much of a time nobody was at work who was waited for. */
const waitedWords = (waits: readonly Span[], from: number, to: number): string => {
  const sum = waits.reduce((all, wait) => all + Math.max(0, Math.min(wait.to, to) - Math.max(wait.from, from)), 0);
  return sum === 0 ? '' : `, ${lengthText(rounded(sum))} of it until people were at work`;
};

/** When nobody was at work who was to fix what lasts until it is fixed. */
function fixWaits({ spec: { scenario, inputs } }: Known, noticed: number, fixed: number): readonly Span[] {
  const all = [...scenario.faults, ...inputs.flatMap((input) => (input.kind === 'inject' ? input.fault : []))];
  if (!all.some((fault) => fault.for === 'until-fixed')) return [];
  return compileHours(scenario.people, scenario.start)?.closed({ from: noticed, to: fixed }) ?? [];
}

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
  const waits = facts.phases.flatMap((phase) => phase.waits ?? []);
  const before =
    mended !== null
      ? { time: mended, name: 'that' }
      : { time: fixed ?? broken, name: fixed === null ? 'it broke' : 'it was fixed' };
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
    mark('fixed', fixed, fixed === null ? 'never' : fixedWords(facts, fixed, broken, noticed)),
    mark(
      'mended',
      mended,
      mended === null
        ? stillWrong(facts)
        : `${after(mended, fixed ?? broken, fixed === null ? 'it broke' : 'that')}${waitedWords(waits, fixed ?? broken, mended)}`,
    ),
    mark('money', money.at, moneyWords(money, before, waits)),
  ];
}

function fixedWords(facts: Known, fixed: number, broken: number, noticed: number | null): string {
  if (noticed === null || noticed > fixed) return after(fixed, broken, 'it broke');
  return `${after(fixed, noticed, 'that')}${waitedWords(fixWaits(facts, noticed, fixed), noticed, fixed)}`;
}

function stillWrong({ result }: Known): string {
  const left = Number(measureOf(result.measures, 'divergent.settled'));
  return left > 0 ? `never: ${counted(left, 'user')} ${left === 1 ? 'is' : 'are'} still wrong` : 'only at the end';
}

function moneyWords(
  { at, open, wrong }: ReturnType<typeof moneyOf>,
  before: { readonly time: number; readonly name: string },
  waits: readonly Span[],
): string {
  if (wrong === 0) return 'nothing to give back: no invoice was wrong';
  const rest = `${counted(open, 'wrong invoice')} ${open === 1 ? 'stays' : 'stay'}`;
  if (at === null) return `never: ${rest}`;
  return `${after(at, before.time, before.name)}${waitedWords(waits, before.time, at)}${open > 0 ? `, but ${rest}` : ''}`;
}
