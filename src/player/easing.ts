// Playing over legs of different rates without a jolt: before a slower leg it slows down, after one it picks up speed, so that nothing of
// the slow leg is flown over. Where one is after so much wall time follows from where one was.

/** A part of virtual time that is shown at one rate: microseconds of it to a second on the wall. */
export interface Leg {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

/** Seconds on the wall that a change of rate takes. */
const EASE = 0.2;
/** Seconds that are taken in one go. */
const STEP = 0.004;

function legAt(legs: readonly Leg[], time: number): number {
  let [low, high] = [0, legs.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((legs[middle] as Leg).to > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The rate on the faster side of a change at a distance from it: as when one brakes evenly. */
const eased = (fast: number, slow: number, distance: number): number =>
  Math.sqrt(slow * slow + 2 * ((fast - slow) / EASE) * Math.max(0, distance));

function rateIn(legs: readonly Leg[], n: number, time: number): number {
  const { from, to, rate } = legs[n] as Leg;
  const before = legs[n - 1]?.rate ?? rate;
  const after = legs[n + 1]?.rate ?? rate;
  return Math.min(
    rate,
    after < rate ? eased(rate, after, to - time) : rate,
    before < rate ? eased(rate, before, time - from) : rate,
  );
}

/** Where one is `seconds` of wall time after `time`; beyond the last leg there is nothing. */
export function movedOn(legs: readonly Leg[], time: number, seconds: number): number {
  let at = time;
  let left = seconds;
  for (let n = legAt(legs, time); left > 0 && n < legs.length; ) {
    const { to } = legs[n] as Leg;
    const rate = rateIn(legs, n, at);
    const step = Math.min(left, STEP);
    if (at + rate * step < to) {
      at += rate * step;
      left -= step;
    } else {
      left -= Math.max(0, to - at) / rate;
      at = Math.max(at, to);
      n++;
    }
  }
  return at;
}
