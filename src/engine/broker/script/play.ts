// Plays a broker script: checks it, runs its steps on a simulated broker, and gives back what was observed. Nothing that
// stands in the file beside the script itself is looked at, and no input makes it throw.

import type { Broker } from '../broker.ts';
import { type ConsumerPicture, consumersOf, type Names, type QueuePicture, queuesOf } from '../picture.ts';
import type { Observations, ObservedStep } from './events.ts';
import { type CheckedStep, checkScript, type Script, ScriptError } from './format.ts';
import { KafkaPlayer } from './kafka.ts';
import { RabbitPlayer } from './rabbitmq.ts';
import { RedisPlayer } from './redis.ts';

export type ScriptResult =
  | { readonly id: string; readonly steps: readonly ObservedStep[] }
  | { readonly id: string; readonly error: string };

/** What happened in the first steps of a script, and how the broker stands after the last of them. */
export interface Watched {
  readonly steps: readonly ObservedStep[];
  readonly queues: readonly QueuePicture[];
  readonly consumers: readonly ConsumerPicture[];
  /** Why it went no further. */
  readonly error?: string;
}

interface Player extends Names {
  readonly broker: Broker;
  readonly seen: Observations;
  play(step: CheckedStep, place: string): void;
}

/** Plays a parsed script file. An `error` names the step and field and says what is allowed. */
export function playScript(file: unknown): ScriptResult {
  const id = idOf(file);
  try {
    return { id, steps: play(checkScript(file)) };
  } catch (problem) {
    if (problem instanceof ScriptError) return { id, error: problem.message };
    return { id, error: `the player failed: ${problem instanceof Error ? problem.message : String(problem)}` };
  }
}

/** Plays the first `count` steps of a script and draws how the broker stands then. */
export function watchScript(file: unknown, count = Number.POSITIVE_INFINITY): Watched {
  let player: Player | undefined;
  let error: string | undefined;
  try {
    const script = checkScript(file);
    player = playerOf(script);
    advance(player, script.steps.slice(0, count));
  } catch (problem) {
    error = problem instanceof Error ? problem.message : String(problem);
  }
  if (player === undefined) return { steps: [], queues: [], consumers: [], error: error ?? '' };
  const state = player.broker.save();
  const picture = { queues: queuesOf(state, player), consumers: consumersOf(state, player) };
  return { steps: player.seen.inOrder(), ...picture, ...(error === undefined ? {} : { error }) };
}

function playerOf({ broker, version, persistence, offsetsRetention }: Script): Player {
  if (broker === 'redis-streams') return new RedisPlayer(persistence);
  return broker === 'kafka' ? new KafkaPlayer(version, offsetsRetention) : new RabbitPlayer(version);
}

function advance(player: Player, steps: readonly CheckedStep[]): void {
  steps.forEach((step, index) => {
    player.seen.step = index;
    player.play(step, `steps[${index}]`);
  });
}

function play(script: Script): ObservedStep[] {
  const player = playerOf(script);
  advance(player, script.steps);
  return player.seen.inOrder();
}

function idOf(file: unknown): string {
  const id = typeof file === 'object' && file !== null ? (file as { id?: unknown }).id : undefined;
  return typeof id === 'string' ? id : '';
}
