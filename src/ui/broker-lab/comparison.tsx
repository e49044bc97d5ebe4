// The steps of a recorded case with a mark of agreement at each that was played, and the step at hand opened: observed on
// the real broker, done by the simulated one.
import type { Case } from '../../analysis/broker-lab/agreement.ts';
import {
  type JudgedStep,
  type Judgement,
  type Verdict,
  wholeWords,
} from '../../analysis/broker-lab/agreement-steps.ts';
import { stepWords } from '../../analysis/broker-lab/broker-words.ts';
import styles from './broker-lab.module.css';
import { Events } from './steps.tsx';

const MARKS: Readonly<Record<Verdict, readonly [sign: string, word: string]>> = {
  agrees: ['=', 'agrees'],
  quiet: ['=', 'agrees: nothing seen'],
  differs: ['≠', 'differs'],
  alike: ['~', 'alike, not required'],
  unlike: ['~', 'unlike, allowed'],
};

const Mark = ({ verdict }: { readonly verdict: Verdict }) => {
  const [sign, word] = MARKS[verdict];
  return (
    <span className={styles['mark']} data-verdict={verdict}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  );
};

interface Props {
  readonly recorded: Case;
  readonly judgement: Judgement;
  readonly at: number;
  readonly onGo: (at: number) => void;
}

export const CaseComparison = ({ recorded, judgement, at, onGo }: Props) => {
  const done = at === recorded.steps.length;
  const compares = recorded.compare !== 'none' || judgement.properties.length > 0;
  return (
    <>
      <ol className={styles['compared']} aria-label="Steps compared">
        {recorded.steps.map((step, index) => {
          const judged = judgement.steps[index];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the list
            <li key={index} data-ahead={index >= at} data-now={index === at - 1}>
              <button
                type="button"
                aria-current={index === at - 1 ? 'step' : undefined}
                onClick={() => onGo(index + 1)}
              >
                <span className={styles['number']}>{index + 1}</span> {stepWords(step)}
              </button>
              {index < at && judged !== undefined && <Mark verdict={judged.verdict} />}
              {index === at - 1 && judged !== undefined && <Beside judged={judged} />}
            </li>
          );
        })}
      </ol>
      {done && (
        <p className={styles['verdict']}>
          {!judgement.agrees && <Mark verdict="differs" />}
          {judgement.agrees && compares && <Mark verdict="agrees" />}
          <span className="serif">{wholeWords(recorded, judgement)}</span>
        </p>
      )}
      {judgement.properties.length > 0 && (
        <ul className={styles['properties']} aria-label="Statements">
          {judgement.properties.map(({ text, holds }) => (
            <li key={text}>
              {text} {done && <b>{holds ? '= holds' : '≠ does not hold'}</b>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

const Beside = ({ judged }: { readonly judged: JudgedStep }) => (
  <div className={styles['beside']}>
    <div>
      <h4>Real broker</h4>
      {judged.observed.length === 0 ? (
        <p className="muted">Nothing seen.</p>
      ) : (
        <Events events={judged.observed} label="Observed on the real broker" />
      )}
    </div>
    <div>
      <h4>Simulated broker</h4>
      {judged.simulated.length === 0 ? (
        <p className="muted">Nothing seen.</p>
      ) : (
        <Events events={judged.simulated} label="Done by the simulated broker" />
      )}
    </div>
  </div>
);
