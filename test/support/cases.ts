// Scenario files that tests hold, each a question put to the simulator, and those that are bundled, read as the product reads them
// and run lane by lane.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { scenarios } from '../../src/engine/scenarios/catalog.ts';
import { readScenario } from '../../src/files/index.ts';
import { runOf } from './scenarios.ts';

type Lanes = Readonly<Record<string, VariantResult>>;

const lanesIn = (scenario: Scenario): Lanes =>
  Object.fromEntries(scenario.variants.map((variant) => [variant.id, runOf(scenario, variant)]));

/** The scenario in `test/cases/NAME`. */
export function caseOf(name: string): Scenario {
  const text = readFileSync(fileURLToPath(new URL(`../cases/${name}`, import.meta.url)), 'utf8');
  const outcome = readScenario(text, { file: name });
  if (!('scenario' in outcome)) throw new Error(`${name}: ${JSON.stringify(outcome.errors)}`);
  return outcome.scenario;
}

/** Every lane of a case, by its id. */
export const lanesOf = (name: string): Lanes => lanesIn(caseOf(name));

/** Every lane of a bundled scenario that names no file of changes. */
export function bundledLanesOf(id: string): Lanes {
  const bundled = scenarios.find((each) => each.id === id);
  const outcome = readScenario(bundled?.text ?? '', { file: `${id}.yaml` });
  if (!('scenario' in outcome)) throw new Error(`${id}: ${JSON.stringify(outcome.errors)}`);
  return lanesIn(outcome.scenario);
}
