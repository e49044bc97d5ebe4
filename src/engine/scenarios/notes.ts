// What a scenario that is right should still be told: a key that cannot act in it, a plan that cannot be carried out. A note
// refuses nothing. Each rule answers for one kind of thing; a variant's part is told at the variant.
import type { Scenario } from '../scenario.ts';
import type { Definition, Path } from './definition.ts';
import type { Issue } from './findings.ts';

/** What a rule may look at: the whole scenario, and whether its text says something at a path. */
interface Noted {
  readonly scenario: Scenario;
  readonly definition: Definition;
  readonly isGiven: (...path: Path) => boolean;
}

type NoteRule = (noted: Noted) => readonly Issue[];

/** Who polls no outbox is not told how often. A lane may have one. */
const relayWithoutOutbox: NoteRule = ({ scenario: { publisher, variants }, isGiven }) => {
  const path = ['publisher', 'relayEvery'];
  const outbox = publisher.path !== 'direct' || variants.some(({ set }) => 'publisher.path' in set);
  if (outbox || !isGiven(...path)) return [];
  return [{ path, message: 'has no effect where publisher.path is direct: there is no outbox to be read' }];
};

/** How a file is to be read says nothing where there is none. */
const wordsWithoutFile: NoteRule = ({ scenario: { workload }, isGiven }) =>
  ['types', 'columns', 'timezone']
    .map((key) => ['workload', key])
    .filter((path) => workload.file === undefined && isGiven(...path))
    .map((path) => ({ path, message: 'has no effect without workload.file' }));

const RULES: readonly NoteRule[] = [relayWithoutOutbox, wordsWithoutFile];

/** Everything worth saying of a checked scenario, in the order of the rules. */
export const notesOn = (noted: Noted): readonly Issue[] => RULES.flatMap((rule) => rule(noted));
