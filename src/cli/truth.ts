// What `why` tells of a user of whom the User database has gone back: the four answers before, after, and at the end of the lane.

import type { FinishedRun } from '../analysis/record/run-record.ts';
import type { Answer } from '../analysis/user/answers.ts';
import {
  type Contradiction,
  restoredUsers,
  type WhereTheTruthIs,
  whereTheTruthIs,
} from '../analysis/user/where-the-truth-is.ts';

const WORDS: Readonly<Record<Contradiction, string>> = {
  'went-back': 'The User database has an older row.',
  'version-reused': 'The User database went back, and gave a version for the second time since.',
  'only-in-copies': 'The User database does not know this user any more; copies do.',
  'came-back': 'The User database has this user again, who was deleted.',
  'new-version': 'The User database has an older row with a version above all that were given.',
  'taken-back': 'An event tells of a change that the User database never made.',
};
const ASKED = { happened: 'What happened', database: 'User database', events: 'Events', billing: 'Billing' } as const;

/** The four answers about a user, where the User database has gone back about that one; else null. */
export function truthAbout(run: FinishedRun, user: number): WhereTheTruthIs | null {
  const { facts, session } = run;
  const wentBack = facts.faults.find(({ fault }) => fault === 'user-restore')?.at;
  if (wentBack === undefined || !restoredUsers(session, wentBack).includes(user)) return null;
  const { billing, broker } = facts.spec.scenario;
  const beforeTheRun = facts.startsAt === 0 || (broker.kind !== 'queue' && broker.holdsInitial);
  const asked = { reads: billing.reads, startsAt: facts.startsAt, beforeTheRun };
  const { id, title } = facts.spec.variant;
  const { endedAt: at, cannot } = facts;
  return whereTheTruthIs(wentBack, [{ id, title, lines: run.history(user), at, asked, cannot }]);
}

const told = ({ status, version }: Answer): string =>
  status === null ? 'none' : `${status}${version === null ? '' : `, version ${version}`}`;
const row = (when: string, answers: readonly Answer[]): string =>
  `  ${when.padEnd(8)}${answers.map((answer) => `${ASKED[answer.id]}: ${told(answer)}`).join('; ')}`;

/** The same as lines of text. */
export function truthLines({ contradiction, before, after, repaired }: WhereTheTruthIs): readonly string[] {
  const [end] = repaired;
  return [
    `Where is the truth? ${contradiction === null ? '' : WORDS[contradiction]}`.trimEnd(),
    row('before', before),
    row('after', after),
    ...(end === undefined ? [] : [row('at last', end.answers)]),
  ];
}
