// Where is the truth, once the authority has gone back? How it contradicts itself about the chosen user, what the three who are asked said
// before and after, and what each lane of the comparison has made of it at the shown time.
import { useEffect, useState } from 'react';
import type { Answer, AnswerId } from '../../analysis/answers.ts';
import { momentText } from '../../analysis/clock.ts';
import { wentBackBy } from '../../analysis/truth-of-lanes.ts';
import type { Contradiction, WhereTheTruthIs } from '../../analysis/where-the-truth-is.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { wordsOf } from './answers.tsx';
import styles from './truths.module.css';

const CONTRADICTS: Readonly<Record<Contradiction, string>> = {
  'went-back': 'The User database has gone back to an older row of this user.',
  'version-reused': 'The User database has gone back, and has given this user a version twice.',
  'only-in-copies': 'This user signed up after the backup: the User database no longer knows them.',
  'came-back': 'This user was deleted after the backup, and is there again.',
  'new-version': 'The row is an older one again, under a version above all that were given before.',
};

const ASKED: readonly (readonly [AnswerId, string])[] = [
  ['database', 'Database'],
  ['events', 'Events'],
  ['billing', 'Billing'],
];

/** What the lanes make of the user at a time; null while that is not known, or nothing has gone back. */
function useTruth(user: number, time: number, wentBack: number | undefined): WhereTheTruthIs | null {
  const { connection } = useRunner();
  const comparison = usePage((page) => page.comparison);
  const [truth, setTruth] = useState<WhereTheTruthIs | null>(null);
  useEffect(() => {
    if (comparison === null || wentBack === undefined) return setTruth(null);
    let gone = false;
    connection.door.whereTheTruthIs(user, time).then(
      (answer) => !gone && setTruth(answer),
      () => !gone && setTruth(null),
    );
    return () => {
      gone = true;
    };
  }, [connection, comparison, user, time, wentBack]);
  return truth;
}

interface Props {
  readonly user: number;
  readonly time: number;
  readonly start: number;
}

export const Truths = ({ user, time, start }: Props) => {
  const runner = useRunner();
  const wentBack = usePage((page) => (page.facts === null ? undefined : wentBackBy(page.facts, time)));
  const isCompared = usePage((page) => page.comparison !== null);
  const truth = useTruth(user, time, wentBack);
  if (wentBack === undefined) return null;
  return (
    <div className={styles['truths']}>
      <h3 className={styles['title']} id="where-the-truth-is">
        Where is the truth?
      </h3>
      {!isCompared ? (
        <p>
          The User database went back at{' '}
          <button type="button" className="textlink" onClick={() => runner.play.seek(wentBack)}>
            {momentText(start, wentBack)}
          </button>
          . What each strategy makes of this user is known once they are{' '}
          <button type="button" className="textlink" onClick={() => void runner.comparison.open()}>
            compared
          </button>
          .
        </p>
      ) : truth === null ? (
        <p className="muted">The lanes are being asked.</p>
      ) : (
        <>
          <p>
            {truth.contradiction === null
              ? 'About this user the User database contradicts nobody.'
              : CONTRADICTS[truth.contradiction]}
          </p>
          <Table truth={truth} wentBack={wentBack} time={time} start={start} />
        </>
      )}
    </div>
  );
};

interface TableProps {
  readonly truth: WhereTheTruthIs;
  readonly wentBack: number;
  readonly time: number;
  readonly start: number;
}

const Table = ({ truth, wentBack, time, start }: TableProps) => (
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
      <Row title="Before the restore" answers={truth.before} />
      <Row title={`Restored at ${momentText(start, wentBack, 'minute')}`} answers={truth.after} />
    </tbody>
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={4}>
          In each lane, at {momentText(start, time)}
        </th>
      </tr>
      {truth.repaired.map(({ id, title, answers, follows, cannot }) => (
        <Row key={id} title={title} answers={answers} follows={follows} cannot={cannot} />
      ))}
    </tbody>
  </table>
);

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
