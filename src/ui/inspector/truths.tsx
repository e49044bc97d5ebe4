// Where is the truth, once authority and stream have parted? How they contradict each other about the chosen user, what the three who are asked said
// before and after, and what each lane of the comparison has made of it at the shown time.
import { useEffect, useMemo, useState } from 'react';
import { momentText } from '../../analysis/clock.ts';
import type { Answer, AnswerId } from '../../analysis/user/answers.ts';
import { type PartedBy, partedBy, type TruthOfLanes } from '../../analysis/user/truth-of-lanes.ts';
import type { Contradiction } from '../../analysis/user/where-the-truth-is.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { wordsOf } from './answers.tsx';
import styles from './truths.module.css';

const CONTRADICTS: Readonly<Record<Contradiction, string>> = {
  'went-back': 'The User database has gone back to an older row of this user.',
  'version-reused': 'The User database has gone back, and has given this user a version twice.',
  'only-in-copies': 'This user signed up after the backup: the User database no longer knows them.',
  'came-back': 'This user was deleted after the backup, and is there again.',
  'new-version': 'The row is an older one again, under a version above all that were given before.',
  'taken-back': 'The events tell of a change of this user that was taken back: the User database never made it.',
};

/** What parted them, until when it is told, and what the rows before and after it are called. */
const PARTED: Readonly<Record<PartedBy, { readonly told: string; readonly before: string; readonly after: string }>> = {
  restore: { told: 'The User database went back at', before: 'Before the restore', after: 'Restored at' },
  rollback: {
    told: 'Changes that were taken back have been published since',
    before: 'Before it',
    after: 'Taken back until',
  },
};

const ASKED: readonly (readonly [AnswerId, string])[] = [
  ['database', 'Database'],
  ['events', 'Events'],
  ['billing', 'Billing'],
];

/** What the lanes make of the user at a time; undefined while they are asked, null where none of them can say. */
function useTruth(user: number, time: number, parted: boolean): TruthOfLanes | null | undefined {
  const { connection } = useRunner();
  const comparison = usePage((page) => page.comparison);
  const [truth, setTruth] = useState<TruthOfLanes | null | undefined>(undefined);
  useEffect(() => {
    if (comparison === null || !parted) return setTruth(undefined);
    let gone = false;
    connection.door.whereTheTruthIs(user, time).then(
      (answer) => !gone && setTruth(answer),
      () => !gone && setTruth(null),
    );
    return () => {
      gone = true;
    };
  }, [connection, comparison, user, time, parted]);
  return truth;
}

interface Props {
  readonly user: number;
  readonly time: number;
  readonly start: number;
}

export const Truths = ({ user, time, start }: Props) => {
  const runner = useRunner();
  const facts = usePage((page) => page.facts);
  const parted = useMemo(() => (facts === null ? undefined : partedBy(facts, time)), [facts, time]);
  const isCompared = usePage((page) => page.comparison !== null);
  const truth = useTruth(user, time, parted !== undefined);
  if (parted === undefined) return null;
  const { by, at, until } = parted;
  return (
    <div className={styles['truths']}>
      <h3 className={styles['title']} id="where-the-truth-is">
        Where is the truth?
      </h3>
      {!isCompared ? (
        <p>
          {PARTED[by].told}{' '}
          <button type="button" className="textlink" onClick={() => runner.play.seek(at)}>
            {momentText(start, at)}
          </button>
          . What each strategy makes of this user is known once they are{' '}
          <button type="button" className="textlink" onClick={() => void runner.comparison.open()}>
            compared
          </button>
          .
        </p>
      ) : truth == null ? (
        <p className="muted">
          {truth === undefined ? 'The lanes are being asked.' : 'In these lanes nobody can be asked.'}
        </p>
      ) : (
        <>
          <p>
            {truth.contradiction === null
              ? 'About this user they contradict each other in nothing.'
              : CONTRADICTS[truth.contradiction]}
          </p>
          <Table
            truth={truth}
            before={PARTED[by].before}
            after={`${PARTED[by].after} ${momentText(start, until, 'minute')}`}
            time={time}
            start={start}
          />
        </>
      )}
    </div>
  );
};

interface TableProps {
  readonly truth: TruthOfLanes;
  readonly before: string;
  readonly after: string;
  readonly time: number;
  readonly start: number;
}

const Table = ({ truth, before, after, time, start }: TableProps) => {
  const lanes = usePage((page) => page.comparison?.lanes ?? NO_LANES);
  return (
    <table className={styles['table']} aria-labelledby="where-the-truth-is">
      <thead>
        <tr>
          <td />
          {ASKED.map(([id, title]) => (
            <th key={id} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row title={before} answers={truth.before} />
        <Row title={after} answers={truth.after} />
      </tbody>
      <tbody>
        <tr>
          <th scope="rowgroup" colSpan={4}>
            In each lane, at {momentText(start, time)}
          </th>
        </tr>
        {lanes.map(({ result: { id } }) => {
          const lane = truth.repaired.find((each) => each.id === id);
          const sleeper = truth.asleep.find((each) => each.id === id);
          if (lane !== undefined) return <Row key={id} {...lane} />;
          return sleeper === undefined ? null : <Sleeper key={id} {...sleeper} />;
        })}
      </tbody>
    </table>
  );
};

const NO_LANES: readonly never[] = [];

/** A lane whose moments are not kept: it says so, and can be run again. */
const Sleeper = ({ id, title }: { readonly id: string; readonly title: string }) => {
  const runner = useRunner();
  const waking = usePage((page) => page.waking);
  return (
    <tr>
      <th scope="row">{title}</th>
      <td colSpan={ASKED.length} className={styles['asleep']}>
        {waking?.lane === id ? (
          `Running it again: ${Math.floor(waking.done * 100)} %`
        ) : (
          <>
            Its moments are not kept.{' '}
            <button
              type="button"
              className="textlink"
              aria-label={`Run ${title} again`}
              disabled={waking !== null}
              onClick={() => void runner.comparison.wake(id)}
            >
              Run it again
            </button>
          </>
        )}
      </td>
    </tr>
  );
};

interface RowProps {
  readonly title: string;
  readonly answers: readonly Answer[];
  /** Whom Billing says the same as. */
  readonly follows?: readonly AnswerId[];
  readonly cannot?: string | null;
}

/** Billing's answer says whom it follows; who says another thing than it stands out. */
const Row = ({ title, answers, follows, cannot = null }: RowProps) => (
  <tr title={cannot === null ? undefined : `Cannot: ${cannot}`}>
    <th scope="row">
      {title}
      {cannot !== null && <small> cannot</small>}
    </th>
    {ASKED.map(([id]) => {
      const answer = answers.find((each) => each.id === id);
      const isFollowed = follows?.includes(id) === true;
      const differs = answer?.agrees === false;
      return (
        <td key={id} data-answer={id} data-followed={isFollowed || undefined}>
          <span className={differs ? `k-${answer.kind}` : ''}>
            {answer === undefined ? '' : wordsOf(answer)}
            {answer?.version != null && <small> v{answer.version}</small>}
          </span>
          {isFollowed && <span className="sr">, as Billing says</span>}
          {differs && <span className="sr">, not what happened</span>}
        </td>
      );
    })}
  </tr>
);
