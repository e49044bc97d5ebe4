// Plays a broker script: checks it, runs its steps on a simulated broker, and gives back what was observed. Nothing that
// stands in the file beside the script itself is looked at, and no input makes it throw.

import type { Observations, ObservedStep } from './script-events.ts';
import { checkScript, type Script, ScriptError, type Step } from './script-format.ts';
import { RabbitPlayer } from './script-rabbitmq.ts';
import { RedisPlayer } from './script-redis.ts';

export type ScriptResult =
  | { readonly id: string; readonly steps: readonly ObservedStep[] }
  | { readonly id: string; readonly error: string };

interface Player {
  readonly seen: Observations;
  play(step: Step, place: string): void;
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

function play(script: Script): ObservedStep[] {
  const player: Player = script.broker === 'rabbitmq' ? new RabbitPlayer() : new RedisPlayer(script.persistence);
  script.steps.forEach((step, index) => {
    player.seen.step = index;
    player.play(step, `steps[${index}]`);
  });
  return player.seen.inOrder();
}

function idOf(file: unknown): string {
  const id = typeof file === 'object' && file !== null ? (file as { id?: unknown }).id : undefined;
  return typeof id === 'string' ? id : '';
}
