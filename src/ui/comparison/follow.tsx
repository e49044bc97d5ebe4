// The hand on a lane's picture: a click follows the user whose line is there, through all lanes; a click on the line that is followed,
// or Enter, opens that lane's history. Arrow keys go from one divergent user to the next.

import { momentText } from '../../analysis/clock.ts';
import { kindAt } from '../../analysis/kinds.ts';
import type { Axis } from '../../analysis/lanes/axis.ts';
import { timeOn } from '../../analysis/lanes/axis.ts';
import { type LifeRows, rowScale, rowsAt } from '../../analysis/lanes/life-rows.ts';
import { CELL_BITS, type RunFacts } from '../../worker/door.ts';
import type { Runner } from '../state/runner.ts';
import { useRunner } from '../state/use-runner.ts';
import { useKnownLives } from './lives.ts';
import type { FollowedHere } from './row-parts.ts';
import styles from './rows.module.css';

interface Props {
  readonly facts: RunFacts;
  readonly place: number;
  readonly axis: Axis;
  readonly rows: LifeRows;
  readonly height: number;
  readonly followed: FollowedHere | null;
  readonly start: number;
}

/** A pointer is so many pixels thick. */
const THICK = 3;

export const Follow = ({ facts, place, axis, rows, height, followed, start }: Props) => {
  const runner = useRunner();
  const count = rows.users.length;
  const known = useKnownLives(followed?.lives ?? NO_LIVES);
  const row = followed === null ? -1 : rows.users.indexOf(followed.user);
  const onClick = async (event: React.MouseEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const times = [timeOn(axis, x - THICK), timeOn(axis, x + THICK)] as const;
    const near = rowsAt(rowScale(rows, height), Math.max(0, y - THICK / 2), THICK);
    if (row >= near[0] && row < near[1]) return void openHistory(runner, facts, rows.users[row] as number);
    const user = await runner.connection.door.laneUserAt(place, near, times);
    void runner.choice.user(user);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const step = STEPS[event.key];
    if (step !== undefined) void runner.choice.user(nextUser(runner, rows, row, step));
    else if (event.key === 'Enter' && row >= 0) void openHistory(runner, facts, rows.users[row] as number);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={styles['follow']}
      role="slider"
      tabIndex={count === 0 ? -1 : 0}
      aria-label={`User followed in ${facts.result.title}`}
      aria-valuemin={0}
      aria-valuemax={count}
      aria-valuenow={row + 1}
      aria-valuetext={followedWords(followed?.user ?? null, known, start)}
      aria-disabled={count === 0}
      onClick={(event) => void onClick(event)}
      onKeyDown={onKeyDown}
    />
  );
};

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** The next row whose user is wrong in any lane at the shown moment; where nobody is, the next row. */
function nextUser({ get }: Runner, { users }: LifeRows, row: number, step: 1 | -1): number | null {
  const { laneFrames } = get();
  const isWrong = (user: number): boolean =>
    laneFrames.some((frame) => ((frame?.cells[user] ?? 0) & CELL_BITS.kind) !== 0);
  const count = users.length;
  const begin = row < 0 && step < 0 ? 0 : row;
  for (let n = 1; n <= count; n++) {
    const user = users[(((begin + n * step) % count) + count) % count] as number;
    if (isWrong(user)) return user;
  }
  return users[(((begin + step) % count) + count) % count] ?? null;
}

const NO_LIVES: FollowedHere['lives'] = [];

/** The user's lives in the lane, as far as they were seen; those of one kind that touch are one. */
function followedWords(user: number | null, lives: ReturnType<typeof useKnownLives>, start: number): string {
  if (user === null) return 'Nobody';
  const spans: (typeof lives)[number][] = [];
  for (const life of lives) {
    const last = spans[spans.length - 1];
    if (last !== undefined && last.kind === life.kind && last.to === life.from)
      spans[spans.length - 1] = { ...life, from: last.from };
    else spans.push(life);
  }
  const words = spans.map(({ kind, from, to, isOpen }) => {
    const ends = isOpen ? 'on' : `until ${momentText(start, to, 'microsecond')}`;
    return `${kindAt(kind)?.title} from ${momentText(start, from, 'microsecond')} ${ends}`;
  });
  return `User ${user}: ${words.join('; ') || 'not wrong in this lane'}`;
}

/** The history of a user in a lane: its run comes to the main stage first. */
async function openHistory(runner: Runner, { result }: RunFacts, user: number): Promise<void> {
  const { work } = runner.get();
  if (work === null) return;
  const isFuture = work.futures?.some(({ id }) => id === result.id) ?? false;
  runner.comparison.close();
  if (isFuture) await runner.edit.lookAt(result.id, result.title);
  else if (work.variant !== result.id) await runner.stage.variant(result.id);
  await runner.choice.user(user);
  runner.set({ historyOpen: true });
}
