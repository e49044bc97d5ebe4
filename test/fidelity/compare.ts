// Compares what a simulated broker did with what a real one was seen to do: the rules of README.md beside this file. It
// plays nothing.

export interface Event {
  readonly actor: string;
  readonly type: string;
  readonly [field: string]: unknown;
}
export interface Step {
  readonly step: number;
  readonly events: readonly Event[];
}
export type Rule = 'exact' | 'unordered' | 'anyConsumer' | 'total' | 'idSet' | 'none';
export interface Property {
  readonly kind: 'suffix' | 'offsetsIncrease' | 'deliveredAll' | 'deliveredNone';
  readonly consumer?: string;
  readonly step?: number;
  readonly ids?: readonly string[];
  readonly last?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}
export interface Case {
  readonly id: string;
  readonly broker: string;
  readonly compare: Rule;
  readonly properties?: readonly Property[];
  readonly steps: readonly Readonly<Record<string, unknown>>[];
  readonly observed: {
    readonly steps?: readonly Step[];
    readonly outcomes?: readonly { readonly steps: readonly Step[] }[];
  };
}

const HANDED_OUT = new Set(['deliver', 'drained', 'claimed']);

/** Fields that need not agree: texts, and what follows from other fields. */
function isIgnored(event: Event, field: string): boolean {
  if (field === 'about' || field === 'firstDeathReason') return true;
  if (field === 'error') return event.type === 'channelClosed' || event.type === 'connectionClosed';
  return field === 'consumers' && event.type === 'depth';
}

/** One text per event that is equal when the events agree. */
function textOf(event: Event, anyConsumer: boolean): string {
  const fields = Object.keys(event)
    .filter((field) => !isIgnored(event, field))
    .filter((field) => !(anyConsumer && field === 'actor' && HANDED_OUT.has(event.type)))
    .sort();
  return JSON.stringify(fields.map((field) => [field, sorted(event[field])]));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, sorted(one)]);
}

const all = (steps: readonly Step[]): Event[] => steps.flatMap((step) => step.events);
const perStep = (steps: readonly Step[], text: (events: readonly Event[]) => readonly string[]): unknown =>
  steps.map((step) => [step.step, text(step.events)]);

const CANONICAL: Readonly<Record<Exclude<Rule, 'none'>, (steps: readonly Step[]) => unknown>> = {
  exact: (steps) => perStep(steps, (events) => events.map((event) => textOf(event, false))),
  unordered: (steps) => perStep(steps, (events) => events.map((event) => textOf(event, false)).sort()),
  anyConsumer: (steps) => perStep(steps, (events) => events.map((event) => textOf(event, true)).sort()),
  total: (steps) =>
    all(steps)
      .map((event) => textOf(event, true))
      .sort(),
  idSet: (steps) =>
    [
      ...new Set(
        all(steps)
          .filter((event) => HANDED_OUT.has(event.type))
          .map((event) => String(event['id'])),
      ),
    ].sort(),
};

const numberOf = (id: unknown): number => Number(String(id).replace(/^\D+/, ''));

export function holds(property: Property, steps: readonly Step[]): boolean {
  const events = all(steps.filter((step) => property.step === undefined || step.step === property.step))
    .filter((event) => HANDED_OUT.has(event.type))
    .filter((event) => property.consumer === undefined || event.actor === property.consumer);
  const ids = events.map((event) => event['id']);
  switch (property.kind) {
    case 'suffix':
      return (
        ids.length >= (property.atLeast ?? 0) &&
        ids.length <= (property.atMost ?? Number.POSITIVE_INFINITY) &&
        ids[ids.length - 1] === property.last &&
        ids.every((id, i) => i === 0 || numberOf(id) === numberOf(ids[i - 1]) + 1)
      );
    case 'offsetsIncrease':
      return events.every((event, i) => i === 0 || Number(event['offset']) > Number(events[i - 1]?.['offset']));
    case 'deliveredAll':
      return (property.ids ?? []).every((id) => ids.includes(id));
    case 'deliveredNone':
      return !(property.ids ?? []).some((id) => ids.includes(id));
  }
}

/** Undefined if the case agrees, else what was expected (the first outcome) and what came, in comparable form. */
export function disagreement(recorded: Case, steps: readonly Step[]): { expected: unknown; got: unknown } | undefined {
  const broken = (recorded.properties ?? []).find((property) => !holds(property, steps));
  if (broken !== undefined) return { expected: broken, got: steps };
  if (recorded.compare === 'none') return undefined;
  const canonical = CANONICAL[recorded.compare];
  const outcomes = recorded.observed.steps
    ? [recorded.observed.steps]
    : (recorded.observed.outcomes ?? []).map((outcome) => outcome.steps);
  const got = canonical(steps);
  const agrees = outcomes.some((outcome) => JSON.stringify(canonical(outcome)) === JSON.stringify(got));
  return agrees ? undefined : { expected: canonical(outcomes[0] ?? []), got };
}
