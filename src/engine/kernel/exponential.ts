// The exponential law by layers (ziggurat): 256 strips of equal area under e⁻ˣ, so that nearly every draw is one multiplication
// and one comparison. The tables are computed once in plain arithmetic and are the same everywhere.
// Source: Marsaglia and Tsang, The Ziggurat Method for Generating Random Variables (2000), the exponential case of 256 layers.
import { exp, log } from './arithmetic.ts';

const LAYERS = 256;
/** Where the lowest strip's tail begins, and the area of each strip. */
export const TAIL = 7.69711747013105;
const AREA = 0.003949659822581557;

/** Right ends of the strips from the lowest (whose end stands for its tail too) to the top, which ends at 0. */
export const EDGES = new Float64Array(LAYERS + 1);
/** e to the minus of each edge. */
const HEIGHTS = new Float64Array(LAYERS + 1);

EDGES[0] = AREA / exp(-TAIL);
EDGES[1] = TAIL;
for (let i = 2; i < LAYERS; i++) {
  const before = EDGES[i - 1] as number;
  EDGES[i] = -log(AREA / before + exp(-before));
}
for (let i = 1; i <= LAYERS; i++) HEIGHTS[i] = exp(-(EDGES[i] as number));

/** Whether a point at `x` in strip `i` (above the lowest), a share `v` up its height, lies under the curve. */
export function isUnder(i: number, x: number, v: number): boolean {
  const low = HEIGHTS[i] as number;
  return low + v * ((HEIGHTS[i + 1] as number) - low) < exp(-x);
}
