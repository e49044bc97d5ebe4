// The Broker lab’s script: which steps its buttons write for which kind of broker, and going back and forth in them. How the
// broker stands is always found by playing the steps; nothing here knows what they do.
import { type HeldPicture, PROFILES, type ProfileId } from '../engine/index.ts';
import type { ScriptStep } from './broker-words.ts';

/** What is chosen before the first step. */
export interface LabSettings {
  readonly profile: ProfileId;
  /** Whether refused and failed messages go to a second queue. */
  readonly deadLetters: boolean;
  /** Failed deliveries a quorum queue allows; 0: any number. */
  readonly deliveryLimit: number;
}

export interface Lab {
  readonly settings: LabSettings;
  readonly steps: readonly ScriptStep[];
  /** How many of the steps have been played. */
  readonly at: number;
}

const QUEUE = 'q';
const GROUP = 'readers';
const DEAD = 'dead';

export const isQueue = (profile: ProfileId): boolean => !PROFILES[profile].log;

function opening({ profile, deadLetters, deliveryLimit }: LabSettings): ScriptStep[] {
  const { declaredAs: type, groups, countsDeliveries } = PROFILES[profile];
  if (type === null) return [{ op: 'createGroup', queue: QUEUE, group: GROUP, offset: 'first' }];
  const declared = { op: 'declareQueue', queue: QUEUE, type };
  if (groups === 'committed') return [{ ...declared, partitions: 2 }];
  if (!isQueue(profile)) return [declared];
  const limit = countsDeliveries && deliveryLimit > 0 ? { deliveryLimit } : {};
  if (!deadLetters) return [{ ...declared, ...limit }];
  return [
    { ...declared, ...limit, deadLetter: { queue: DEAD } },
    { op: 'declareQueue', queue: DEAD, type },
  ];
}

export function beginLab(settings: LabSettings): Lab {
  const steps = opening(settings);
  return { settings, steps, at: steps.length };
}

/** How far back the lab goes: the queue is always there. */
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
  const { profile } = settings;
  const id = `lab-${profile}`;
  const { system } = PROFILES[profile];
  if (system === 'Redis') return { id, broker: 'redis-streams', brokerConfig: { persistence: 'aof-always' }, steps };
  return { id, broker: system.toLowerCase(), steps };
}

const played = (lab: Lab, op: string): readonly ScriptStep[] =>
  lab.steps.slice(0, lab.at).filter((step) => step['op'] === op);

/** Publishes so many messages, numbered on. */
export function publishStep(
  lab: Lab,
  count: number,
  how: { readonly key?: string; readonly persistent?: boolean },
): ScriptStep {
  const before = played(lab, 'publish').reduce((sum, step) => sum + (step['ids'] as readonly string[]).length, 0);
  const ids = Array.from({ length: count }, (_, n) => `m${before + n + 1}`);
  const { groups, alwaysPersistent } = PROFILES[lab.settings.profile];
  return {
    op: 'publish',
    queue: QUEUE,
    ids,
    ...(groups === 'committed' && how.key !== undefined ? { key: how.key } : {}),
    ...(!alwaysPersistent && how.persistent === false ? { persistent: false } : {}),
  };
}

/** A consumer of its own name comes. */
export function consumeStep(lab: Lab, prefetch: number, from: 'first' | 'next'): ScriptStep {
  const step = { op: 'consume', consumer: `c${played(lab, 'consume').length + 1}`, queue: QUEUE };
  const { groups, log } = PROFILES[lab.settings.profile];
  if (groups === 'pending') return { ...step, group: GROUP };
  if (groups === 'committed') return { ...step, group: GROUP, prefetch, offset: 'first' };
  return log ? { ...step, prefetch, offset: from } : { ...step, prefetch };
}

interface Deed {
  readonly name: string;
  readonly title: string;
  readonly step: ScriptStep;
}

/** What can be done with a message that a consumer holds; `others`: who could take it over. */
export function deedsFor(profile: ProfileId, held: HeldPicture, connected: readonly string[]): Deed[] {
  const { id, consumer, offset } = held;
  if (PROFILES[profile].groups === 'pending') {
    const entry = { queue: QUEUE, group: GROUP, offsets: [offset] };
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
