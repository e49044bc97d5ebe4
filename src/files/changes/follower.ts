// Holds the rows of a file of changes against a run: each change inside it, in order, and possible for its user. What comes out are
// the columns of the engine. Behind a line that could not be read nobody is accused of what that line may have said.
import type { Changes } from '../../engine/index.ts';
import { formatDuration, parseInstant, plain, show } from '../../engine/index.ts';
import { COUNTED, IS_ABSENT, IS_ACTIVE, IS_SUSPENDED, type Row, type State } from './row.ts';
import type { Told } from './told.ts';

/** What the changes must fit into. */
export interface Run {
  /** What the clock shows at time 0, as in the scenario. */
  readonly start: string;
  /** Microseconds. */
  readonly length: number;
  /** How many users are there from the start. */
  readonly users: number;
}

const UNKNOWN = 3;
const STATES = ['does not exist', 'is active', 'is suspended'] as const;

/** The state a change of each kind needs, in words, and the state it leaves; a change of plan leaves it as it is. */
const NEEDS: readonly { readonly from: readonly number[]; readonly words: string; readonly to?: State }[] = [
  { from: [IS_ABSENT], words: 'one who does not exist', to: IS_ACTIVE },
  { from: [IS_ACTIVE], words: 'one who is active', to: IS_SUSPENDED },
  { from: [IS_SUSPENDED], words: 'one who is suspended', to: IS_ACTIVE },
  { from: [IS_ACTIVE, IS_SUSPENDED], words: 'one who exists', to: IS_ABSENT },
  { from: [IS_ACTIVE, IS_SUSPENDED], words: 'one who exists' },
];
const DOING = ['creates', 'suspends', 'reactivates', 'deletes', 'changes the plan of'] as const;
const [CREATES, SUSPENDS, REACTIVATES, DELETES] = [0, 1, 2, 3];

interface Known {
  readonly state: State | typeof UNKNOWN;
  /** Undefined when a line before could not be read. */
  readonly version: number | undefined;
}

/** Holds rows against a run: what is told of each user must be possible. */
export class Follower {
  private readonly time: number[] = [];
  private readonly user: number[] = [];
  private readonly kind: number[] = [];
  private readonly users = new Map<number, Known>();
  private readonly run: Run;
  private readonly start: number;
  private readonly told: Told;
  private last = Number.NEGATIVE_INFINITY;
  private lastText = '';
  /** A line could not be read: of users that no line after it tells of, nothing is known. */
  private isOpen = false;

  constructor(run: Run, told: Told) {
    this.run = run;
    this.start = parseInstant(run.start) ?? 0;
    this.told = told;
  }

  changes(): Changes {
    return { time: Float64Array.from(this.time), user: Uint32Array.from(this.user), kind: Uint8Array.from(this.kind) };
  }

  forget(): void {
    this.users.clear();
    this.isOpen = true;
  }

  row(row: Row, user: number | undefined): void {
    const time = this.timeOf(row);
    if (user === undefined) return this.forget();
    const known = this.knownOf(user);
    const kinds = this.kindsOf(row, known);
    if (this.isPossible(row, user, known, kinds)) this.countVersions(row, user, known);
    this.users.set(user, believed(row, known, kinds));
    if (time === undefined) return;
    for (const kind of kinds) {
      this.time.push(time);
      this.user.push(user);
      this.kind.push(kind);
    }
  }

  private knownOf(user: number): Known {
    const known = this.users.get(user);
    if (known !== undefined) return known;
    if (this.isOpen) return { state: UNKNOWN, version: undefined };
    return user <= this.run.users ? { state: IS_ACTIVE, version: 1 } : { state: IS_ABSENT, version: 0 };
  }

  /** Microseconds since the start, inside the run and not before the line above. */
  private timeOf({ line, time: at, timeText, names }: Row): number | undefined {
    if (at === undefined) return undefined;
    const { start, length } = this.run;
    const time = at - this.start;
    const words = (why: string): string => `"${plain(timeText)}" ${why}`;
    if (time < 0)
      this.told.once('before', line, names.time, words(`is before the run begins; allowed is ${start} or later`));
    else if (time > length) {
      const until = `${formatDuration(length)} after ${start}`;
      this.told.once('after', line, names.time, words(`is after the run ends; allowed is at most ${until}`));
    } else if (time < this.last) {
      const why = `is earlier than the change before it; allowed is ${plain(this.lastText)} or later`;
      this.told.add(line, names.time, words(why));
    } else {
      this.last = time;
      this.lastText = timeText;
      return time;
    }
    return undefined;
  }

  /** The changes that a row tells of. */
  private kindsOf({ line, what, names }: Row, { state }: Known): readonly number[] {
    if (what === undefined || 'none' in what) return [];
    return 'kind' in what ? [what.kind] : this.towards(what, state, line, names.type);
  }

  /** Whether a user can change so, as far as is known. */
  private isPossible(row: Row, user: number, { state }: Known, [first]: readonly number[]): boolean {
    if (first === undefined || state === UNKNOWN) return true;
    const { from, words } = NEEDS[first] as (typeof NEEDS)[number];
    if (from.includes(state)) return true;
    const message = `this ${DOING[first]} user ${calledBy(row, user)}, who ${STATES[state]}; allowed is ${words}`;
    this.told.add(row.line, row.names.type, message);
    return false;
  }

  private countVersions(row: Row, user: number, known: Known): void {
    const { line, version, names } = row;
    if (version === undefined || version === null || known.version === undefined) return;
    const next = known.version + 1;
    if (version === next) return;
    const message = `${version} is not the next version of user ${calledBy(row, user)}; allowed is ${next}${COUNTED}`;
    this.told.add(line, names.version, message);
  }

  /** From what a user is to what a row says that he is. */
  private towards(
    what: { readonly state: State; readonly whole?: boolean; readonly isNew?: boolean },
    from: Known['state'],
    line: number,
    path: string,
  ): readonly number[] {
    const { state: to, whole = false, isNew = false } = what;
    if (from === to && !isNew) {
      this.told.note('same', line, path, 'this leaves the status as it was, and is no change');
      return [];
    }
    if (to === IS_ABSENT) return [DELETES as number];
    const creates = isNew || from === IS_ABSENT;
    if (to === IS_ACTIVE) return [(creates ? CREATES : REACTIVATES) as number];
    if (!(creates && whole)) return [SUSPENDS as number];
    this.told.note(
      'twice',
      line,
      path,
      'this user is suspended from the first, and so is created and suspended at once',
    );
    return [CREATES as number, SUSPENDS as number];
  }
}

/** A user as the file calls him: a text beside the number that it got. */
const calledBy = ({ user: text }: Row, user: number): string =>
  text === undefined || text === String(user) ? String(user) : show(text);

/** What a row says is believed, so that one mistake is one problem. */
function believed({ what, version }: Row, known: Known, kinds: readonly number[]): Known {
  if (what === undefined) return { state: UNKNOWN, version: undefined };
  const counted = known.version === undefined ? undefined : known.version + kinds.length;
  const last = kinds.at(-1);
  const open = known.state === IS_ABSENT && last !== undefined ? IS_ACTIVE : known.state;
  const to = 'state' in what ? what.state : last === undefined ? undefined : NEEDS[last]?.to;
  return { state: to ?? open, version: version === null ? undefined : (version ?? counted) };
}
