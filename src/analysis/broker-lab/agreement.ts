// Compares what a simulated broker did with what a real one was seen to do, by the rule that each recorded case names
// (test/fidelity/README.md). It plays nothing.

export interface Event {
  readonly actor: string;
  readonly type: string;
  readonly [field: string]: unknown;
}
export interface Step {
  readonly step: number;
  readonly events: readonly Event[];
}
export type CompareRule = 'exact' | 'unordered' | 'anyConsumer' | 'total' | 'idSet' | 'none';
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
  readonly brokerVersion?: string;
  readonly brokerConfig?: Readonly<Record<string, unknown>>;
  readonly title?: string;
  readonly lesson?: string;
  readonly topic?: string;
  readonly notes?: string;
  readonly stable?: boolean;
  readonly compare: CompareRule;
  readonly properties?: readonly Property[];
  readonly steps: readonly Readonly<Record<string, unknown>>[];
  readonly observed: {
    readonly steps?: readonly Step[];
    readonly runs?: number;
    readonly outcomes?: readonly { readonly times?: number; readonly steps: readonly Step[] }[];
  };
}

const HANDED_OUT = new Set(['deliver', 'drained', 'claimed']);

/** Fields that need not agree: texts, and what follows from other fields. */
export function isIgnored(event: Event, field: string): boolean {
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

const CANONICAL: Readonly<Record<Exclude<CompareRule, 'none'>, (steps: readonly Step[]) => unknown>> = {
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

/** What was recorded: the one outcome of a stable case, or all that were seen. */
export function outcomesOf({ observed }: Case): readonly (readonly Step[])[] {
  return observed.steps ? [observed.steps] : (observed.outcomes ?? []).map(({ steps }) => steps);
}

/** Undefined if the case agrees, else what was expected (the first outcome) and what came, in comparable form. */
export function disagreement(recorded: Case, steps: readonly Step[]): { expected: unknown; got: unknown } | undefined {
  const broken = (recorded.properties ?? []).find((property) => !holds(property, steps));
  if (broken !== undefined) return { expected: broken, got: steps };
  if (recorded.compare === 'none') return undefined;
  const canonical = CANONICAL[recorded.compare];
  const outcomes = outcomesOf(recorded);
  const got = canonical(steps);
  const agrees = outcomes.some((outcome) => JSON.stringify(canonical(outcome)) === JSON.stringify(got));
  return agrees ? undefined : { expected: canonical(outcomes[0] ?? []), got };
}

const without = (texts: readonly string[], others: readonly string[]): string[] => {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

/**
 * Where two plays of a script part, for people: per step a heading, then a line `- …` for each event only in `expected` and
 * `+ …` for each only in `got`. Steps with the same events in another order say so. Empty if the plays are equal in all that
 * is ever compared; a rule may allow what stands here.
 */
export function explain(script: Case['steps'], expected: readonly Step[], got: readonly Step[]): string[] {
  const numbers = [...new Set([...expected, ...got].map(({ step }) => step))].sort((a, b) => a - b);
  return numbers.flatMap((number) => {
    const eventsOf = (steps: readonly Step[]) => steps.find(({ step }) => step === number)?.events ?? [];
    const [before, after] = [eventsOf(expected), eventsOf(got)].map((events) =>
      events.map((event) => textOf(event, false)),
    ) as [string[], string[]];
    if (before.join('\n') === after.join('\n')) return [];
    const heading = `step ${number} (${String(script[number]?.['op'] ?? '?')})`;
    const lines = [
      ...without(before, after).map((text) => `  - ${readable(text)}`),
      ...without(after, before).map((text) => `  + ${readable(text)}`),
    ];
    return lines.length === 0 ? [`${heading}: the same events in another order`] : [heading, ...lines];
  });
}

/** `actor type field=value …` */
function readable(text: string): string {
  const fields = JSON.parse(text) as [string, unknown][];
  const { actor, type, ...rest } = Object.fromEntries(fields) as Record<string, unknown>;
  const values = Object.entries(rest).map(([field, value]) => `${field}=${JSON.stringify(value)}`);
  return [actor, type, ...values].join(' ');
}
