// All rules between keys of the scenario document: what is right by itself and wrong together.
import { seededBeforeBinding } from './binding-rules.ts';
import type { Definition, Path } from './definition.ts';
import {
  fileInsteadOfRates,
  logAsTruth,
  notSimulatedTogether,
  profileOfTheKind,
  subscribersBesidesBilling,
  versionsToCompare,
  wholeStatesToCompact,
} from './design-rules.ts';
import type { Conflict, DocumentRule } from './rule.ts';
import {
  noticedWhenGiven,
  rareIsLonger,
  repairAfterTheStart,
  repairFollowsDetection,
  withinTheRun,
} from './time-rules.ts';

const RULES: readonly DocumentRule[] = [
  withinTheRun,
  repairAfterTheStart,
  repairFollowsDetection,
  noticedWhenGiven,
  seededBeforeBinding,
  profileOfTheKind,
  wholeStatesToCompact,
  logAsTruth,
  fileInsteadOfRates,
  notSimulatedTogether,
  versionsToCompare,
  rareIsLonger,
  subscribersBesidesBilling,
];

/** Everything in a document that is right by itself and wrong together. `isBad` tells keys already complained about. */
export function conflictsIn(document: unknown, isBad: (path: Path) => boolean, definition: Definition): Conflict[] {
  const sound = (...keys: readonly Path[]): boolean => !keys.some(isBad);
  return RULES.flatMap((rule) => rule(document, sound, definition));
}
