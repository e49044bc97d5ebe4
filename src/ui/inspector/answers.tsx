// Four answers to "what is true?" about the chosen user, each marked by shape and word: does it agree with what happened, and if
// not, since when.
import { useMemo } from 'react';
import { lengthText, momentText } from '../../analysis/clock.ts';
import { type Answer, type AnswerId, answersOf } from '../../analysis/user/answers.ts';
import { askedOf } from '../../analysis/user/truth-of-lanes.ts';
import type { TraceLine } from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from './inspector.module.css';

const TITLES: Readonly<Record<AnswerId, string>> = {
  happened: 'What happened',
  database: 'The User database says',
  events: 'The events add up to',
  billing: 'Billing believes',
};

interface Props {
  readonly lines: readonly TraceLine[];
  readonly time: number;
  readonly start: number;
}

export const Answers = ({ lines, time, start }: Props) => {
  const facts = usePage((page) => page.facts);
  const answers = useMemo(() => {
    if (facts === null) return [];
    return answersOf(lines, time, askedOf(facts));
  }, [lines, time, facts]);
  return (
    <div>
      <h3 className={styles['title']} id="what-is-true">
        What is true?
      </h3>
      <ul className={styles['answers']} aria-labelledby="what-is-true">
        {answers.map((answer) => (
          <Line key={answer.id} answer={answer} time={time} start={start} />
        ))}
      </ul>
    </div>
  );
};

interface LineProps {
  readonly answer: Answer;
  readonly time: number;
  readonly start: number;
}

const Line = ({ answer, time, start }: LineProps) => {
  const runner = useRunner();
  const { id, agrees, since, kind } = answer;
  const differs = agrees === false;
  return (
    <li data-answer={id} data-agrees={String(agrees)}>
      <span className={differs ? `${styles['unlike']} k-${kind}` : styles['like']} aria-hidden="true">
        {agrees === null ? '·' : differs ? '≠' : '='}
      </span>
      <span>{TITLES[id]}</span>
      <b className={differs ? `k-${kind}` : ''}>
        {wordsOf(answer)}
        {id === 'happened' && answer.at !== null && (
          <>
            {' '}
            <When at={answer.at} start={start} />
          </>
        )}
      </b>
      {differs && since !== null && (
        <small>
          differs since{' '}
          <button type="button" className="textlink" onClick={() => runner.play.seek(since)}>
            {momentText(start, since)}
          </button>
          , for {lengthText(time - since)}
        </small>
      )}
      {agrees === true && id !== 'happened' && <span className="sr">agrees with what happened</span>}
    </li>
  );
};

const When = ({ at, start }: { readonly at: number; readonly start: number }) => {
  const runner = useRunner();
  return at === 0 ? (
    'from the start'
  ) : (
    <button type="button" className="textlink" onClick={() => runner.play.seek(at)}>
      at {momentText(start, at)}
    </button>
  );
};

export function wordsOf({ id, status, plan, version, deleted }: Answer): string {
  if (status === null) return 'nothing yet';
  if (deleted) return 'deleted';
  if (status === 'absent') return id === 'events' && version === null ? 'nothing' : 'absent';
  return plan === null ? status : `${status}, ${plan}`;
}
