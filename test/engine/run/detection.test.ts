// From noticing to repair, as the trace has it: what is noticed ends so long after as people need, and the repair begins then; what nobody
// notices lasts, and is not repaired.
import { describe, expect, test } from 'vitest';
import type { Input } from '../../../src/engine/run/inputs.ts';
import type { TraceLine } from '../../../src/engine/trace/lines.ts';
import { HOUR, MINUTE } from '../../../src/engine/units.ts';
import { busy } from '../../support/incidents.ts';
import { measured, open, traceOf } from '../../support/scenarios.ts';

const people = { find: '10m', build: '5m', review: '0s', run: '0s', fix: '20m', handOff: '1d' };
const FIX = 20 * MINUTE;

const unfixed = (detection: object, more: object = {}) =>
  busy({
    length: '8h',
    people,
    billing: { policy: 'version', invoiceEvery: '1h' },
    faults: [{ fault: 'publisher-silent', at: '2h', for: 'until-fixed' }],
    detection,
    repair: { at: 'detected' },
    ...more,
  });

const kindOf = <K extends TraceLine['kind']>(lines: readonly TraceLine[], kind: K) =>
  lines.filter((line): line is Extract<TraceLine, { kind: K }> => line.kind === kind);

const played = (detection: object, more: object = {}) => {
  const { lines, result } = traceOf(unfixed(detection, more), { strategy: 'resync' });
  const read = lines as readonly TraceLine[];
  const faults = kindOf(read, 'fault');
  return {
    result,
    lines: read,
    alarms: kindOf(read, 'alarm').filter(({ t }) => t >= 2 * HOUR),
    ends: faults.filter(({ on }) => !on).map(({ t }) => t),
    repair: kindOf(read, 'phase')[0]?.t,
  };
};

describe('who notices', () => {
  test.each([
    ['silence-alarm', 'absence', { falseAlarm: 0.001 }],
    ['reconciliation', 'reconciliation', { every: '90m' }],
    ['customer', 'complaint', { delay: '45m' }],
  ])('%s: the fault ends people.fix after the first alarm, and the repair begins with its end', (by, alarm, more) => {
    const { alarms, ends, repair, result } = played({ by, ...more });
    const [first] = alarms;
    expect(first?.alarm).toBe(alarm);
    expect(ends).toEqual([(first?.t ?? 0) + FIX]);
    expect(repair).toBe(ends[0]);
    expect(measured(result, 'incident.noticedAfter') * 1e6).toBeCloseTo((first?.t ?? 0) - 2 * HOUR, 0);
    expect(measured(result, 'incident.endedAfter') * 1e6).toBeCloseTo((ends[0] ?? 0) - 2 * HOUR, 0);
    expect(measured(result, 'divergent.settled')).toBe(0);
  });

  test('customer: so long after the first wrong or missed invoice', () => {
    const { lines, alarms } = played({ by: 'customer', delay: '45m' });
    const wrong = kindOf(lines, 'invoice').find(({ truth, t }) => truth !== 'active' && t >= 2 * HOUR);
    expect(alarms[0]?.t).toBe((wrong?.t ?? 0) + 45 * MINUTE);
  });

  test('gap: the first gap that Billing sees, which it watches for without being told to; not while nothing comes at all', () => {
    const never = played({ by: 'gap' });
    expect([never.alarms, never.ends, never.repair]).toEqual([[], [], undefined]);
    expect(never.result.verdict).toMatch(/^Nobody notices it, so nobody mends it\. /);
    const half = played(
      { by: 'gap' },
      { faults: [{ fault: 'publisher-silent', at: '2h', for: 'until-fixed', types: ['UserSuspended'] }] },
    );
    const [first] = half.alarms;
    expect(first).toMatchObject({ alarm: 'gap' });
    expect(half.ends).toEqual([(first?.t ?? 0) + FIX]);
  });

  test('given: as the scenario says, known from the start', () => {
    const { alarms, ends, repair } = played({ by: 'given', at: '3h' }, { repair: { at: '3h20m' } });
    expect(alarms.map(({ t, alarm }) => [t, alarm])).toEqual([[3 * HOUR, 'given']]);
    expect(ends).toEqual([3 * HOUR + FIX]);
    expect(repair).toBe(3 * HOUR + FIX);
  });
});

test('where no fault waits to be fixed, the repair begins when it is noticed and the last fault is over', () => {
  const timed = (lasts: string) =>
    played({ by: 'reconciliation', every: '30m' }, { faults: [{ fault: 'publisher-silent', at: '2h', for: lasts }] });
  expect(timed('10m').repair).toBe(2.5 * HOUR);
  expect(timed('2h').repair).toBe(4 * HOUR);
});

test('of several that last until they are fixed the repair waits for the last; one that begins after the alarm needs one of its own', () => {
  const { ends, repair } = played(
    { by: 'reconciliation', every: '30m' },
    {
      faults: [
        { fault: 'publisher-silent', at: '2h', for: 'until-fixed' },
        { fault: 'message-loss', at: '3h10m', for: 'until-fixed' },
      ],
    },
  );
  expect(ends).toEqual([2.5 * HOUR + FIX, 3.5 * HOUR + FIX]);
  expect(repair).toBe(3.5 * HOUR + FIX);
});

test('what nobody notices lasts and is told, though something else was noticed; the repair waits for it', () => {
  const { ends, repair, result } = played(
    { by: 'silence-alarm', falseAlarm: 1e-9 },
    {
      faults: [
        { fault: 'publisher-silent', at: '2h', for: 'until-fixed' },
        { fault: 'consumer-down', at: '2h40m', for: 'until-fixed' },
      ],
      // The alarm listens at the broker, to which everything comes again.
      workload: { signUps: '400/h', suspend: '0/h', reactivate: '0/h', delete: '0/h', changePlan: '0/h' },
    },
  );
  expect(ends).toHaveLength(1);
  expect(repair).toBeUndefined();
  expect(result.verdict).toMatch(/^Nobody notices “Consumer down”: it lasts to the end\. /);
});

test('somebody who removes the fault or begins the repair is no later than what would have been noticed', () => {
  const of = unfixed({ by: 'reconciliation', every: '3h' });
  const inputs: Input[] = [
    { kind: 'remove', at: 2.25 * HOUR, name: 'publisher-silent at 2h' },
    { kind: 'repair', at: 2.75 * HOUR },
  ];
  const session = open(of, { strategy: 'resync', inputs });
  session.finish();
  const { faults, repairAt } = session.facts();
  expect([faults[0]?.until, repairAt]).toEqual([2.25 * HOUR, 2.75 * HOUR]);
});

test('what is not known yet is not told: before it is noticed the fault has no end', () => {
  const session = open(unfixed({ by: 'reconciliation', every: '90m' }), { strategy: 'resync' });
  session.advance(2.5 * HOUR);
  expect(session.facts().faults[0]?.until).toBe(Number.POSITIVE_INFINITY);
  session.advance(3 * HOUR);
  expect(session.facts().faults[0]?.until).toBe(3 * HOUR + FIX);
  session.seek(2.5 * HOUR);
  expect(session.facts().faults[0]?.until).toBe(Number.POSITIVE_INFINITY);
});

test('an alarm that was false before the fault does not hide it: silence that goes on is told again', () => {
  // So rare are sign-ups, and so nervous is the alarm, that it is on when the publisher falls silent.
  const { alarms, ends, result } = played(
    { by: 'silence-alarm', falseAlarm: 0.9 },
    { workload: { signUps: '6/h', suspend: '0/h', reactivate: '0/h', delete: '0/h' } },
  );
  expect(measured(result, 'incident.falseAlarms')).toBeGreaterThan(0);
  expect(alarms.length).toBeGreaterThan(1);
  expect(ends).toEqual([(alarms[0]?.t ?? 0) + FIX]);
});
