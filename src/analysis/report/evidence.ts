// What the numbers of a decision are held against: theory, what was counted in reality, recordings of real brokers; and what the runs leave
// out. Only letters that a formula has are explained.
import { measures } from '../../engine/index.ts';
import { lengthText } from '../clock.ts';
import type { LaneDecision } from '../decision/decision.ts';
import { estimateText, halfOf } from '../decision/digits.ts';
import type { Draining } from '../decision/form.ts';
import type { IncidentMark } from '../lanes/incident-marks.ts';
import { numberText } from '../numbers.ts';
import type { Block } from './blocks.ts';
import { lengthsOfOneRun } from './one-run.ts';
import { cellText, expectedText } from './tables.ts';

/** What letters mean, where a formula has them. */
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/A·a/, 'A is active users, S suspended ones, a and b the rates at which a user is suspended and reactivated'],
  [/\^\(−[ab]·s\)/, 's is the time since the end of the outage'],
  [/\+b\)t\)/, 't is an invoice run’s age in the outage'],
  [/λ/, 'λ is all changes in a time'],
  [/T/, 'T is the outage'],
  [/μ/, 'μ is what Billing can work off in a time'],
  [/ρ/, 'ρ is λ/μ'],
  [/α/, 'α is the share of false alarms'],
  [/Q/, 'Q is the room in the queue'],
  [/τ/, 'τ is how long a message lives'],
  [/N/, 'N is all users'],
  [/\/r\)/, 'r is the rate at which the repair publishes'],
  [/E\[call/, 'E[call] is how long a call takes on average'],
  [/E\[[SD]/, 'E[…] is a mean: of S, a message’s work, and of D, its whole way'],
  [/W/, 'W is its time at the broker and at Billing'],
];

const lettersIn = (formulas: readonly string[]): string =>
  LETTERS.filter(([letter]) => formulas.some((formula) => letter.test(formula)))
    .map(([, means]) => means)
    .join('; ');

const unitOf = (measure: string): string => measures.find(({ id }) => id === measure)?.unit ?? '';

type Table = Extract<Block, { readonly is: 'table' }>;

/** The marks of one run of a lane, by its id; null where nobody drew it. */
export type MarksOf = (lane: string) => readonly IncidentMark[] | null;

const DRAINS = 'T·ρ/(1−ρ)';
/** By so much one run may be off, where there is no interval. */
const ONE_RUN = 0.1;

/** How long a backlog drains, beside the time in which one run was mended. */
function drainRow({ id, lane, expected }: Draining, marksOf: MarksOf): readonly (readonly string[])[] {
  const timeOf = (mark: string) => marksOf(id)?.find((each) => each.id === mark)?.time ?? null;
  const [fixed, mended] = [timeOf('fixed'), timeOf('mended')];
  if (fixed === null || mended === null) return [];
  const took = mended - fixed;
  const agrees = Math.abs(took - expected) <= ONE_RUN * expected;
  const told = (time: number): string => lengthsOfOneRun(lengthText(time));
  return [
    [
      'Mended after the outage, when the backlog has drained',
      lane,
      DRAINS,
      told(expected),
      `≈ ${told(took)}, of one run`,
      agrees ? 'yes' : 'no',
    ],
  ];
}

/** Closed forms beside the runs; null where none applies. */
export function theoryTable({ closedForms, drains }: LaneDecision, marksOf: MarksOf): Table | null {
  const drained = drains.flatMap((each) => drainRow(each, marksOf));
  if (closedForms.length + drained.length === 0) return null;
  const letters = lettersIn([...closedForms.map(({ formula }) => formula), ...drained.map(() => DRAINS)]);
  return {
    is: 'table',
    caption: `${letters === '' ? '' : `${letters}. `}The two agree where they are no further apart than the interval and 3 %${drained.length > 0 ? ', of one run 10 %' : ''}.`,
    words: true,
    cells: [
      ['What', 'Lane', 'By the formula', 'Expected', 'Measured', 'Agrees'],
      ...closedForms.map(({ title, lane, formula, measure, expected, measured, agrees }) => {
        const row = { unit: unitOf(measure) };
        return [
          title,
          lane,
          formula,
          expectedText(row, expected, halfOf(measured)),
          cellText(row, measured),
          agrees ? 'yes' : 'no',
        ];
      }),
      ...drained,
    ],
  };
}

const VERDICTS = {
  agrees: 'agrees',
  more: 'the runs say more',
  less: 'the runs say less',
  unknown: 'the runs measure none',
} as const;

/** What was counted beside what the runs measure; null where nothing was. */
export function realityTable({ observed, idle }: LaneDecision): Table | null {
  if (observed.length === 0) return null;
  return {
    is: 'table',
    caption: `Of “${idle.title}”.`,
    cells: [
      ['Measure', 'Counted', 'Measured', 'Verdict'],
      ...observed.map(({ measure, counted, within, measured, verdict, off }) => [
        measure,
        within === 0 ? numberText(counted) : `${numberText(counted)} ± ${numberText(within)}`,
        estimateText(measured),
        `${VERDICTS[verdict]}${verdict === 'agrees' || off === null ? '' : `, by ${numberText(Number((100 * Math.abs(off)).toPrecision(2)))} %`}`,
      ]),
    ],
  };
}

/** What is left out, and in which direction it errs: a sentence or two each. */
export const leftOut = ({ unmodelled }: LaneDecision): readonly string[] =>
  unmodelled.map(({ what, errs }) => `${what} ${errs}`);

/** Which recorded cases of a real broker cover what the scenario uses. */
export const comparedWith = ({ covered, profile }: LaneDecision): readonly string[] =>
  covered.length === 0
    ? [`Of ${profile} nothing was recorded; it follows its documentation.`]
    : covered.map(({ use, cases }) => `${use}: ${cases.length} recorded cases agree (${cases.join(', ')}).`);
