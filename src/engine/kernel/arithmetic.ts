// Logarithm, exponential and normal quantile in plain + − × ÷ and √, so that every browser, processor and system gives
// the same last bit. Math.log and its kin are left to the system's library by ECMA-262 and differ.

const double = new Float64Array(1);
const words = new Int32Array(double.buffer); // [low, high]: every platform that runs JavaScript today is little-endian

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const TWO_54 = 18014398509481984;

/** 2 to the −k for k from −1022 to 1024, at k + 1022: scaling by it is exact. */
const SCALES = new Float64Array(2047);
for (let k = 0, scale = 1; k <= 1024; k++, scale /= 2) SCALES[k + 1022] = scale;
for (let k = 0, scale = 1; k >= -1022; k--, scale *= 2) SCALES[k + 1022] = scale;

/** Natural logarithm, within 1 ulp. Source: fdlibm e_log.c (Sun Microsystems, 1993). */
export function log(x: number): number {
  double[0] = x;
  const high = words[1] as number;
  return high >= 0x00100000 && high < 0x7ff00000 ? logOfNormal(x, high, 0) : logOfRare(x);
}

function logOfRare(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  double[0] = x * TWO_54;
  return logOfNormal(x * TWO_54, words[1] as number, -54);
}

/** Of x times 2 to the `shift`; `high` is the upper word of x. */
function logOfNormal(x: number, high: number, shift: number): number {
  // x = 2 to the k times 1 + f, which lies between √½ and √2. A table scales, since a processor waits when it is to read a
  // number of which half has just been written.
  const exponent = (high + 0x95f64 - 0x3ff00000) >> 20;
  const f = x * (SCALES[exponent + 1022] as number) - 1;
  const k = exponent + shift;
  const mantissa = high & 0xfffff;
  if ((0xfffff & (2 + mantissa)) < 3) return logNearPower(k, f);
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const t2 =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const r = t2 + t1;
  if (((mantissa - 0x6147a) | (0x6b851 - mantissa)) > 0) {
    const half = 0.5 * f * f;
    return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
  }
  return k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
}

/** Of 2 to the k times 1 + f, f tiny. */
function logNearPower(k: number, f: number): number {
  if (f === 0) return k * LN2_HIGH + k * LN2_LOW;
  const r = f * f * (0.5 - 0.33333333333333333 * f);
  return k * LN2_HIGH - (r - k * LN2_LOW - f);
}

/** e to the x, within 1 ulp for |x| < 700. Source: fdlibm e_exp.c (Sun Microsystems, 1993). */
export function exp(x: number): number {
  if (x > 709.78) return Number.POSITIVE_INFINITY;
  if (x < -745.13) return 0;
  const k = Math.floor(1.442695040888963387 * x + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return y * powerOfTwo(k);
}

/** Two to the k, exactly; subnormal results included. */
function powerOfTwo(k: number): number {
  if (k < -1022) return powerOfTwo(k + 54) / TWO_54;
  return k > 1022 ? powerOfTwo(k - 1) * 2 : (SCALES[1022 - k] as number);
}

const CENTRAL = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
  67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
] as const;
const CENTRAL_BELOW = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
  28729.085735721942674, 5226.495278852854561,
] as const;
const NEAR = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  2.4178072517745061177e-1, 2.27238449892691845833e-2, 7.7454501427834140764e-4,
] as const;
const NEAR_BELOW = [
  1, 2.05319162663775882187, 1.6763848301838038494, 6.8976733498510000455e-1, 1.4810397642748007459e-1,
  1.51986665636164571966e-2, 5.475938084995344946e-4, 1.05075007164441684324e-9,
] as const;
const FAR = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 2.9656057182850489123e-1,
  2.6532189526576123093e-2, 1.2426609473880784386e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
] as const;
const FAR_BELOW = [
  1, 5.9983220655588793769e-1, 1.3692988092273580531e-1, 1.48753612908506148525e-2, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
] as const;

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + (coefficients[i] as number);
  return sum;
}

/** The standard normal value below which a share `p` (0 < p < 1) lies. Source: Wichura, AS 241 (1988), relative error 1e-16. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q > -0.425 && q < 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRAL, r)) / polynomial(CENTRAL_BELOW, r);
  }
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const value =
    r <= 5
      ? polynomial(NEAR, r - 1.6) / polynomial(NEAR_BELOW, r - 1.6)
      : polynomial(FAR, r - 5) / polynomial(FAR_BELOW, r - 5);
  return q < 0 ? -value : value;
}
