// A scenario as the text of a file, in the order of the format and with every key, so that what was in effect can be seen
// and edited. Reading it gives the same scenario again.
import { stringify } from 'yaml';
import type { Scenario } from '../engine/index.ts';

/** YAML 1.2 text of a scenario. */
export function writeScenario(scenario: Scenario): string {
  return stringify(scenario, { schema: 'core', lineWidth: 0, aliasDuplicateObjects: false });
}
