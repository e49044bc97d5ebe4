// Chance for the queue benchmarks: the same cheap draws for our queue and for its peers, so that only the engines differ.

/** Uniform on 0 … 1, both excluded: sfc32 (Doty-Humphrey, public domain). */
export function uniforms(seed: number): () => number {
  const state = Int32Array.of(seed, seed ^ 0x9e3779b9, 0x243f6a88, 1);
  const draw = () => {
    const [a, b, c, d] = state as unknown as readonly [number, number, number, number];
    const t = (((a + b) | 0) + d) | 0;
    state[3] = d + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + t;
    return ((t >>> 0) + 0.5) / 4294967296;
  };
  for (let i = 0; i < 12; i++) draw();
  return draw;
}

/** Exponential with mean 1. */
export function exponentials(seed: number): () => number {
  const uniform = uniforms(seed);
  return () => -Math.log(uniform());
}

/** Delays of the hold model, drawn beforehand; `& DELAY_MASK` wraps round. */
export const DELAY_MASK = 65535;
export const delays = (): Float64Array => Float64Array.from({ length: DELAY_MASK + 1 }, exponentials(7));
