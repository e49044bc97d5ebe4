// A recorded case: its steps played one by one on the simulated broker beside what the real one was observed to do, with
// agreement marked at each. The player is given the script alone; what was observed is only compared.
import { useEffect, useMemo, useState } from 'react';
import type { Case } from '../../analysis/broker-lab/agreement.ts';
import { judge, NOT_COMPARED, RULES } from '../../analysis/broker-lab/agreement-steps.ts';
import { stepWords } from '../../analysis/broker-lab/broker-words.ts';
import { watchScript } from '../../engine/index.ts';
import { Waiting } from '../widgets/waiting.tsx';
import styles from './broker-lab.module.css';
import { loadCases } from './cases.ts';
import { CaseComparison } from './comparison.tsx';
import { Magnifier } from './magnifier.tsx';
import { StepButtons } from './steps.tsx';

interface Props {
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

export const Recorded = ({ chosen, onChoose }: Props) => {
  const [cases, setCases] = useState<readonly Case[] | null>(null);
  const [problem, setProblem] = useState('');
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a wish to load again
  useEffect(() => {
    let wanted = true;
    loadCases().then(
      (loaded) => wanted && setCases(loaded),
      (reason: unknown) => wanted && setProblem(reason instanceof Error ? reason.message : String(reason)),
    );
    return () => {
      wanted = false;
    };
  }, [attempt]);
  useEffect(() => {
    const first = cases?.[0];
    if (chosen === '' && first !== undefined) onChoose(first.id);
  }, [cases, chosen, onChoose]);
  if (cases === null && problem !== '') {
    const again = () => {
      setProblem('');
      setAttempt(attempt + 1);
    };
    return (
      <div className={styles['empty']} role="alert">
        <p className="serif">The recorded cases could not be loaded: {problem}.</p>
        <button type="button" className="btn line" onClick={again}>
          Try again
        </button>
      </div>
    );
  }
  if (cases === null) return <Waiting title="Loading the recorded cases" done={0} note="" />;
  const found = cases.find(({ id }) => id === chosen) ?? cases[0];
  if (found === undefined) return null;
  return (
    <div className={styles['hand']}>
      {chosen !== '' && found.id !== chosen && (
        <p className="serif">There is no recorded case “{chosen}”. Shown is the first one.</p>
      )}
      <Chooser cases={cases} found={found} onChoose={onChoose} />
      <Play key={found.id} recorded={found} />
    </div>
  );
};

const BROKERS: Readonly<Record<string, string>> = {
  classic: 'RabbitMQ classic queue',
  quorum: 'RabbitMQ quorum queue',
  stream: 'RabbitMQ stream',
  mixed: 'RabbitMQ, several kinds',
  redis: 'Redis stream',
};
const brokerOf = ({ id, broker }: Case): string => BROKERS[id.split('-')[0] ?? ''] ?? broker;

const Chooser = (props: { readonly cases: readonly Case[]; readonly found: Case } & Pick<Props, 'onChoose'>) => {
  const { cases, found, onChoose } = props;
  const brokers = [...new Set(cases.map(brokerOf))];
  const ofBroker = cases.filter((one) => brokerOf(one) === brokerOf(found));
  const topics = [...new Set(ofBroker.map(({ topic }) => topic ?? ''))].sort();
  return (
    <div className={styles['setting']}>
      <div className={styles['choices']}>
        <label>
          <span>Broker</span>
          <select
            className="field"
            value={brokerOf(found)}
            onChange={(event) => onChoose(cases.find((one) => brokerOf(one) === event.target.value)?.id ?? '')}
          >
            {brokers.map((broker) => (
              <option key={broker}>{broker}</option>
            ))}
          </select>
        </label>
        <label className={styles['wide']}>
          <span>Case</span>
          <select className="field" value={found.id} onChange={(event) => onChoose(event.target.value)}>
            {topics.map((topic) => (
              <optgroup key={topic} label={topic.replaceAll('-', ' ')}>
                {ofBroker
                  .filter((one) => (one.topic ?? '') === topic)
                  .map(({ id, title, lesson }) => (
                    <option key={id} value={id} title={lesson}>
                      {title ?? id}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
        <span className={styles['source']}>
          recorded from {found.broker === 'rabbitmq' ? 'RabbitMQ' : 'Redis'} {found.brokerVersion},{' '}
          {found.observed.runs ?? 1} runs
        </span>
      </div>
      <p className="serif">{found.lesson}</p>
      {found.notes !== undefined && found.notes !== '' && <p className="muted">{found.notes}</p>}
    </div>
  );
};

const scriptOf = ({ id, broker, brokerVersion, brokerConfig, steps }: Case): object => ({
  ...{ id, broker, steps },
  ...(brokerVersion === undefined ? {} : { brokerVersion }),
  ...(brokerConfig === undefined ? {} : { brokerConfig }),
});

const Play = ({ recorded }: { readonly recorded: Case }) => {
  const [at, setAt] = useState(0);
  const whole = useMemo(() => watchScript(scriptOf(recorded)), [recorded]);
  const watched = useMemo(() => watchScript(scriptOf(recorded), at), [recorded, at]);
  const judgement = useMemo(() => judge(recorded, whole.steps), [recorded, whole]);
  const steps = recorded.steps;
  return (
    <div className={styles['bench']}>
      <section className={styles['scene']} aria-label="Magnifier">
        <div className={styles['walking']}>
          <StepButtons at={at} first={0} last={steps.length} onGo={setAt} />
          <button type="button" className="btn" disabled={at === steps.length} onClick={() => setAt(steps.length)}>
            To the end
          </button>
        </div>
        <p className={`${styles['said']} serif`} role="status" aria-label="What happened">
          {at === 0 ? 'Nothing has been played yet.' : said(recorded, judgement, at)}
        </p>
        <Magnifier watched={watched} />
      </section>
      <section className={styles['record']} aria-label="Comparison">
        <CaseComparison recorded={recorded} judgement={judgement} at={at} onGo={setAt} />
        <p className={styles['rule']}>
          <b>Rule.</b> {RULES[recorded.compare]} <span className="muted">{NOT_COMPARED}</span>
        </p>
      </section>
    </div>
  );
};

function said(recorded: Case, { steps }: ReturnType<typeof judge>, at: number): string {
  const verdicts = {
    agrees: 'Real and simulated broker agree.',
    quiet: 'Neither broker lets anything be seen.',
    differs: 'Real and simulated broker differ.',
    alike: 'Both do the same, though the rule does not compare steps.',
    unlike: 'They do not do the same; the rule does not compare steps.',
  };
  const words = stepWords(recorded.steps[at - 1] ?? {});
  return `Step ${at}: ${words}. ${verdicts[steps[at - 1]?.verdict ?? 'quiet']}`;
}
