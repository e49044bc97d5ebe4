// Numbers as people read them: grouped, with as many digits as they carry, and round ticks for scales. It knows no units but
// those it is told.

/** A narrow space that does not break, between groups of three digits. */
const GAP = '\u202f';

/** Groups of three from five digits on; at most two decimals. */
export function numberText(value: number, decimals = 2): string {
  const rounded = Number(value.toFixed(Math.abs(value) >= 1000 ? 0 : decimals));
  const [whole = '', fraction] = String(Math.abs(rounded)).split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, GAP) : whole;
  return `${rounded < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** `1 user`, `259 users`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

/** Round values from above 0 to at most `top`, about `most` of them, whole when the top is. */
export function roundTicks(top: number, most: number): number[] {
  if (top <= 0) return [];
  const raw = top / most;
  let scale = 1;
  while (scale * 10 <= raw) scale *= 10;
  const step = [1, 2, 2.5, 5, 10].map((n) => n * scale).find((n) => n >= raw && Number.isInteger(n)) ?? 10 * scale;
  const ticks: number[] = [];
  for (let value = step; value <= top; value += step) ticks.push(value);
  return ticks;
}

/**
 * The top of a scale that grows with what becomes known: it seldom changes, and what is there first is not all of it. It need not be
 * higher than `most`, which is as many as there can be.
 */
export function growingTop(value: number, most = Number.POSITIVE_INFINITY): number {
  let scale = 10;
  while (scale * 10 < value) scale *= 10;
  const top = (value <= 50 ? 5 : ([1, 2, 5, 10].find((n) => n * scale >= value) ?? 10)) * scale;
  return most < top ? roundTop(Math.max(value, most)) : top;
}

/** A round number at or above `value`, so that scales do not end in odd places. */
export function roundTop(value: number): number {
  if (value <= 4) return Math.max(1, Math.ceil(value));
  let scale = 1;
  while (scale * 10 < value) scale *= 10;
  const found = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((n) => n * scale >= value) ?? 10;
  return Math.ceil(found * scale);
}
