// Means and 95 % intervals of few numbers by Student's t, in plain arithmetic so that every machine prints the same digits.

/** 97.5 % quantiles of Student's t for 1 … 30 degrees of freedom. Source: any table; checked against R's qt(0.975, df). */
const T = [
  12.706204736, 4.30265273, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135, 2.262157163,
  2.228138852, 2.20098516, 2.17881283, 2.160368656, 2.144786688, 2.131449546, 2.119905299, 2.109815578, 2.10092204,
  2.093024054, 2.085963447, 2.079613845, 2.073873068, 2.06865761, 2.063898562, 2.059538553, 2.055529439, 2.051830516,
  2.048407142, 2.045229642, 2.042272456,
];
const Z = 1.959963984540054;

/** The 97.5 % quantile of Student's t; beyond 30 degrees by the Cornish–Fisher expansion (error below 1e-6). */
export function studentT(degrees: number): number {
  const known = T[degrees - 1];
  if (known !== undefined) return known;
  const z3 = Z * Z * Z;
  const z5 = z3 * Z * Z;
  const z7 = z5 * Z * Z;
  const n = degrees;
  return (
    Z +
    (z3 + Z) / (4 * n) +
    (5 * z5 + 16 * z3 + 3 * Z) / (96 * n * n) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * n * n * n)
  );
}

export interface Interval {
  readonly mean: number | null;
  /** Bounds of the 95 % interval of the mean; null of fewer than two numbers. */
  readonly low: number | null;
  readonly high: number | null;
  /** How many numbers there were; nulls are left out. */
  readonly n: number;
}

export function interval(values: readonly (number | null)[]): Interval {
  const numbers = values.filter((value) => value !== null);
  const n = numbers.length;
  if (n === 0) return { mean: null, low: null, high: null, n };
  const mean = numbers.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { mean, low: null, high: null, n };
  const squares = numbers.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const half = studentT(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half, n };
}
