// What `--vary` asks for, in the words of the command line: which values those are, and whether a file may have them, is said elsewhere.
import { askedIn, studyComplaints, type Varied, variedOf } from '../analysis/study/vary.ts';
import type { Scenario, StudyValues, VariantSpec } from '../engine/index.ts';
import { WrongInput } from './input.ts';

/** One option, such as `faults.0.for=10m..4h:12`. */
export function variedIn(text: string): Varied {
  const asked = askedIn(text);
  const outcome =
    asked === null ? { complaint: 'allowed is PATH=FROM..TO:STEPS, such as faults.0.for=10m..4h:12' } : variedOf(asked);
  if ('complaint' in outcome) throw new WrongInput(`command line:1: --vary: ${text}: ${outcome.complaint}`);
  return outcome.varied;
}

/** Refuses what cannot be studied. */
export function checkVaried(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  points: readonly StudyValues[],
): void {
  const complaints = studyComplaints(scenario, variants, points);
  if (complaints.length > 0)
    throw new WrongInput(complaints.map((each) => `command line:1: --vary: ${each}`).join('\n'));
}
