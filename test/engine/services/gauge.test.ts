// A gauge counts what lasts: its peak and its integral are those of the step function that is left when all that happens within
// one microsecond is one change.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VirtualTime } from '../../../src/engine/kernel/time.ts';
import { Gauge } from '../../../src/engine/services/gauge.ts';

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
