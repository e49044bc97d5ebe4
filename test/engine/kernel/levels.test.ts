// What is measured as it goes: quantiles within one per cent, levels that count only when they last.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Histogram } from '../../../src/engine/kernel/histogram.ts';
import { Ring } from '../../../src/engine/kernel/ring.ts';
import { VirtualTime } from '../../../src/engine/kernel/time.ts';
import { Gauge } from '../../../src/engine/services/gauge.ts';

test('quantiles are within one per cent of the exact ones, from microseconds to a year', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(20), fc.nat(1_000_000), fc.double({ min: 0, max: 3e13, noNaN: true }).map(Math.round)), {
        minLength: 1,
        maxLength: 400,
      }),
      fc.constantFrom(0.01, 0.5, 0.95, 0.99, 1),
      (values, p) => {
        const histogram = new Histogram();
        for (const value of values) histogram.add(value);
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(p * values.length) - 1)] as number;
        expect(Math.abs((histogram.quantile(p) as number) - exact)).toBeLessThanOrEqual(exact * 0.01);
        expect([histogram.count, histogram.max]).toEqual([values.length, sorted[sorted.length - 1]]);
        const copy = new Histogram();
        copy.load(histogram.save());
        expect(copy.quantile(p)).toBe(histogram.quantile(p));
      },
    ),
    { seed: 1 },
  );
});

test('of nothing there is no quantile', () => {
  expect(new Histogram().quantile(0.5)).toBeNull();
});

/** A gauge after changes at the given times. */
function changed(...steps: readonly (readonly [at: number, by: number])[]): Gauge {
  const time = new VirtualTime();
  const gauge = new Gauge(time);
  for (const [at, by] of steps) {
    time.moveTo(at);
    gauge.change(by);
  }
  return gauge;
}

test('a level that does not last its microsecond is no peak, and its integral is exact', () => {
  const gauge = changed([10, 5], [10, -3], [20, 7], [20, -7], [30, -2]);
  expect([gauge.level, gauge.peak(40), gauge.integral(40)]).toEqual([0, 2, 40]);
});

test('a level that lasts until now counts, though nothing has ended it', () => {
  const gauge = changed([10, 4]);
  expect([gauge.peak(10), gauge.peak(11), gauge.integral(15)]).toEqual([0, 4, 20]);
});

test('a ring is first in, first out, however often it has wrapped, grown or been saved', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('push', 'push', 'shift', 'pop', 'reload'), { maxLength: 300 }), (steps) => {
      let ring = new Ring();
      const values: number[] = [];
      for (const [n, step] of steps.entries()) {
        if (step === 'push') {
          ring.push(n);
          values.push(n);
        } else if (step === 'reload') {
          const saved = ring.save();
          ring = new Ring();
          ring.load(saved);
        } else if (values.length > 0) {
          expect(step === 'shift' ? ring.shift() : ring.pop()).toBe(step === 'shift' ? values.shift() : values.pop());
        }
        expect(Array.from({ length: ring.length }, (_, i) => ring.at(i))).toEqual(values);
      }
    }),
    { seed: 1 },
  );
});
