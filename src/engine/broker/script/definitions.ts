// RabbitMQ's definitions (`rabbitmqctl export_definitions`, or the management page's) as the first steps of a broker script: exchanges,
// queues and bindings as they were declared. What is not simulated is left out and named. It plays nothing.
import { isObject, isText } from './fields.ts';
import type { CheckedStep } from './format.ts';
import { versionNamed } from './versions.ts';

/** What a file of definitions comes to. */
export interface Definitions {
  readonly steps: readonly CheckedStep[];
  /** What is left out or played otherwise, a sentence each, with its place in the file. */
  readonly notes: readonly string[];
  /** The version to be named by a script that begins with these steps, where that is simulated. */
  readonly brokerVersion?: string;
}

type Fields = Record<string, unknown>;

const VHOST = '/';

/** Whether a parsed file looks like RabbitMQ's definitions. */
export const isDefinitions = (file: unknown): file is Fields =>
  isObject(file) && file['steps'] === undefined && (Array.isArray(file['queues']) || Array.isArray(file['exchanges']));

/** Arguments of a queue, and the fields of `declareQueue` that say the same. */
const QUEUE_ARGUMENTS: Readonly<Record<string, string>> = {
  'x-message-ttl': 'ttlMs',
  'x-expires': 'expiresMs',
  'x-max-length': 'maxLength',
  'x-max-length-bytes': 'maxLengthBytes',
  'x-overflow': 'overflow',
  'x-delivery-limit': 'deliveryLimit',
  'x-single-active-consumer': 'singleActiveConsumer',
  'x-max-age': 'maxAge',
  'x-stream-max-segment-size-bytes': 'segmentBytes',
};
/** Those that stand elsewhere in a step. */
const OTHER_ARGUMENTS = ['x-queue-type', 'x-dead-letter-exchange', 'x-dead-letter-routing-key'];
const QUEUE_TYPES = ['classic', 'quorum', 'stream'];
const EXCHANGE_KINDS = ['topic', 'fanout', 'direct'];
const PREDECLARED: Readonly<Record<string, string>> = {
  'amq.topic': 'topic',
  'amq.fanout': 'fanout',
  'amq.direct': 'direct',
};
/** Lists that say nothing about where messages go. */
const ADMINISTRATION = ['vhosts', 'users', 'permissions', 'topic_permissions', 'global_parameters'];
const KNOWN = ['queues', 'exchanges', 'bindings', 'policies', 'parameters'];

class Reading {
  readonly notes: string[] = [];
  readonly steps: CheckedStep[] = [];
  private readonly file: Fields;
  private readonly vhost: string;
  private readonly exchanges = new Set(['']);

  constructor(file: Fields) {
    this.file = file;
    this.vhost = this.chosenVhost();
  }

  read(): void {
    for (const [exchange, place] of this.listed('exchanges')) this.exchange(exchange, place);
    for (const [queue, place] of this.listed('queues')) this.queue(queue, place);
    for (const [binding, place] of this.listed('bindings')) this.binding(binding, place);
    for (const list of ['policies', 'parameters']) {
      for (const [one, place] of this.listed(list)) this.note(`${place} ${nameIn(one)}`, 'is not simulated');
    }
    for (const [key, value] of Object.entries(this.file)) {
      const isList = Array.isArray(value) && value.length > 0;
      if (isList && ![...KNOWN, ...ADMINISTRATION].includes(key)) this.note(key, 'is not simulated');
    }
  }

  /** Names belong to a virtual host; a script has one. */
  private chosenVhost(): string {
    const all = (this.list('queues') as unknown[]).concat(this.list('exchanges')).filter(isObject);
    const hosts = [...new Set(all.map(vhostOf))];
    const chosen = hosts.includes(VHOST) ? VHOST : (hosts[0] ?? VHOST);
    for (const host of hosts) {
      if (host !== chosen) this.note(`virtual host "${host}"`, `is another than "${chosen}": a script plays one`);
    }
    return chosen;
  }

  private list(key: string): readonly unknown[] {
    const list = this.file[key];
    return Array.isArray(list) ? list : [];
  }

  /** The entries of a list that belong to the virtual host, each with its place in the file. */
  private listed(key: string): (readonly [Fields, string])[] {
    return this.list(key).flatMap((one, index) => {
      const place = `${key}[${index}]`;
      if (!isObject(one)) {
        this.note(place, 'is no object');
        return [];
      }
      return vhostOf(one) === this.vhost ? [[one, place] as const] : [];
    });
  }

  private note(what: string, why: string): void {
    this.notes.push(`${what} ${why}; left out`);
  }

  private exchange(one: Fields, place: string): void {
    const { name, type } = one;
    const args = argumentsIn(one);
    if (!isText(name) || name === '' || name.startsWith('amq.')) return;
    if (!isText(type) || !EXCHANGE_KINDS.includes(type)) {
      this.note(`${place} "${name}"`, `is of type ${JSON.stringify(type)}, which is not simulated`);
      return;
    }
    const { 'alternate-exchange': alternate, ...rest } = args;
    this.exchanges.add(name);
    this.steps.push({
      ...{ op: 'declareExchange', exchange: name, kind: type },
      ...(isText(alternate) && alternate !== '' && { alternate }),
    });
    this.unknown(rest, place, name);
    for (const flag of ['internal', 'auto_delete']) {
      if (one[flag] === true) this.note(`${place} "${name}": ${flag}`, 'is not simulated');
    }
  }

  private queue(one: Fields, place: string): void {
    const { name } = one;
    if (!isText(name) || name === '') {
      this.note(place, 'has no name');
      return;
    }
    const args = argumentsIn(one);
    const type = args['x-queue-type'] ?? one['type'] ?? 'classic';
    if (!isText(type) || !QUEUE_TYPES.includes(type)) {
      this.note(`${place} "${name}"`, `is of type ${JSON.stringify(type)}, which is not simulated`);
      return;
    }
    const settings: Fields = one['durable'] === false ? { durable: false } : {};
    const others: Fields = {};
    for (const [argument, value] of Object.entries(args)) {
      const field = QUEUE_ARGUMENTS[argument];
      if (field !== undefined) settings[field] = value;
      else if (!OTHER_ARGUMENTS.includes(argument)) others[argument] = value;
    }
    const [exchange, key] = [args['x-dead-letter-exchange'], args['x-dead-letter-routing-key']];
    if (isText(exchange)) settings['deadLetter'] = { exchange, ...(isText(key) && { key }) };
    this.steps.push({ op: 'declareQueue', queue: name, type, ...settings });
    this.unknown(others, place, name);
    if (one['auto_delete'] === true) this.note(`${place} "${name}": auto_delete`, 'is not simulated');
  }

  /** The broker's own exchanges are there without being defined. */
  private predeclare(exchange: string): void {
    const kind = PREDECLARED[exchange];
    if (kind === undefined || this.exchanges.has(exchange)) return;
    this.exchanges.add(exchange);
    this.steps.push({ op: 'declareExchange', exchange, kind });
  }

  private unknown(args: Fields, place: string, name: string): void {
    for (const [argument, value] of Object.entries(args)) {
      this.note(`${place} "${name}": ${argument} ${JSON.stringify(value)}`, 'is not simulated');
    }
  }

  private binding(one: Fields, place: string): void {
    const { source, destination, destination_type: type, routing_key: key } = one;
    if (!isText(source) || !isText(destination)) return this.note(place, 'has no source or destination');
    const words = `${place} from "${source}" to "${destination}"`;
    // Every queue is bound to the default exchange by its name anyway.
    if (source === '') return;
    if (type !== undefined && type !== 'queue')
      return this.note(words, `binds an ${String(type)}, which is not simulated`);
    this.predeclare(source);
    if (!this.exchanges.has(source)) return this.note(words, 'belongs to an exchange that is not there');
    this.steps.push({ op: 'bind', queue: destination, exchange: source, key: isText(key) ? key : '' });
    this.unknown(argumentsIn(one), place, destination);
  }
}

const vhostOf = ({ vhost }: Fields): string => (isText(vhost) ? vhost : VHOST);
const nameIn = ({ name }: Fields): string => `"${String(name)}"`;
const argumentsIn = (one: Fields): Fields => (isObject(one['arguments']) ? one['arguments'] : {});

/** The steps that a parsed file of definitions stands for; undefined if it is none. */
export function stepsOfDefinitions(file: unknown): Definitions | undefined {
  if (!isDefinitions(file)) return undefined;
  const reading = new Reading(file);
  reading.read();
  const version = file['rabbit_version'] ?? file['rabbitmq_version'];
  const { steps, notes } = reading;
  if (!isText(version)) return { steps, notes };
  if (versionNamed('rabbitmq', version) !== undefined) return { steps, notes, brokerVersion: version };
  return { steps, notes: [...notes, `RabbitMQ ${version} is not simulated; played as 3.10`] };
}

/** A script with the steps of definitions before its own. */
export function afterDefinitions(definitions: Definitions, script: unknown): unknown {
  if (!isObject(script) || script['broker'] !== 'rabbitmq' || !Array.isArray(script['steps'])) return script;
  const brokerVersion = script['brokerVersion'] ?? definitions.brokerVersion;
  const steps = [...definitions.steps, ...script['steps']];
  return { ...script, ...(brokerVersion !== undefined && { brokerVersion }), steps };
}
