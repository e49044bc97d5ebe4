// One person, many fates: the chosen user's sentence, from the same lines as the pictures.
import { momentText } from '../../analysis/clock.ts';
import { kindAt } from '../../analysis/kinds.ts';
import { numberText } from '../../analysis/numbers.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import { type FollowedUser, useFollowed } from './lives.ts';

interface Props {
  readonly lanes: readonly RunFacts[];
  readonly start: number;
}

interface Harm {
  readonly wrong: number;
  readonly missed: number;
}

/** Lanes in which a user fared alike stand together: `3 under Resync and Republish state`. */
function underWords(names: readonly string[], counts: readonly number[]): string {
  const byCount = new Map<number, string[]>();
  counts.forEach((count, n) => {
    byCount.set(count, [...(byCount.get(count) ?? []), names[n] ?? '']);
  });
  if (byCount.size === 1) return `${times(counts[0] ?? 0)} in every lane`;
  return [...byCount]
    .sort(([a], [b]) => a - b)
    .map(
      ([count, lanes], n) =>
        `${n === 0 ? times(count) : count === 0 ? 'never' : numberText(count)} under ${listed(lanes)}`,
    )
    .join(', ');
}

const times = (count: number): string => (count === 0 ? 'never' : count === 1 ? 'once' : `${numberText(count)} times`);

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

export const FollowedSentence = ({ lanes, start }: Props) => {
  const followed = useFollowed(lanes);
  const names = lanes.map(({ result }) => result.title);
  const until = usePage(veiledAfter);
  const selected = usePage((page) => page.selected);
  if (followed === null) return <b>User {selected}</b>;
  const lives = followed.lives.map((each) => each.filter(({ from }) => from <= until));
  const first = lives.flat().sort((a, b) => a.from - b.from)[0];
  if (first === undefined)
    return (
      <>
        <b>User {selected}</b> is not wrong for long in any lane{until < (lanes[0]?.endedAt ?? 0) ? ' so far' : ''}.
      </>
    );
  const harms = lives.map((each, n): Harm => harmBy(each, lanes[n] as RunFacts, until));
  const parts = [
    ...(harms.some(({ wrong }) => wrong > 0)
      ? [
          `Wrongly billed ${underWords(
            names,
            harms.map(({ wrong }) => wrong),
          )}.`,
        ]
      : []),
    ...(harms.some(({ missed }) => missed > 0)
      ? [
          `Missed ${underWords(
            names,
            harms.map(({ missed }) => missed),
          )}.`,
        ]
      : []),
  ];
  return (
    <>
      <b>User {selected}</b> is {kindAt(first.kind)?.title ?? 'wrong'} from {momentText(start, first.from)}.{' '}
      {parts.join(' ') || 'No invoice run has crossed it.'}
    </>
  );
};

/** What a user's lives have cost by `until`: every run inside of a life does the same. */
function harmBy(lives: FollowedUser['lives'][number], { invoiceRuns }: RunFacts, until: number): Harm {
  let [wrong, missed] = [0, 0];
  for (const life of lives) {
    const crossed = invoiceRuns.filter(({ time }) => time >= life.from && time < life.to && time <= until).length;
    if (life.wrong > 0) wrong += crossed;
    if (life.missed > 0) missed += crossed;
  }
  return { wrong, missed };
}
