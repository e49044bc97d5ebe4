// Durations as the contract words them, read independently of the engine, so that an error there is not an error here.
const SIZES: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
};

/** Microseconds of `1h30m`, `250us` … */
export const microseconds = (text: string): number =>
  [...text.matchAll(/([\d.]+)(us|ms|[smhd])/g)].reduce(
    (sum, [, amount, unit]) => sum + Math.round(Number(amount) * (SIZES[unit as string] as number)),
    0,
  );
