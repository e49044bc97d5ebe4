// Verdicts as they stand beside each other: a lane that came out as another did says so, and what it took to come out no better.
// What a lane's own verdict says is computed with its run.
import { measureOf, type VariantResult } from '../engine/index.ts';
import { counted, numberText } from './numbers.ts';

/** So many characters are read at a glance. */
const GLANCE = 90;

const sentencesOf = (verdict: string): readonly string[] => verdict.split(/(?<=\.) (?=[A-Z0-9])/);

/** What a repair asked too much of, without how much. */
const OVERRAN = /It ((?:published|asked) faster than [^:]+):/;

/**
 * As many sentences of a verdict as fit into so many characters: the first, and those behind it that do. That others were asked too much is
 * told before the rest.
 */
export function atAGlance(verdict: string, most = GLANCE): string {
  const [, overran] = OVERRAN.exec(verdict) ?? [];
  if (overran !== undefined && verdict.length > most) return `${/^[^,;.]*/.exec(verdict)?.[0] ?? ''}; ${overran}.`;
  let shown = '';
  for (const sentence of sentencesOf(verdict)) {
    const longer = shown === '' ? sentence : `${shown} ${sentence}`;
    if (shown !== '' && longer.length > most) break;
    shown = longer;
  }
  return shown.replace(/\d{5,}/g, (digits) => numberText(Number(digits)));
}

/** What a lane left and what it billed. */
const CAME_OUT = [
  ...['settled', 'overbilled', 'underbilled', 'missing', 'orphan', 'wrongPlan', 'harmPerRun'].map(
    (name) => `divergent.${name}`,
  ),
  ...['sent', 'wrong', 'missed', 'late', 'blocked', 'credited'].map((name) => `invoices.${name}`),
];

const number = ({ measures }: VariantResult, id: string): number => Number(measureOf(measures, id) ?? 0);

const handsOn = (lane: VariantResult): number =>
  number(lane, 'repair.handsOnMinutes.user') + number(lane, 'repair.handsOnMinutes.billing');

const load = (lane: VariantResult): number =>
  number(lane, 'repair.messages') + number(lane, 'repair.apiCalls') + number(lane, 'repair.replayed');

const isIdle = (lane: VariantResult): boolean => handsOn(lane) + load(lane) === 0;

const alike = (a: VariantResult, b: VariantResult): boolean =>
  CAME_OUT.every((id) => measureOf(a.measures, id) === measureOf(b.measures, id));

const identical = (a: VariantResult, b: VariantResult): boolean =>
  JSON.stringify(a.measures) === JSON.stringify(b.measures);

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function verdictAmong(lane: VariantResult, before: readonly VariantResult[], all: readonly VariantResult[]): string {
  const [why = ''] = sentencesOf(lane.verdict);
  if (why.startsWith('Cannot')) return lane.verdict;
  const twin = before.find((other) => identical(other, lane));
  if (twin !== undefined) return `As ${twin.title}, in every number.`;
  if (number(lane, 'divergent.settled') === 0 || isIdle(lane)) return lane.verdict;
  const idle = all.find((other) => other !== lane && isIdle(other) && alike(other, lane));
  if (idle === undefined) return lane.verdict;
  const minutes = handsOn(lane);
  const took =
    minutes > 0 ? `${numberText(minutes)} min of work` : counted(load(lane), 'call or message', 'calls or messages');
  const cause = (why.split(';')[0] ?? '').replace(/\.$/, '');
  return [`As ${idle.title}, for ${took}: ${lower(cause)}.`, ...ownOf(lane, idle)].join(' ');
}

/** Sentences about a repair itself, and not about what it came to: what it asked too much of, for whom it waited. */
const OF_ITSELF = /^It (?:published|asked|waited) /;

/** What of that is said of a lane and not of another. */
function ownOf({ verdict }: VariantResult, other: VariantResult): readonly string[] {
  const said = sentencesOf(other.verdict);
  return sentencesOf(verdict)
    .slice(1)
    .filter((sentence) => OF_ITSELF.test(sentence) && !said.includes(sentence));
}

/** The verdict of each lane, in order. */
export const verdictsOf = (lanes: readonly VariantResult[]): readonly string[] =>
  lanes.map((lane, n) => verdictAmong(lane, lanes.slice(0, n), lanes));
