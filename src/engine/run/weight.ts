// What plain data weighs: the bytes of its columns, each counted once, however many share it.

/** `seen` remembers what was counted, also from one call to the next. */
export function bytesOf(value: unknown, seen: Set<object>): number {
  if (typeof value !== 'object' || value === null) return 0;
  const held = ArrayBuffer.isView(value) ? value.buffer : value;
  if (seen.has(held)) return 0;
  seen.add(held);
  if (ArrayBuffer.isView(value)) return value.buffer.byteLength;
  if (Array.isArray(value) && typeof value[0] === 'number') return value.length * 8;
  let sum = 0;
  for (const key in value) sum += bytesOf((value as Record<string, unknown>)[key], seen);
  return sum;
}
