// What a decision comes to, in a few sentences made by rule from its numbers: repairs, then designs, then the year, then what would
// change it. It says nothing that does not follow from them.
import { numberText } from '../numbers.ts';
import type { LaneDecision } from './decision.ts';
import { carriedText, estimateText, halfOf } from './digits.ts';
import type { RankedLane } from './standings.ts';
import type { Frequency } from './yearly.ts';

const listed = (all: readonly string[], last: 'and' | 'or' = 'and'): string =>
  all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} ${last} ${all[all.length - 1]}`;

const quoted = (titles: readonly string[]): string => listed(titles.map((title) => `“${title}”`));

/** `once in 12 years`, `3.2 times a year`. */
export function frequencyText({ value }: Frequency): string {
  if (value === 0) return 'whenever it happens at all';
  if (value >= 0.95 && value < 1.05) return 'once a year';
  if (value >= 0.95) return `${carriedText(value, null)} times a year`;
  const years = 1 / value;
  return years >= 1.9 ? `once in ${carriedText(years, null)} years` : `once in ${carriedText(12 * years, null)} months`;
}

const isBetter = ({ versusIdle }: RankedLane): boolean =>
  versusIdle !== null && !versusIdle.equal && (versusIdle.mean ?? 0) < 0;

const isWorse = ({ versusIdle }: RankedLane): boolean =>
  versusIdle !== null && !versusIdle.equal && (versusIdle.mean ?? 0) > 0;

const costText = ({ currency }: LaneDecision, { cost }: RankedLane): string => `${estimateText(cost)} ${currency}`;

function aboutRepairs(decision: LaneDecision): readonly string[] {
  const { standings, designs, idle, seeds } = decision;
  const nothing = standings.find(({ id }) => id === idle.id);
  const repairs = standings.filter(({ id }) => id !== idle.id && !designs.includes(id));
  if (nothing === undefined || repairs.length === 0) return [];
  const [best, ...others] = repairs.filter(isBetter);
  if (best === undefined) {
    const worse = repairs.filter(isWorse).map(({ title }) => title);
    const equal = repairs.filter((repair) => !isWorse(repair)).map(({ title }) => title);
    return [
      `No repair is cheaper than “${idle.title}” (${costText(decision, nothing)}).`,
      ...(equal.length > 0
        ? [`${quoted(equal)} ${equal.length === 1 ? 'costs' : 'cost'} the same, as far as can be told.`]
        : []),
      ...(worse.length > 0
        ? [
            `${quoted(worse)} ${worse.length === 1 ? 'costs' : 'cost'} more and ${worse.length === 1 ? 'changes' : 'change'} too little.`,
          ]
        : []),
    ];
  }
  const alike = others.filter(({ place }) => place === best.place).map(({ title }) => title);
  const also = alike.length > 0 ? `, as ${alike.length === 1 ? 'does' : 'do'} ${quoted(alike)}` : '';
  const spared = Math.abs(best.versusIdle?.mean ?? 0);
  const half = best.versusIdle === null ? null : halfOf(best.versusIdle);
  return [
    `Of the repairs have “${best.title}” ready: it costs ${costText(decision, best)}${also}, ${carriedText(spared, half)} less than “${idle.title}”${seeds > 1 ? ` on average over ${seeds} seeds` : ''}.`,
  ];
}

function aboutDesigns(decision: LaneDecision): readonly string[] {
  const { standings, designs, idle } = decision;
  const plainBest = standings.find(({ id }) => !designs.includes(id));
  const own = standings.filter(({ id }) => designs.includes(id) && id !== idle.id);
  if (own.length === 0 || plainBest === undefined) return [];
  const better = own.filter(({ place }) => place < plainBest.place);
  if (better.length === 0) return ['No other design of those compared makes the incident cheaper than that.'];
  const told = better.slice(0, 3).map((each) => `“${each.title}” (${costText(decision, each)})`);
  const others = better.length > 3 ? [`${better.length - 3} more`] : [];
  return [
    `Recommended, since it makes the incident cheaper than any repair of the present design: ${listed([...told, ...others], 'or')}.`,
  ];
}

/** The cheapest repair of the present design that is better than doing nothing. */
const bestRepair = ({ standings, designs, idle }: LaneDecision): RankedLane | undefined =>
  standings.find((lane) => lane.id !== idle.id && !designs.includes(lane.id) && isBetter(lane));

function aboutYears(decision: LaneDecision): readonly string[] {
  const { years, perYear, currency } = decision;
  if (years === null) return [];
  const repair = bestRepair(decision);
  const priced = years.filter(({ pays }) => pays !== null);
  const paying = priced.filter(({ pays }) => pays?.laterYears != null);
  const never = priced.filter(({ pays }) => pays?.laterYears == null).map(({ title }) => title);
  const [best] = years;
  return [
    ...(repair === undefined ? [] : [`“${repair.title}” costs nothing to have: it pays whenever it happens at all.`]),
    ...paying.map(({ title, pays }) => {
      const later = frequencyText(pays?.laterYears as Frequency);
      const first = pays?.firstYear == null ? '' : `, in its first year ${frequencyText(pays.firstYear)}`;
      return `“${title}” pays where it happens ${later} or more often${first}.`;
    }),
    ...(never.length > 0 ? [`${quoted(never)} never ${never.length === 1 ? 'pays' : 'pay'} for this incident.`] : []),
    ...(best === undefined
      ? []
      : [
          `At ${numberText(perYear)} a year the cheapest year is that of “${best.title}”: ${carriedText(best.laterYears, null)} ${currency}, after the first.`,
        ]),
  ];
}

/** What a weight is called in a sentence. */
const ofWeight = (summary: string): string => summary.replace(/\.$/, '').replace(/^./, (first) => first.toLowerCase());

function aboutFlips({ weights, standings, currency }: LaneDecision): readonly string[] {
  const titleOf = (id: string) => standings.find((lane) => lane.id === id)?.title ?? id;
  const all = weights
    .flatMap(({ summary, value, unit, flips }) => flips.map((flip) => ({ summary, unit, now: value, ...flip })))
    .filter(({ value, now }) => value > 0 && now > 0)
    .sort((a, b) => distance(a) - distance(b));
  const near = all.filter((flip) => distance(flip) < 10).slice(0, 2);
  if (near.length === 0) return ['No weight, taken ten times as high or as low, would change the first place.'];
  return near.map(({ summary, unit, now, value, side, to }) => {
    const worth = (number: number): string =>
      `${numberText(Number(number.toPrecision(2)), 8)} ${unit === 'h' ? 'h' : currency}`;
    return `“${titleOf(to)}” would be first if this weight were ${side} ${worth(value)} (it is ${worth(now)}): ${ofWeight(summary)}.`;
  });
}

/** How often one value is the other, at least 1. */
const distance = ({ value, now }: { readonly value: number; readonly now: number }): number =>
  Math.max(value / now, now / value);

/** The sentences of a decision, the most important first. */
export const recommendationOf = (decision: LaneDecision): readonly string[] =>
  decision.standings.length < 2
    ? ['There is one lane only: nothing to choose between.']
    : [...aboutRepairs(decision), ...aboutDesigns(decision), ...aboutYears(decision), ...aboutFlips(decision)];
