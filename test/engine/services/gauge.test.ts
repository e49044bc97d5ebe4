// A gauge counts what lasts: its peak and its integral are those of the step function that is left when all that happens within
// one microsecond is one change.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VirtualTime } from '../../../src/engine/kernel/time.ts';
import { Gauge } from '../../../src/engine/services/gauge.ts';
import { HOUR } from '../../../src/engine/units.ts';

const change = fc.record({ after: fc.oneof(fc.constant(0), fc.nat(1000)), by: fc.integer({ min: -5, max: 5 }) });

test('the peak is the highest level that lasted, the integral the area below the levels', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), fc.nat(500), (changes, rest) => {
      const time = new VirtualTime();
      const gauge = new Gauge(time);
      const levels = new Map<number, number>([[0, 0]]);
      let [now, level] = [0, 0];
      for (const { after, by } of changes) {
        now += after;
        level += by;
        time.moveTo(now);
        gauge.change(by);
        levels.set(now, level);
      }
      const end = now + rest;
      const times = [...levels.keys(), end];
      const steps = times
        .slice(0, -1)
        .map((from, n) => ({ level: levels.get(from) as number, for: (times[n + 1] as number) - from }));
      const lasting = steps.filter((step) => step.for > 0);
      expect(gauge.level).toBe(level);
      expect(gauge.integral(end)).toBe(steps.reduce((sum, step) => sum + step.level * step.for, 0));
      expect(gauge.peak(end)).toBe(Math.max(0, ...lasting.map((step) => step.level)));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('millions of users over a year are integrated to the last user-microsecond', () => {
  const HOUR = 3_600_000_000n;
  const many = fc.record({ after: fc.nat(40_000_000_000), level: fc.nat(10_000_000) });
  fc.assert(
    fc.property(fc.array(many, { minLength: 1, maxLength: 800 }), (changes) => {
      const time = new VirtualTime();
      const gauge = new Gauge(time);
      let [now, sum] = [0, 0n];
      for (const { after, level } of changes) {
        sum += BigInt(gauge.level) * BigInt(after);
        now += after;
        time.moveTo(now);
        gauge.change(level - gauge.level);
      }
      const exact =
        sum <= 2n ** 53n ? Number(sum) / Number(HOUR) : Number(sum / HOUR) + Number(sum % HOUR) / Number(HOUR);
      expect(gauge.integralHours(now)).toBe(exact);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('what is usual is the highest that lasted in the hour before; back for good is when the level last left what is above it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ wait: fc.nat(40), by: fc.integer({ min: -2, max: 2 }) }), { maxLength: 60 }),
      fc.nat(200),
      fc.nat(60),
      (steps, brokeAt, later) => {
        const MINUTE = HOUR / 60;
        const broke = brokeAt * MINUTE;
        const time = new VirtualTime();
        const gauge = new Gauge(time);
        gauge.watch(broke);
        const levels: { at: number; level: number }[] = [{ at: 0, level: 0 }];
        for (const { wait, by } of steps) {
          time.now += wait * MINUTE;
          const change = Math.max(by, -gauge.level);
          gauge.change(change);
          if (levels.at(-1)?.at === time.now) levels.pop();
          levels.push({ at: time.now, level: gauge.level });
        }
        const end = Math.max(time.now, broke + later * MINUTE);
        const begin = Math.min(broke + later * MINUTE, end);
        const upTo = (n: number) => levels[n + 1]?.at ?? end;
        const before = levels.filter((each, n) => each.at < broke && upTo(n) > Math.max(0, broke - HOUR));
        const bar = Math.max(0, ...before.map(({ level }) => level));
        const above = levels.flatMap(({ level }, n) =>
          level > bar && (n === levels.length - 1 || upTo(n) > begin) ? [n] : [],
        );
        const last = above.at(-1);
        const expected = last === undefined ? 0 : last === levels.length - 1 ? null : Math.max(0, upTo(last) - begin);
        expect(gauge.usualAfter(broke, begin)).toBe(expected);
      },
    ),
  );
});
