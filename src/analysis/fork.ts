// A future beside the one that is played: its curve from where they part, and how many users were divergent in it.
import { summed } from './bands.ts';
import type { Samples } from './record/facts.ts';

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** Places of the samples from `from` to `until`. */
function placesIn({ times }: Samples, from: number, until: number): readonly number[] {
  const places: number[] = [];
  for (let n = 0; n < times.length; n++) {
    const time = times[n] as number;
    if (time >= from && time <= until) places.push(n);
  }
  return places;
}

/** The outline of its divergent users between two moments, in drawing units; empty where no sample lies between them. */
export function outlineFrom(
  samples: Samples,
  [from, until]: readonly [number, number],
  x: (time: number) => number,
  y: (count: number) => number,
): string {
  const shared = lastSample(samples, 0, from);
  const fork = shared === null ? [] : [`${round(x(from))} ${round(y(shared.users))}`];
  const points = placesIn(samples, from, until).map(
    (n) => `${round(x(samples.times[n] as number))} ${round(y(summed(samples, n)))}`,
  );
  return points.length === 0 ? '' : `M${[...fork, ...points].join('L')}`;
}

/** The last sample at or before a moment, since `from`: when, and how many users were divergent; null where there is none. */
export function lastSample(
  samples: Samples,
  from: number,
  until: number,
): { readonly time: number; readonly users: number } | null {
  const places = placesIn(samples, from, until);
  const n = places[places.length - 1];
  return n === undefined ? null : { time: samples.times[n] as number, users: summed(samples, n) };
}
