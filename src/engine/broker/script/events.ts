// What was observed while a script was played, and the order in which it is written down: by step, by actor, the
// publisher's by message. It does not know how any of it came about.

/** One observation: its actor, its type, and fields that depend on the type. */
export interface ScriptEvent {
  readonly actor: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface ObservedStep {
  readonly step: number;
  readonly events: readonly ScriptEvent[];
}

/** Collects events under the step during which they happen. */
export class Observations {
  step = 0;
  private readonly byStep = new Map<number, ScriptEvent[]>();
  private readonly order = new Map<string, number>();
  private published = 0;

  /** Notes an event; fields without a value are left out. */
  add(actor: string, type: string, fields: Readonly<Record<string, unknown>>): void {
    const event: Record<string, unknown> = { actor, type };
    for (const [field, value] of Object.entries(fields)) if (value !== undefined) event[field] = value;
    const events = this.byStep.get(this.step);
    if (events === undefined) this.byStep.set(this.step, [event as ScriptEvent]);
    else events.push(event as ScriptEvent);
  }

  /** Notes that a message was published, so that the publisher's events can be put in that order. */
  publishing(id: string): void {
    this.order.set(id, this.published++);
  }

  /** Steps with events, in order; events by actor, and each actor's in the order in which they happened. */
  inOrder(): ObservedStep[] {
    const steps = [...this.byStep.entries()].sort(([a], [b]) => a - b);
    return steps.map(([step, events]) => ({ step, events: events.slice().sort((a, b) => this.compare(a, b)) }));
  }

  private compare(a: ScriptEvent, b: ScriptEvent): number {
    if (a.actor !== b.actor) return a.actor < b.actor ? -1 : 1;
    if (a.actor !== 'publisher' || a['id'] === b['id']) return 0;
    return this.rank(a) - this.rank(b);
  }

  private rank(event: ScriptEvent): number {
    return this.order.get(String(event['id'])) ?? this.published;
  }
}
