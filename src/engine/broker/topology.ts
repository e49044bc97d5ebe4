// Exchanges, bindings and routes: which queues a message reaches. A route is an exchange and a key as one integer whose
// target queues are remembered until the topology changes, so that publishing compares no texts. It knows no messages.
import { DEFAULT_EXCHANGE, INEQUIVALENT, NO_EXCHANGE } from './codes.ts';

export type ExchangeKind = 'direct' | 'fanout' | 'topic';

interface Binding {
  readonly queue: number;
  readonly key: string;
}

interface Exchange {
  readonly name: string;
  readonly kind: ExchangeKind;
  readonly alternate: string;
  readonly bindings: readonly Binding[];
}

export interface TopologyState {
  readonly exchanges: readonly Exchange[];
  readonly exchangeNames: readonly string[];
  readonly keys: readonly string[];
}

/** Whether a topic pattern matches a key: `*` is one word, `#` any number of words. An empty text has no words. */
export function topicMatches(pattern: string, key: string): boolean {
  const words = (text: string): string[] => (text === '' ? [] : text.split('.'));
  return wordsMatch(words(pattern), 0, words(key), 0);
}

function wordsMatch(pattern: readonly string[], p: number, key: readonly string[], k: number): boolean {
  if (p === pattern.length) return k === key.length;
  if (pattern[p] === '#') {
    for (let rest = k; rest <= key.length; rest++) if (wordsMatch(pattern, p + 1, key, rest)) return true;
    return false;
  }
  if (k === key.length) return false;
  return (pattern[p] === '*' || pattern[p] === key[k]) && wordsMatch(pattern, p + 1, key, k + 1);
}

/** The targets of a route whose exchange does not exist. */
const MISSING: readonly number[] = [];

export class BrokerTopology {
  /** The queue of a name if it exists, or -1; set by the broker. */
  private readonly queueNamed: (name: string) => number;
  private exchanges: Exchange[] = [];
  private exchangeNames: string[] = [];
  private keys: string[] = [];
  private readonly ids = new Map<string, number>();
  private readonly targets: (readonly number[] | null)[] = [];

  constructor(queueNamed: (name: string) => number) {
    this.queueNamed = queueNamed;
  }

  /** The integer that stands for an exchange and a key from now on. The default exchange is `''`. */
  route(exchange: string, key: string): number {
    const name = `${exchange}\n${key}`;
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const id = this.keys.length;
    this.ids.set(name, id);
    this.exchangeNames.push(exchange);
    this.keys.push(key);
    this.targets.push(null);
    return id;
  }

  exchangeOf(route: number): string {
    return this.exchangeNames[route] as string;
  }

  keyOf(route: number): string {
    return this.keys[route] as string;
  }

  /** The queues a message on this route reaches, each once. */
  queuesOf(route: number): readonly number[] {
    const known = this.targets[route];
    if (known !== null && known !== undefined) return known;
    const found = this.resolve(this.exchangeOf(route), this.keyOf(route));
    this.targets[route] = found;
    return found;
  }

  /** Whether the route's exchange does not exist. */
  isMissing(route: number): boolean {
    return this.queuesOf(route) === MISSING;
  }

  /** Must be called when a queue comes or goes. */
  changed(): void {
    this.targets.fill(null);
  }

  declare(name: string, kind: ExchangeKind, alternate: string): number {
    const known = this.find(name);
    if (name === '') return DEFAULT_EXCHANGE;
    if (known !== undefined) return known.kind === kind && known.alternate === alternate ? 0 : INEQUIVALENT;
    this.exchanges.push({ name, kind, alternate, bindings: [] });
    this.changed();
    return 0;
  }

  bind(exchange: string, queue: number, key: string): number {
    return this.rebind(exchange, (bindings) =>
      bindings.some((binding) => binding.queue === queue && binding.key === key)
        ? bindings
        : [...bindings, { queue, key }],
    );
  }

  unbind(exchange: string, queue: number, key: string): number {
    return this.rebind(exchange, (bindings) =>
      bindings.filter((binding) => binding.queue !== queue || binding.key !== key),
    );
  }

  /** Forgets all bindings of a queue that is gone. */
  dropQueue(queue: number): void {
    this.exchanges = this.exchanges.map((exchange) => ({
      ...exchange,
      bindings: exchange.bindings.filter((binding) => binding.queue !== queue),
    }));
    this.changed();
  }

  save(): TopologyState {
    return { exchanges: this.exchanges.slice(), exchangeNames: this.exchangeNames.slice(), keys: this.keys.slice() };
  }

  load(state: TopologyState): void {
    this.exchanges = state.exchanges.slice();
    this.exchangeNames = [];
    this.keys = [];
    this.ids.clear();
    this.targets.length = 0;
    for (let route = 0; route < state.keys.length; route++) {
      this.route(state.exchangeNames[route] as string, state.keys[route] as string);
    }
  }

  private find(name: string): Exchange | undefined {
    return this.exchanges.find((exchange) => exchange.name === name);
  }

  private rebind(name: string, change: (bindings: readonly Binding[]) => readonly Binding[]): number {
    if (name === '') return DEFAULT_EXCHANGE;
    const exchange = this.find(name);
    if (exchange === undefined) return NO_EXCHANGE;
    this.exchanges = this.exchanges.map((one) => (one === exchange ? { ...one, bindings: change(one.bindings) } : one));
    this.changed();
    return 0;
  }

  private resolve(name: string, key: string): readonly number[] {
    if (name === '') {
      const queue = this.queueNamed(key);
      return queue < 0 ? [] : [queue];
    }
    if (this.find(name) === undefined) return MISSING;
    const tried: string[] = [];
    for (let next = name; next !== '' && !tried.includes(next); ) {
      tried.push(next);
      const exchange = this.find(next);
      if (exchange === undefined) break;
      const found = exchange.bindings.filter((binding) => matches(exchange.kind, binding.key, key));
      if (found.length > 0) return [...new Set(found.map((binding) => binding.queue))];
      next = exchange.alternate;
    }
    return [];
  }
}

function matches(kind: ExchangeKind, pattern: string, key: string): boolean {
  if (kind === 'fanout') return true;
  return kind === 'direct' ? pattern === key : topicMatches(pattern, key);
}
