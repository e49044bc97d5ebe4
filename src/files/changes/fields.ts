// Fields of JSON objects by dotted path. Only what an object has itself is a field.

export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a dotted path; a key that has the dots itself comes first. */
export function fieldAt(value: unknown, path: string): unknown {
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  const dot = path.indexOf('.');
  const key = path.slice(0, dot);
  return dot < 0 || !Object.hasOwn(value, key) ? undefined : fieldAt(value[key], path.slice(dot + 1));
}

/** Dotted paths of an object's fields, two levels deep. */
export const fieldNames = (value: object): readonly string[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    isJsonObject(inner) ? Object.keys(inner).map((name) => `${key}.${name}`) : [key],
  );
