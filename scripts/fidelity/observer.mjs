// What is seen while a script is played on a real broker, filed under its steps, and when a step is over: the broker has been
// silent for a while and owes no answer. Real time, real brokers: it knows neither protocol.

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A step that never becomes quiet is given up after so many milliseconds. */
const LONGEST_STEP = 15_000;

export class Observer {
  step = 0;
  /** Answers the broker owes. */
  pending = 0;
  #events = [];
  #last = 0;
  #order = new Map();
  #quiet;

  /** `quiet`: milliseconds of silence that end a step. */
  constructor(quiet) {
    this.#quiet = quiet;
  }

  /** Notes an event; fields without a value are left out. */
  add(actor, type, fields = {}) {
    this.#last = Date.now();
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    this.#events.push({ step: this.step, event: { actor, type, ...Object.fromEntries(given) } });
  }

  /** Notes that a message was published, so that the publisher's events can be put in that order. */
  publishing(id) {
    this.#order.set(id, this.#order.size);
  }

  /** Waits until the step is over. */
  async settle(quiet = this.#quiet) {
    const start = Date.now();
    this.#last = Math.max(this.#last, start);
    while (this.pending > 0 || Date.now() - this.#last < quiet) {
      if (Date.now() - start > LONGEST_STEP)
        throw new Error(`step ${this.step} did not become quiet in ${LONGEST_STEP / 1000} s`);
      await sleep(10);
    }
  }

  /** What was seen: by step, by actor, the publisher's by message. */
  seen() {
    const steps = new Map();
    for (const one of this.#events) steps.set(one.step, [...(steps.get(one.step) ?? []), one]);
    return [...steps]
      .sort(([a], [b]) => a - b)
      .map(([step, list]) => ({ step, events: list.map(({ event }) => event).sort((a, b) => this.#compare(a, b)) }));
  }

  #compare(a, b) {
    if (a.actor !== b.actor) return a.actor < b.actor ? -1 : 1;
    if (a.actor !== 'publisher' || a.id === b.id) return 0;
    const rank = ({ id }) => this.#order.get(id) ?? this.#order.size;
    return rank(a) - rank(b);
  }
}

/** The ids of a `publish` step. */
export function idsOf({ ids }) {
  if (Array.isArray(ids)) return ids;
  return Array.from({ length: Math.max(0, ids.to - ids.from + 1) }, (_, i) => `${ids.prefix}${ids.from + i}`);
}
