// The Broker lab’s script: which steps its buttons write for which kind of broker, and going back and forth in them. How the
// broker stands is always found by playing the steps; nothing here knows what they do.
import { type HeldPicture, PROFILE_IDS, PROFILES, type ProfileId, type QueuePicture } from '../../engine/index.ts';
import type { LabFile } from './broker-lab-file.ts';
import type { ScriptStep } from './broker-words.ts';

/** What is chosen before the first step. */
export interface LabSettings {
  readonly profile: ProfileId;
  /** Whether refused and failed messages go to a second queue. */
  readonly deadLetters: boolean;
  /** Failed deliveries a quorum queue allows; 0: any number. */
  readonly deliveryLimit: number;
  /** A file with which the lab begins, instead of a queue of its own. */
  readonly file?: LabFile;
}

export interface Lab {
  readonly settings: LabSettings;
  readonly steps: readonly ScriptStep[];
  /** How many of the steps have been played. */
  readonly at: number;
}

/** Something that messages can be sent to. */
export interface Target {
  readonly kind: 'queue' | 'exchange';
  readonly name: string;
  /** Of a queue: how it behaves. */
  readonly profile?: ProfileId;
}

const QUEUE = 'q';
const GROUP = 'readers';
const DEAD = 'dead';

/** Which choices a kind of broker leaves to whoever publishes, consumes and declares. */
export function choicesOf(profile: ProfileId) {
  const { countsDeliveries, groups, log, alwaysPersistent } = PROFILES[profile];
  return {
    deliveryLimit: countsDeliveries,
    deadLetters: !log,
    key: groups === 'committed',
    persistence: !alwaysPersistent,
    prefetch: groups !== 'pending',
    start: log && groups === 'none',
  };
}

function opening({ profile, deadLetters, deliveryLimit, file }: LabSettings): readonly ScriptStep[] {
  if (file !== undefined) return file.opening;
  const { declaredAs: type, groups, log } = PROFILES[profile];
  if (type === null) return [{ op: 'createGroup', queue: QUEUE, group: GROUP, offset: 'first' }];
  const declared = { op: 'declareQueue', queue: QUEUE, type };
  if (groups === 'committed') return [{ ...declared, partitions: 2 }];
  if (log) return [declared];
  const limit = choicesOf(profile).deliveryLimit && deliveryLimit > 0 ? { deliveryLimit } : {};
  if (!deadLetters) return [{ ...declared, ...limit }];
  return [
    { ...declared, ...limit, deadLetter: { queue: DEAD } },
    { op: 'declareQueue', queue: DEAD, type },
  ];
}

export function beginLab(settings: LabSettings): Lab {
  const steps = [...opening(settings), ...(settings.file?.steps ?? [])];
  return { settings, steps, at: steps.length };
}

/** With what the lab is first met: five messages and somebody who takes them, so that there is something to act on. */
export function firstLab(settings: LabSettings): Lab {
  const begun = beginLab(settings);
  const published = act(begun, publishStep(begun, 5, {}));
  return act(published, consumeStep(published, 2, 'first'));
}

/** How far back the lab goes: what it began with is always there. */
export const firstOf = (lab: Lab): number => opening(lab.settings).length;

/** Adds steps after those played; what lay ahead is gone. */
export function act(lab: Lab, ...steps: readonly ScriptStep[]): Lab {
  const all = [...lab.steps.slice(0, lab.at), ...steps];
  return { ...lab, steps: all, at: all.length };
}

export const goTo = (lab: Lab, at: number): Lab => ({
  ...lab,
  at: Math.max(firstOf(lab), Math.min(lab.steps.length, at)),
});

/** The script in the form that `driftlab broker` plays, too. */
export function labScript({ settings, steps }: Lab): object {
  const { profile, file } = settings;
  if (file !== undefined) return { ...file.head, steps };
  const id = `lab-${profile}`;
  const { system } = PROFILES[profile];
  if (system === 'Redis') return { id, broker: 'redis-streams', brokerConfig: { persistence: 'aof-always' }, steps };
  return { id, broker: system.toLowerCase(), steps };
}

/** Where messages can be sent, in the order in which it came to be: queues and exchanges that the steps played so far have made. */
export function targetsOf({ settings, steps, at }: Lab): readonly Target[] {
  const targets = new Map<string, Target>();
  for (const step of steps.slice(0, at)) {
    const target = madeBy(step, settings.profile);
    if (target !== undefined) targets.set(`${target.kind} ${target.name}`, target);
  }
  return [...targets.values()];
}

function madeBy({ op, queue, exchange, type }: ScriptStep, profile: ProfileId): Target | undefined {
  if (op === 'declareExchange') return { kind: 'exchange', name: String(exchange) };
  const name = String(queue);
  if (op === 'declareQueue') {
    const declared = PROFILE_IDS.find((id) => PROFILES[id].declaredAs === type);
    return { kind: 'queue', name, profile: declared ?? profile };
  }
  return op === 'createGroup' ? { kind: 'queue', name, profile } : undefined;
}

const played = (lab: Lab, op: string): readonly ScriptStep[] =>
  lab.steps.slice(0, lab.at).filter((step) => step['op'] === op);

/** The first of the names c1, c2 and so on, or m1, m2, that comes after all that stand in the steps played. */
function nextNumber(prefix: string, names: readonly string[]): number {
  const numbers = names.map((name) => Number(name.startsWith(prefix) ? name.slice(prefix.length) : 0));
  return Math.max(0, ...numbers.filter(Number.isSafeInteger)) + 1;
}

function idsIn({ ids }: ScriptStep): readonly string[] {
  if (Array.isArray(ids)) return ids.map(String);
  const { prefix, to } = ids as { readonly prefix: string; readonly to: number };
  return [`${prefix}${to}`];
}

/** Publishes so many messages, numbered on. */
export function publishStep(
  lab: Lab,
  count: number,
  how: { readonly to?: Target | undefined; readonly key?: string; readonly persistent?: boolean },
): ScriptStep {
  const first = nextNumber('m', played(lab, 'publish').flatMap(idsIn));
  const ids = Array.from({ length: count }, (_, n) => `m${first + n}`);
  const { kind, name, profile = lab.settings.profile }: Target = how.to ?? { kind: 'queue', name: QUEUE };
  const { key, persistence } = choicesOf(profile);
  const persistent = persistence && how.persistent === false ? { persistent: false } : {};
  if (kind === 'exchange') return { op: 'publish', exchange: name, key: how.key ?? '', ids, ...persistent };
  return { op: 'publish', queue: name, ids, ...(key && how.key !== undefined ? { key: how.key } : {}), ...persistent };
}

/** A consumer of its own name comes. */
export function consumeStep(lab: Lab, prefetch: number, from: 'first' | 'next', of?: Target): ScriptStep {
  const names = played(lab, 'consume').map(({ consumer }) => String(consumer));
  const { name: queue, profile = lab.settings.profile } = of ?? { name: QUEUE };
  const step = { op: 'consume', consumer: `c${nextNumber('c', names)}`, queue };
  const { groups, log } = PROFILES[profile];
  const group = groupOf(lab, queue);
  if (groups === 'pending') return { ...step, group };
  if (groups === 'committed') return { ...step, group, prefetch, offset: 'first' };
  return log ? { ...step, prefetch, offset: from } : { ...step, prefetch };
}

/** The group that reads a queue in the steps played; the lab's own if none does. */
function groupOf(lab: Lab, queue: string): string {
  const named = lab.steps.slice(0, lab.at).find((step) => step['queue'] === queue && step['group'] !== undefined);
  return named === undefined ? GROUP : String(named['group']);
}

interface Deed {
  readonly name: string;
  readonly title: string;
  readonly step: ScriptStep;
}

/** What can be done with a message that a consumer holds in a queue; `others`: who could take it over. */
export function deedsFor(queue: QueuePicture, held: HeldPicture, connected: readonly string[]): Deed[] {
  const { id, consumer, offset, group } = held;
  if (PROFILES[queue.profile].groups === 'pending') {
    const entry = { queue: queue.name, group, offsets: [offset] };
    const ack: Deed = { name: 'Ack', title: `Acknowledge ${id} of ${consumer}`, step: { op: 'ack', ...entry } };
    const others = connected.filter((other) => other !== consumer);
    const claims = others.map((other) => ({
      name: `To ${other}`,
      title: `${other} claims ${id} from ${consumer}`,
      step: { op: 'claim', ...entry, consumer: other },
    }));
    return [ack, ...claims];
  }
  if (!connected.includes(consumer)) return [];
  const one = { consumer, id };
  return [
    { name: 'Ack', title: `Acknowledge ${id} of ${consumer}`, step: { op: 'ack', ...one } },
    { name: 'Requeue', title: `Hand back ${id} of ${consumer}`, step: { op: 'nack', ...one, requeue: true } },
    { name: 'Discard', title: `Discard ${id} of ${consumer}`, step: { op: 'nack', ...one, requeue: false } },
  ];
}
