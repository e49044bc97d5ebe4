// Runs of which nobody collects the trace are watched as well, whoever makes them and however: each law of what they wrote and measure
// complains when that is changed in one place, and a run that breaks one is an error.
import { expect, test } from 'vitest';
import { compare } from '../../src/engine/experiment/comparison.ts';
import { Reruns } from '../../src/engine/run/reruns.ts';
import { Session } from '../../src/engine/run/session.ts';
import { busy } from '../support/incidents.ts';
import { simulationOf } from '../support/inside.ts';
import { brokenLawsOf } from '../support/laws.ts';
import { type WrittenRun, writtenRun } from '../support/row-laws.ts';
import { open, runOf, silent, specFor, variant } from '../support/scenarios.ts';

const calm = busy({ length: '2h', billing: { policy: 'version', invoiceEvery: '30m' } });
const harmed = busy({ ...calm, faults: [silent('20m', '30m')] });

function written(of = calm): WrittenRun {
  const session = open(of, { seed: 5 });
  return writtenRun(session, session.finish());
}

type Row = ReturnType<WrittenRun['copy']['at']>;

/** The same run with one of its logs changed in the first place that suits. */
function changed(
  run: WrittenRun,
  log: 'truth' | 'copy',
  suits: (row: Row) => boolean,
  change: Partial<Row>,
): WrittenRun {
  const rows = run[log];
  const place = Array.from({ length: rows.length }, (_, n) => n).find((n) => suits(rows.at(n)));
  if (place === undefined) throw new Error('The canary has no row to sing about.');
  const at = (n: number) => (n === place ? { ...rows.at(n), ...change } : rows.at(n));
  const timeOf = (n: number) => at(n).time;
  const causeOf = (n: number) => run.copy.causeOf(n);
  return { ...run, [log]: { length: rows.length, at, timeOf, causeOf } };
}

const measuring = (run: WrittenRun, group: string, change: object): WrittenRun => ({
  ...run,
  measures: { ...run.measures, [group]: { ...(run.measures[group] as object), ...change } },
});

const right = written();
const wrong = written(harmed);
const value = (run: WrittenRun, group: string, name: string): number =>
  (run.measures[group] as Record<string, number>)[name] as number;
const isActive = ({ row }: Row) => row === 1;

test('what is changed below is right', () => {
  expect(brokenLawsOf(right)).toEqual([]);
  expect(brokenLawsOf(wrong)).toEqual([]);
});

/** What is changed, in which run, and what is said of it. */
const canaries: readonly (readonly [title: string, run: WrittenRun, complaint: RegExp])[] = [
  [
    'a state that nobody had',
    changed(right, 'copy', isActive, { row: 6 }),
    /a copy of a state that user \d+ never had/,
  ],
  [
    'a guarded row goes back',
    changed(right, 'copy', ({ version }) => version > 2, { version: 1 }),
    /a guarded row of user \d+ went back from version/,
  ],
  ['a change that was not made', changed(right, 'truth', isActive, { row: 2 }), /the tables say/],
  ['an invoice too many', invoicing(right, { sent: 1 }), /the invoice run at \d+ µs has \d+ sent, the tables say \d+/],
  ['a wrong invoice too many', invoicing(right, { wrong: 1 }), /the invoice run at \d+ µs has 1 wrong/],
  ['somebody is missed', invoicing(right, { missed: 1 }), /the invoice run at \d+ µs has 1 missed/],
  ...['peak', 'end', 'settled', 'userHours', 'overbilled', 'underbilled', 'missing', 'orphan', 'wrongPlan'].map(
    (name) =>
      [
        `divergent.${name} is counted wrongly`,
        measuring(wrong, 'divergent', { [name]: value(wrong, 'divergent', name) + 1 }),
        new RegExp(`divergent.${name} is .+, the tables say`),
      ] as const,
  ),
  [
    'a message vanishes',
    measuring(right, 'messages', { published: value(right, 'messages', 'published') + 1 }),
    /something that was published has no end/,
  ],
  [
    'a message appears',
    measuring(right, 'messages', { delivered: value(right, 'messages', 'delivered') + 1 }),
    /more was handed out than was published/,
  ],
  ['more wrong than sent', measuring(right, 'invoices', { wrong: 1e9 }), /more invoices are wrong than were sent/],
  ['more credited than wrong', measuring(right, 'invoices', { credited: 1 }), /more invoices were credited than/],
  ['another price', measuring(right, 'invoices', { wrongAmount: 1 }), /wrong invoices ask for another amount/],
  ['more people than invoices', measuring(right, 'invoices', { wrongUsers: 1 }), /more people were wronged than/],
];

test.each(canaries)('%s, and it is told', (_, run, complaint) => {
  expect(brokenLawsOf(run).join('\n')).toMatch(complaint);
});

function invoicing(run: WrittenRun, more: Partial<Record<'sent' | 'wrong' | 'missed', number>>): WrittenRun {
  const { invoices } = run;
  const totalsAt = (place: number) => {
    const { sent, wrong: untrue, missed } = invoices.totalsAt(place);
    return { sent: sent + (more.sent ?? 0), wrong: untrue + (more.wrong ?? 0), missed: missed + (more.missed ?? 0) };
  };
  return { ...run, invoices: { length: invoices.length, timeOf: (place) => invoices.timeOf(place), totalsAt } };
}

test('whoever stays wrong where nothing went wrong is told', () => {
  const { spec } = wrong.facts;
  const faultless = { ...wrong.facts, spec: { ...spec, scenario: { ...spec.scenario, faults: [] } } };
  expect(brokenLawsOf({ ...wrong, facts: faultless }).join('\n')).toMatch(/no fault, and \d+ users stay divergent/);
});

test('where nothing goes wrong all agree as soon as the longest delay after the last change', () => {
  expect(brokenLawsOf(measuring(right, 'delay', { max: 0 })).join('\n')).toMatch(
    /no fault, and all agree \d+ µs after/,
  );
});

/** A session in whose simulation a message was counted that never was. */
function cheated(session: Session): Session {
  simulationOf(session).counters.published++;
  return session;
}

test('a session that breaks a law is an error when it ends', () => {
  expect(() => cheated(Session.open(specFor(calm))).finish()).toThrow('something that was published has no end');
});

test('so is a fork', () => {
  const session = Session.open(specFor(calm));
  session.advance(3_600_000_000);
  expect(() => cheated(session.fork(session.position)).finish()).toThrow('something that was published has no end');
  expect(session.finish().measures['settled']).toBe(true);
});

test('so is a run of a comparison, and one of many seeds', () => {
  const { finish } = Session.prototype;
  const lanes = [variant('wait')];
  expect(compare(calm, lanes).variants).toHaveLength(1);
  Session.prototype.finish = function cheating(this: Session) {
    return finish.call(cheated(this));
  };
  try {
    expect(() => compare(calm, lanes)).toThrow('something that was published has no end');
  } finally {
    Session.prototype.finish = finish;
  }
  const reruns = new Reruns(specFor(calm));
  expect(reruns.run(1).measures['settled']).toBe(true);
  const { workload } = simulationOf(reruns);
  const { change } = workload;
  workload.change = () => {
    change.call(workload);
    simulationOf(reruns).counters.published++;
  };
  expect(() => reruns.run(2)).toThrow('something that was published has no end');
});

test('where somebody collects the trace, the laws of the trace are held as well', () => {
  const session = Session.open(specFor(calm), undefined, { reader: () => undefined });
  // What nobody hears of cannot be counted: a line is left out.
  session.advance(3_600_000_000);
  Object.assign(simulationOf(session).trace, { lines: session.lines + 1 });
  expect(() => session.finish()).toThrow('the lines are not counted');
});

test('a run that nothing is wrong with is none the worse', () => {
  expect(open(calm).finish()).toEqual(runOf(calm));
});
