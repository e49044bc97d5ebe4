// A bundled scenario, made smaller and recorded to its end, for tests of what is told about it.
import { recording } from '../../src/analysis/record/recording.ts';
import type { FinishedRun } from '../../src/analysis/record/run-record.ts';
import { drive } from '../../src/engine/experiment/comparison.ts';
import { scenarios, specOf, type TraceLine } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';

/** Every user’s history, read off the tape in one pass. */
export function histories({ tape, facts }: FinishedRun): readonly (readonly TraceLine[])[] {
  const all: TraceLine[][] = Array.from({ length: facts.users + 1 }, () => []);
  for (let at = 0; at < tape.length; at++) all[tape.userAt(at) ?? 0]?.push(tape.line(at));
  return all;
}

/** One variant of a bundled scenario with so many users; `change` may edit the scenario's text. */
export function heldRun(
  id: string,
  variant: string,
  { users = 2000, seed = 3, change = (text: string) => text } = {},
): FinishedRun {
  const text = change(
    (scenarios.find((each) => each.id === id)?.text ?? '').replace('users: 10000', `users: ${users}`),
  );
  const outcome = readScenario(text, { file: 'small.yaml' });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  const { scenario } = outcome;
  const found = scenario.variants.find((each) => each.id === variant);
  if (found === undefined) throw new Error(`No variant ${variant} in ${id}`);
  return drive(recording(specOf(scenario, found, seed)).work);
}
