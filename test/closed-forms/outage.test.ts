// A publisher that is silent for a while, against theory. Users are independent two-state chains: an active one is suspended at
// rate a, a suspended one reactivated at rate b, and the population starts stationary (share a ÷ (a + b) suspended). Nothing
// takes time on the way, so every divergent user is due to the fault. Counts of users are binomial: se = √(N p (1 − p)).
import { expect, test } from 'vitest';
import { KINDS } from '../../src/engine/rows.ts';
import type { Session } from '../../src/engine/run/session.ts';
import { HOUR, MINUTE } from '../../src/engine/units.ts';
import { INSTANT, measured, open, runOf, scenario, silent } from '../support/scenarios.ts';
import { binomialError, expectNear, poissonError } from '../support/statistics.ts';

/** Per hour; those of the worked example: 0.02 and 0.05 a minute. */
const a = 1.2;
const b = 3;
const s = a + b;
const OVER = KINDS.indexOf('overbilled');
const UNDER = KINDS.indexOf('underbilled');
const N = 40_000;

const population = (users: number) => ({ users, suspendedShare: a / s });
const statusOnly = { signUps: '0/h', suspend: `${a}/h`, reactivate: `${b}/h`, delete: '0/h', changePlan: '0/h' };

/** Silent from the beginning for `hours`; the run goes on for as long as `length` says. */
const outage = (hours: number, length: string, users = N, invoiceEvery = '366d') =>
  scenario({
    ...INSTANT,
    length,
    population: population(users),
    workload: statusOnly,
    billing: { ...INSTANT.billing, policy: 'version', invoiceEvery },
    faults: [silent('0s', `${hours}h`)],
  });

/** P(wrong on one side) after t hours of silence. */
const wrongShare = (t: number) => ((a * b) / (s * s)) * (1 - Math.exp(-s * t));
const over = (session: Session, at: number) => session.view(at).billing.byKind[OVER] as number;
const under = (session: Session, at: number) => session.view(at).billing.byKind[UNDER] as number;

test('while the publisher is silent, events are missed in proportion to time', () => {
  // mean N r T with r = 2ab/(a+b); variance N (rT + r (a−b)²/s · (T/s − (1−e^(−sT))/s²)), since events of a user come in turns
  const r = (2 * a * b) / s;
  for (const [hours, seed] of [
    [1, 11],
    [5, 12],
  ] as const) {
    const users = N / hours;
    const lost = measured(runOf(outage(hours, `${hours}h`, users), { seed }), 'messages.lost');
    const clumped = ((r * (a - b) ** 2) / s) * (hours / s - (1 - Math.exp(-s * hours)) / (s * s));
    expectNear(lost, users * r * hours, Math.sqrt(users * (r * hours + clumped)), `missed in ${hours} h`);
  }
});

test('wrong users saturate, and over- and underbilled are as many as each other in expectation', () => {
  for (const [hours, seed] of [
    [0.25, 21],
    [1, 22],
    [6, 23],
  ] as const) {
    const session = open(outage(hours, '6h'), { seed });
    session.advance(hours * HOUR - 1);
    const p = wrongShare(hours);
    const [tooMany, tooFew] = [over(session, hours * HOUR - 1), under(session, hours * HOUR - 1)];
    expectNear(tooMany, N * p, binomialError(N, p), `overbilled after ${hours} h`);
    expectNear(tooFew, N * p, binomialError(N, p), `underbilled after ${hours} h`);
    expectNear(tooMany - tooFew, 0, Math.sqrt(2 * N * p), 'overbilled − underbilled'); // two cells of a multinomial
  }
});

test('an invoice run in the middle of the outage sends as many wrong as it misses, the number the formula says', () => {
  const t = 0.5;
  const users = N;
  const session = open(outage(1, '30m', users, '30m'), { seed: 31 });
  const result = session.finish();
  const p = wrongShare(t);
  expectNear(measured(result, 'invoices.wrong'), users * p, binomialError(users, p), 'wrong invoices');
  expectNear(measured(result, 'invoices.missed'), users * p, binomialError(users, p), 'missed invoices');
  // Exactly: the wrong are the overbilled of that instant, the missed the underbilled.
  expect(measured(result, 'invoices.wrong')).toBe(over(session, 30 * MINUTE));
  expect(measured(result, 'invoices.missed')).toBe(under(session, 30 * MINUTE));
});

test('after the fix, waiting heals each side at the rate at which its users change next', () => {
  // given S users wrong at the fix, those still wrong s hours later are binomial with p = e^(−b s) and e^(−a s)
  const session = open(outage(1, '4h'), { seed: 41 });
  session.advance(4 * HOUR);
  const [tooMany, tooFew] = [over(session, HOUR - 1), under(session, HOUR - 1)];
  for (const after of [0.25, 0.5, 1, 2]) {
    const [p, q] = [Math.exp(-b * after), Math.exp(-a * after)];
    const at = HOUR + after * HOUR;
    expectNear(over(session, at), tooMany * p, binomialError(tooMany, p), `overbilled ${after} h after the fix`);
    expectNear(under(session, at), tooFew * q, binomialError(tooFew, q), `underbilled ${after} h after the fix`);
  }
});

test('who signs up during the silence is missing, who is deleted stays as an orphan, and waiting mends no orphan', () => {
  const [signUps, deletion] = [2000, 0.05];
  const of = scenario({
    ...INSTANT,
    length: '20h',
    population: { users: 20_000, suspendedShare: 0 },
    workload: {
      signUps: `${signUps}/h`,
      suspend: '0/h',
      reactivate: '0/h',
      delete: `${deletion}/h`,
      changePlan: '0/h',
    },
    billing: { ...INSTANT.billing, policy: 'version', invoiceEvery: '366d' },
    faults: [silent('0s', '1h')],
  });
  const session = open(of, { seed: 51 });
  session.advance(20 * HOUR);
  const kinds = session.view(HOUR - 1).billing.byKind;
  // Missing: Poisson births that live on, mean λ (1 − e^(−dT)) / d. Orphans: of those there at the start, deleted within T.
  const survivors = (signUps * (1 - Math.exp(-deletion))) / deletion;
  expectNear(kinds[KINDS.indexOf('missing')] as number, survivors, poissonError(survivors), 'missing');
  const gone = 1 - Math.exp(-deletion);
  expectNear(kinds[KINDS.indexOf('orphan')] as number, 20_000 * gone, binomialError(20_000, gone), 'orphans');
  const later = session.view(20 * HOUR).billing.byKind;
  expect(later[KINDS.indexOf('orphan')]).toBe(kinds[KINDS.indexOf('orphan')]);
  // Nothing is ever heard of a missing user but the deletion, which then agrees: e^(−d s) of them are left.
  const [missing, left] = [kinds[KINDS.indexOf('missing')] as number, Math.exp(-deletion * 19)];
  expectNear(later[KINDS.indexOf('missing')] as number, missing * left, binomialError(missing, left), 'still missing');
});
