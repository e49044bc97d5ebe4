// Scenario files that tests hold, each a question put to the simulator, read as the product reads them and run lane by lane.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { readScenario } from '../../src/files/index.ts';
import { runOf } from './scenarios.ts';

/** The scenario in `test/cases/NAME`. */
export function caseOf(name: string): Scenario {
  const text = readFileSync(fileURLToPath(new URL(`../cases/${name}`, import.meta.url)), 'utf8');
  const outcome = readScenario(text, { file: name });
  if (!('scenario' in outcome)) throw new Error(`${name}: ${JSON.stringify(outcome.errors)}`);
  return outcome.scenario;
}

/** Every lane of a case, by its id. */
export function lanesOf(name: string): Readonly<Record<string, VariantResult>> {
  const scenario = caseOf(name);
  return Object.fromEntries(scenario.variants.map((variant) => [variant.id, runOf(scenario, variant)]));
}
