// How soon a silent publisher is noticed, against theory: by an alarm on silence after the window less what had already passed of the
// silence, by a comparison after half its period; and how often the alarm is false.
import { describe, expect, test } from 'vitest';
import { windowsOf } from '../../src/engine/services/silence.ts';
import { HOUR } from '../../src/engine/units.ts';
import { INSTANT, measured, runOf, scenario } from '../support/scenarios.ts';
import { expectNear, mean, poissonError } from '../support/statistics.ts';

/** Sign-ups an hour; nothing else happens. */
const RATE = 60;
const quiet = { signUps: `${RATE}/h`, suspend: '0/h', reactivate: '0/h', delete: '0/h' };
const SEEDS = Array.from({ length: 120 }, (_, n) => n + 1);

const silentFrom = (at: string, detection: object, length = '3h') =>
  scenario({
    ...INSTANT,
    length,
    population: { users: 0 },
    workload: quiet,
    faults: [{ fault: 'publisher-silent', at, for: 'until-fixed' }],
    detection,
    repair: { at: 'detected' },
    people: 'none',
  });

describe('the alarm on silence', () => {
  test('waits ln(1/α)/λ', () => {
    const [window = 0, never] = windowsOf([RATE / HOUR, 0], 1e-4);
    expect(window / HOUR).toBeCloseTo(Math.log(1e4) / RATE, 12);
    expect(never).toBe(Number.POSITIVE_INFINITY);
  });

  test('notices after the window less the time since the last event, on the average 1/λ', () => {
    const of = silentFrom('1h', { by: 'silence-alarm', falseAlarm: 1e-4 });
    const found = SEEDS.map((seed) => measured(runOf(of, { seed }), 'incident.noticedAfter') / 3600);
    const [window, gap] = [Math.log(1e4) / RATE, 1 / RATE];
    // The time since the last event is exponential: its standard deviation is its mean.
    expectNear(mean(found), window - gap, gap / Math.sqrt(found.length), 'hours until it is noticed');
    for (const each of found) expect(each).toBeLessThanOrEqual(window + 1e-9);
  });

  test('is false as often as its window says: after α of all events none comes for a window, and one that goes on is one', () => {
    const share = 0.2;
    const of = scenario({
      ...silentFrom('47h', { by: 'silence-alarm', falseAlarm: share }, '48h'),
      people: { find: '30m', build: '0s', review: '0s', run: '0s', fix: '0s', handOff: '0s' },
    });
    const runs = SEEDS.slice(0, 20).map((seed) => runOf(of, { seed }));
    const alarms = runs.reduce((sum, run) => sum + measured(run, 'incident.falseAlarms'), 0);
    const expected = RATE * 47 * share * runs.length;
    expectNear(alarms, expected, poissonError(expected), 'false alarms');
    // Each costs half an hour of somebody's time.
    const [first] = runs;
    if (first === undefined) throw new Error('no run');
    expect(measured(first, 'cost.work')).toBeCloseTo(measured(first, 'incident.falseAlarms') * 0.5 * 90, 6);
  });
});

test('a comparison notices at its next whole multiple: on the average after half its period', () => {
  const found = SEEDS.slice(0, 60).map((seed, n) => {
    const at = 120 + 4 * n; // minutes: evenly over one period
    const of = silentFrom(`${at}m`, { by: 'reconciliation', every: '4h' }, '12h');
    const noticed = measured(runOf(of, { seed }), 'incident.noticedAfter') / 60;
    const next = (Math.floor(at / 240) + 1) * 240;
    // Where nobody has signed up before the next one, the one after it.
    expect([next - at, next - at + 240]).toContain(noticed);
    return noticed;
  });
  const short = found.filter((minutes) => minutes <= 240);
  expect(short.length).toBeGreaterThan(55);
  // Over one period, in steps of four minutes: 240, 236 … and nothing twice.
  expectNear(mean(found), 122, 240 / Math.sqrt(12 * found.length), 'minutes until it is noticed');
});
