// What every candidate measures with: CPU time of its own process (a shared machine may stop it at any moment, which wall
// time would count), and the median and quantiles of few numbers.

/** Seconds of CPU this process has used so far, user and system, garbage collection and compiling included. */
export function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export function quantile(values: readonly number[], p: number): number {
  const rank = Math.min(values.length, Math.max(1, Math.ceil(p * values.length)));
  return sorted(values)[rank - 1] as number;
}

export function median(values: readonly number[]): number {
  const { length } = values;
  return ((sorted(values)[(length - 1) >> 1] as number) + (sorted(values)[length >> 1] as number)) / 2;
}

/** Bytes that live objects and typed arrays take now. Needs `node --expose-gc`. */
export function liveBytes(): number {
  for (let pass = 0; pass < 3; pass++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** What a candidate prints: its measurements by name. */
export type Measured = Readonly<Record<string, number>>;
