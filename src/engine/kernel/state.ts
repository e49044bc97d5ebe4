// Saving and loading what can change. A component lists its mutable fields (`saved`); everything else in it is wiring that never
// changes after construction. Nothing may hide in a closure: a test walks every component and compares.
//
// Objects keep the shape they are born with, since engines are fast where a field has always held the same kind of thing. So
// every field has its first value when the constructor is through (and none is undefined before that: the compiler's setting
// `useDefineForClassFields` is off), and one that will hold more than small integers begins as NaN, since a small integer
// would make the first object of its class unlike all later ones.

/** Plain data: numbers, texts, booleans, null, typed arrays, arrays and objects of these. */
export type Saved = { readonly [field: string]: unknown };

/** No numbers: whoever holds none shares this, since marks save much that is empty. */
export const NOTHING = new Float64Array(0);

/** Something with its own way of being saved (a queue, a ring, a broker). */
export interface Stateful {
  save(): Saved;
  load(saved: Saved): void;
}

/** Something whose mutable fields are listed. */
export interface Component {
  readonly saved: readonly string[];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isStateful = (value: unknown): value is Stateful =>
  isObject(value) && typeof (value as Stateful).save === 'function';
const isComponent = (value: unknown): value is Component =>
  isObject(value) && Array.isArray((value as Component).saved);
/** A fixed number of parts. */
const isCrew = (value: unknown): value is readonly (Stateful | Component)[] =>
  Array.isArray(value) && (isStateful(value[0]) || isComponent(value[0]));

/** Whether something has a state: it saves itself, lists its fields, or is a fixed number of such. */
export const isPart = (value: unknown): boolean => isStateful(value) || isComponent(value) || isCrew(value);

/** A deep copy of plain data. Typed arrays are copied whole. */
export function copyOf(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).slice();
  if (Array.isArray(value)) return listOf(value);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copyOf((value as Record<string, unknown>)[key]);
  return copy;
}

/** A slice is of the same kind as what it is cut from (whether there are holes, and of what it is), which `map` makes another of once it is compiled. */
function listOf(values: readonly unknown[]): unknown[] {
  const copy = values.slice();
  for (let n = 0; n < copy.length; n++) if (isObject(copy[n])) copy[n] = copyOf(copy[n]);
  return copy;
}

/** What `part` holds that can change, copied: by its own `save`, by its listed fields, or whole when it is plain data. */
export function saveState(part: unknown): unknown {
  // A plain value first: most are.
  if (!isObject(part)) return part;
  if (isStateful(part)) return part.save();
  if (isCrew(part)) return part.map(saveState);
  if (!isComponent(part)) return copyOf(part);
  const from = part as unknown as Record<string, unknown>;
  const saved: Record<string, unknown> = {};
  for (const field of part.saved) saved[field] = saveState(from[field]);
  return saved;
}

/** Puts a saved state back into `part`, in place, field by field, so that objects keep their shape (and their speed). */
export function loadState(part: unknown, saved: unknown): void {
  if (isStateful(part)) return part.load(saved as Saved);
  if (isCrew(part)) {
    for (const [i, member] of part.entries()) loadState(member, (saved as readonly unknown[])[i]);
    return;
  }
  if (!isComponent(part)) return;
  const to = part as unknown as Record<string, unknown>;
  for (const field of part.saved) {
    const value = (saved as Saved)[field];
    // Again plain values first: no part is saved as one.
    if (!isObject(value)) to[field] = value;
    else if (isPart(to[field])) loadState(to[field], value);
    else to[field] = copyOf(value);
  }
}

/** One saved state that is put back again and again, as `loadState` does once: which fields are plain is found out once. */
export class PutBack {
  private readonly owners: Record<string, unknown>[] = [];
  private readonly fields: string[] = [];
  private readonly values: unknown[] = [];
  private readonly others: (readonly [part: Stateful, saved: Saved])[] = [];

  constructor(part: unknown, saved: unknown) {
    this.gather(part, saved);
  }

  now(): void {
    const { owners, fields, values, others } = this;
    for (let n = 0; n < owners.length; n++)
      (owners[n] as Record<string, unknown>)[fields[n] as string] = copyOf(values[n]);
    for (const [part, saved] of others) part.load(saved);
  }

  private gather(part: unknown, saved: unknown): void {
    if (isStateful(part)) this.others.push([part, saved as Saved]);
    else if (isCrew(part))
      for (const [i, member] of part.entries()) this.gather(member, (saved as readonly unknown[])[i]);
    else if (isComponent(part)) for (const field of part.saved) this.note(part, field, (saved as Saved)[field]);
  }

  private note(owner: Component, field: string, value: unknown): void {
    const held = (owner as unknown as Record<string, unknown>)[field];
    if (isPart(held)) return this.gather(held, value);
    this.owners.push(owner as unknown as Record<string, unknown>);
    this.fields.push(field);
    this.values.push(value);
  }
}
