// Where the truth is once authority and stream contradict each other: who is concerned and how, what each of the four says of such a user before and
// after, and what each repair makes of it. It reads trace lines and the log of changes; what a repair does it does not know.
import type { Session, TraceLine } from '../../engine/index.ts';
import { type Answer, type AnswerId, type Asked, answersOf } from './answers.ts';

/**
 * How the authority contradicts what it said before. `went-back`: its row is an older one; `version-reused`: and a later change was
 * given a version that another had; `only-in-copies`: who signed up since the backup is unknown to it; `came-back`: who was deleted
 * since then is there again; `new-version`: the older row has a version above all that were given; `taken-back`: it has gone back nowhere, and
 * an event tells of a change that it never made.
 */
export type Contradiction =
  | 'went-back'
  | 'version-reused'
  | 'only-in-copies'
  | 'came-back'
  | 'new-version'
  | 'taken-back';

export const CONTRADICTIONS: readonly Contradiction[] = [
  'went-back',
  'version-reused',
  'only-in-copies',
  'came-back',
  'new-version',
  'taken-back',
];

/** Whether an event told of a version that was not there, and whose change did not follow. */
function isTakenBack(lines: readonly TraceLine[]): boolean {
  let committed = 0;
  return lines.some((line, n) => {
    if (line.kind === 'commit') committed = line.version;
    if (line.kind !== 'publish' || line.version <= committed) return false;
    const { version, status } = line;
    return !lines.slice(n).some((each) => each.kind === 'commit' && each.version === version && each.status === status);
  });
}

/** How the authority contradicts itself or what was published about a user, by all lines about that user; null: it does not. */
export function contradictionOf(lines: readonly TraceLine[]): Contradiction | null {
  const commits = lines.filter((line) => line.kind === 'commit');
  const place = commits.findLastIndex(({ cause }) => cause === 'restore');
  const [restored, before] = [commits[place], commits[place - 1]];
  if (restored === undefined || before === undefined) return isTakenBack(lines) ? 'taken-back' : null;
  if (restored.status === 'absent' && before.status !== 'absent') return 'only-in-copies';
  if (restored.status !== 'absent' && before.status === 'absent') return 'came-back';
  const given = commits.slice(0, place).map(({ version }) => version);
  if (restored.version > Math.max(...given)) return 'new-version';
  return commits.slice(place + 1).some(({ version }) => given.includes(version)) ? 'version-reused' : 'went-back';
}

/** Users whose row in the User database was put back to an older one by `time`, microseconds; by number. */
export function restoredUsers(session: Session, time: number): readonly number[] {
  const { initialUsers } = session.facts();
  const versions = new Map<number, number>();
  const found = new Set<number>();
  const { truth } = session.logs;
  for (let place = 0; place < truth.length && truth.timeOf(place) <= time; place++) {
    const [user, version] = [truth.userOf(place), truth.versionOf(place)];
    const before = versions.get(user) ?? (user <= initialUsers ? 1 : 0);
    // A change is never told as the present state, and never has a version that is not above the last.
    if (version <= before || truth.typeOf(place) === 'UserSnapshot') found.add(user);
    versions.set(user, version);
  }
  return [...found].sort((a, b) => a - b);
}

/** One lane, and what is looked at of it. */
export interface TruthLane {
  readonly id: string;
  readonly title: string;
  /** All lines about the user in this lane. */
  readonly lines: readonly TraceLine[];
  /** When what its repair made is looked at, microseconds. */
  readonly at: number;
  readonly asked: Asked;
  /** Why its repair could not be done; null where it was. */
  readonly cannot: string | null;
}

/** What one repair has made of a user. */
interface Repaired {
  readonly id: string;
  readonly title: string;
  readonly at: number;
  readonly cannot: string | null;
  readonly answers: readonly Answer[];
  /** Which of the others say then what Billing says. */
  readonly follows: readonly AnswerId[];
}

export interface WhereTheTruthIs {
  /** How the authority contradicts itself by the end of the first lane; null: it does not. */
  readonly contradiction: Contradiction | null;
  /** The four answers the moment before authority and stream part, and once they have. */
  readonly before: readonly Answer[];
  readonly after: readonly Answer[];
  readonly repaired: readonly Repaired[];
}

/** Which of the other answers say the same as Billing's. */
function followedBy(answers: readonly Answer[]): readonly AnswerId[] {
  const billing = answers.find(({ id }) => id === 'billing');
  if (billing === undefined || billing.status === null) return [];
  return answers
    .filter(({ id, status, plan }) => id !== 'billing' && status === billing.status && plan === billing.plan)
    .map(({ id }) => id);
}

/**
 * A user's four answers before authority and stream parted at `parted` µs, `after` it, and after each lane's repair. Until its repair begins
 * every lane tells the same, so the first speaks for all; it must be there.
 */
export function whereTheTruthIs(parted: number, lanes: readonly TruthLane[], after = parted): WhereTheTruthIs {
  const [first] = lanes;
  if (first === undefined) throw new Error('Nobody can be asked where there is no lane.');
  return {
    contradiction: contradictionOf(first.lines.filter(({ t }) => t <= first.at)),
    before: answersOf(first.lines, parted - 1, first.asked),
    after: answersOf(first.lines, after, first.asked),
    repaired: lanes.map(({ id, title, lines, at, asked, cannot }) => {
      const answers = answersOf(lines, at, asked);
      return { id, title, at, cannot, answers, follows: followedBy(answers) };
    }),
  };
}
