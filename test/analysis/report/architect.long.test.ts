// An architect's two nights, number by number: what she worked out on paper is computed by her arithmetic here, comes out of the runs, and
// stands in the report beside its closed form; and the report says what to have ready, what to buy, and from how many incidents a year.
import { beforeAll, describe, expect, test } from 'vitest';
import type { DecisionQuestion, LaneDecision } from '../../../src/analysis/decision/decision.ts';
import type { ClosedForm } from '../../../src/analysis/decision/form.ts';
import { recommendationOf } from '../../../src/analysis/decision/recommendation.ts';
import { drawingLanes, lanesFrom } from '../../../src/analysis/report/drawn-lanes.ts';
import { reportText } from '../../../src/analysis/report/report.ts';
import { HOUR, scenarios } from '../../../src/engine/index.ts';
import { readScenario, writeScenario } from '../../../src/files/index.ts';
import { decided } from '../../support/decided.ts';

const SEEDS = 6;

// Her company, one hundredth of it: users, rates an hour, and hours.
const [USERS, SUSPEND, BACK, SIGN_UPS] = [20_000, 0.039, 0.351, 20];
const [BEFORE, RUN, FIXED, LENGTH] = [7, 5, 6, 38];
const ACTIVE = 0.9 * (USERS + SIGN_UPS * BEFORE);
const SUSPENDED = 0.1 * (USERS + SIGN_UPS * BEFORE);
const parted = (hours: number): number => (1 - Math.exp(-(SUSPEND + BACK) * hours)) / (SUSPEND + BACK);
const CHANGES = ACTIVE * SUSPEND + SUSPENDED * BACK + SIGN_UPS;
const WRONG = ACTIVE * SUSPEND * parted(RUN);
const MISSED = SUSPENDED * BACK * parted(RUN) + SIGN_UPS * RUN;
const DIVERGENT = (ACTIVE * SUSPEND + SUSPENDED * BACK) * parted(FIXED) + SIGN_UPS * FIXED;
/** Messages an hour that three consumers work off: a median of 1.2 s, 99 of 100 below 9 s. */
const CAPACITY = (3 * 3600) / (1.2 * Math.exp((Math.log(9 / 1.2) / 2.3263) ** 2 / 2));

interface Told {
  readonly decision: LaneDecision;
  readonly said: string;
  readonly text: string;
}

function told(id: string): Told {
  const bundled = scenarios.find((each) => each.id === id);
  const read = readScenario(bundled?.text ?? '', { file: `${id}.yaml`, readSibling: () => undefined });
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  // Ranges ask for many more runs, and are held elsewhere.
  const scenario = { ...read.scenario, ranges: {} };
  const question: DecisionQuestion = { scenario, variants: scenario.variants, seed: scenario.seed };
  const decision = decided(question, SEEDS);
  const drawing = drawingLanes(question, undefined);
  let step = drawing.next();
  while (step.done !== true) step = drawing.next();
  const lanes = lanesFrom(step.value);
  const { variants } = scenario;
  const text = reportText({ scenario, variants, decision, lanes, text: writeScenario(scenario) }, 'markdown');
  return { decision, said: recommendationOf(decision).join(' '), text };
}

const formOf = ({ closedForms }: LaneDecision, measure: string, lane?: string): ClosedForm => {
  const found = closedForms.find((form) => form.measure === measure && (lane === undefined || form.lane === lane));
  if (found === undefined) throw new Error(`no closed form of ${measure}`);
  return found;
};

/** The number of her paper is what the report expects, within 1 %, and what the runs measured, within 5 %. */
function stands({ decision, text }: Told, measure: string, paper: number, lane?: string): void {
  const { expected, measured, agrees, title } = formOf(decision, measure, lane);
  expect(expected / paper, `${title}: expected`).toBeCloseTo(1, 2);
  expect((measured.mean ?? 0) / paper, `${title}: measured`).toBeGreaterThan(0.95);
  expect((measured.mean ?? 0) / paper, `${title}: measured`).toBeLessThan(1.05);
  expect(agrees, title).toBe(true);
  expect(text).toContain(`| ${title} |`);
}

const meanOf = ({ options, standings }: LaneDecision, measure: string, lane: string): number => {
  const cell = options.find(({ id }) => id === measure)?.cells[standings.findIndex(({ id }) => id === lane)];
  return typeof cell === 'object' ? (cell.mean ?? Number.NaN) : Number.NaN;
};

const placeOf = ({ standings }: LaneDecision, lane: string): number =>
  standings.find(({ id }) => id === lane)?.place ?? Number.NaN;

describe('the relay stood still', () => {
  let relay: Told;
  beforeAll(() => {
    relay = told('stopped-relay');
  });

  test.each<[string, string, number, string?]>([
    ['overbilled at six', 'invoices.wrong', WRONG],
    ['not billed at six', 'invoices.missed', MISSED],
    ['rows that wait at seven', 'queue.peak', CHANGES * FIXED],
    ['users who differ at seven', 'divergent.peak', DIVERGENT],
    ['seconds until a customer calls', 'incident.noticedAfter', 3600 * RUN + 2400, 'Restart the relay, nothing else'],
    [
      'seconds until the alarm',
      'incident.noticedAfter',
      (3600 * (Math.log(1e7) - 1)) / (0.9 * USERS * SUSPEND),
      'Bought: an alarm on silence',
    ],
    ['seconds of a resync: people, and 21 pages', 'repair.duration', 5.5 * 3600 + 21 * 0.42, 'Restart and resync'],
    [
      'what a republication makes wait',
      'queue.peak',
      (USERS + SIGN_UPS * (BEFORE + FIXED + 5.5)) * (1 - (CAPACITY - CHANGES) / 18_000),
      'Restart and republish all states',
    ],
  ])('%s', (_, measure, paper, lane) => {
    stands(relay, measure, paper, lane);
  });

  test('three consumers drain it in the time that she worked out, and the curve shows it', () => {
    const hours = (CHANGES * FIXED) / (CAPACITY - CHANGES);
    const [drain] = relay.decision.drains;
    expect(drain?.lane).toBe('Restart the relay, nothing else');
    expect((drain?.expected ?? 0) / HOUR / hours).toBeCloseTo(1, 2);
    expect(relay.text).toMatch(
      /\| Mended after the outage, when the backlog has drained \| [^|]*\| T·ρ\/\(1−ρ\) \| 1 h 50 min \| ≈ 1 h [45]0 min, of one run \| yes \|/,
    );
  });

  test('no repair changes the damage; what she would buy makes it a hundredth', () => {
    const { decision } = relay;
    const damage = ['restart', 'resync', 'state'].map((lane) => meanOf(decision, 'cost.damage', lane));
    for (const each of damage) expect(each / (damage[0] ?? 0)).toBeCloseTo(1, 3);
    for (const lane of ['resync', 'state']) {
      const hands = ['user', 'billing'].map((team) => meanOf(decision, `repair.handsOnMinutes.${team}`, lane));
      expect(hands.reduce((sum, each) => sum + each)).toBe(330);
    }
    expect(meanOf(decision, 'invoices.wrong', 'alarm')).toBeLessThan(0.01 * WRONG);
    expect(meanOf(decision, 'invoices.wrong', 'verify')).toBeLessThan(0.01 * WRONG);
    expect(meanOf(decision, 'invoices.late', 'verify')).toBeGreaterThan(0.8 * USERS);
    // The repair that publishes everything makes a second hill.
    expect(meanOf(decision, 'divergent.userHours', 'state')).toBeGreaterThan(
      1.2 * meanOf(decision, 'divergent.userHours', 'restart'),
    );
    expect(relay.text).toContain('It published faster than Billing reads');
  });

  test('it recommends to notice and to ask, no repair, and says from how many incidents a year each pays', () => {
    const { said, decision } = relay;
    expect(said).toMatch(/^No repair is cheaper than “Restart the relay, nothing else”/);
    const [, recommended = ''] = /Recommended,[^:]*: (.*?)\. “/.exec(said) ?? [];
    for (const title of ['Bought: an alarm on silence', 'Bought: ask before each invoice'])
      expect(recommended).toContain(`“${title}”`);
    for (const lane of ['alarm', 'verify']) expect(placeOf(decision, lane)).toBeLessThan(placeOf(decision, 'restart'));
    for (const { title, price, pays } of decision.years ?? []) {
      if (pays === null) continue;
      expect(pays.laterYears?.value).toBeCloseTo((12 * price.perMonth) / (pays.spares.mean ?? 0), 9);
      expect(said).toContain(`“${title}” pays where it happens once in `);
    }
  });

  test('what was counted that night stands beside what the runs say', () => {
    expect(relay.text).toMatch(/invoices\.wrong \| 1510 ± 50 \| [\d ]+ ± \d+ \| agrees/);
  });
});

describe('the rows were forgotten', () => {
  let rows: Told;
  beforeAll(() => {
    rows = told('forgotten-rows');
  });
  const since = LENGTH - BEFORE - FIXED;
  const over = ACTIVE * SUSPEND * parted(FIXED);
  const others = DIVERGENT - over;

  test.each<[string, string, number]>([
    ['events never said', 'messages.lost', CHANGES * FIXED],
    ['users who differ at seven', 'divergent.peak', DIVERGENT],
    ['wrong, then and a day later', 'invoices.wrong', WRONG + over * Math.exp(-BACK * 23)],
    ['missed, then and a day later', 'invoices.missed', MISSED + others * Math.exp(-SUSPEND * 23)],
    ['who is left at the end', 'divergent.end', over * Math.exp(-BACK * since) + others * Math.exp(-SUSPEND * since)],
  ])('%s', (_, measure, paper) => {
    stands(rows, measure, paper);
  });

  test('who does nothing is never through; a resync is, five and a half hours after', () => {
    const { decision } = rows;
    expect(meanOf(decision, 'divergent.settled', 'fixed')).toBeGreaterThan(500);
    expect(meanOf(decision, 'divergent.settled', 'resync')).toBe(0);
    expect(meanOf(decision, 'repair.convergedAfter', 'resync') / 3600).toBeCloseTo(5.5, 1);
    stands(rows, 'repair.duration', 5.5 * 3600 + 21 * 0.42);
  });

  test('it recommends to have a resync ready, and says when that and what else pays', () => {
    const { said, decision } = rows;
    expect(said).toMatch(/^Of the repairs have “Fix and resync” ready: /);
    expect(said).toContain('“Fix and resync” costs nothing to have: it pays whenever it happens at all.');
    for (const { title, pays } of decision.years ?? [])
      if (pays !== null) expect(said).toMatch(new RegExp(`“${title}” (?:pays where it happens|never pays)`));
  });
});
