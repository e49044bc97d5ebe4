// The lab's buttons that concern the broker as a whole: each writes a step. What may be chosen follows from the kind of what is
// sent to or read from.
import { useState } from 'react';
import {
  choicesOf,
  consumeStep,
  type Lab,
  publishStep,
  type Target,
  targetsOf,
} from '../../analysis/broker-lab/broker-lab.ts';
import type { ScriptStep } from '../../analysis/broker-lab/broker-words.ts';
import styles from './broker-lab.module.css';

/** What concerns the broker as a whole: publishing, consumers coming, restarts. */
export const Actions = ({ lab, onStep }: { readonly lab: Lab; readonly onStep: (step: ScriptStep) => void }) => {
  const [prefetch, setPrefetch] = useState(2);
  const [from, setFrom] = useState<'first' | 'next'>('first');
  const [key, setKey] = useState('');
  const [persistent, setPersistent] = useState(true);
  const [wanted, setWanted] = useState('');
  const [queue, setQueue] = useState('');
  const targets = targetsOf(lab);
  const queues = targets.filter(({ kind }) => kind === 'queue');
  const to = targets.find((target) => titleOf(target) === wanted) ?? targets[0];
  const of = queues.find(({ name }) => name === queue) ?? queues[0];
  const sending = choicesOf(to?.profile ?? lab.settings.profile);
  const taking = choicesOf(of?.profile ?? lab.settings.profile);
  const publish = (count: number) =>
    onStep(publishStep(lab, count, { to, key: sending.key && key === '' ? 'A' : key, persistent }));
  const hasFile = lab.settings.file !== undefined;
  return (
    <fieldset className={styles['actions']}>
      <legend className="sr">Act on the broker</legend>
      <div>
        <button type="button" className="btn accent" disabled={to === undefined} onClick={() => publish(1)}>
          Publish
        </button>
        <button type="button" className="btn line" disabled={to === undefined} onClick={() => publish(5)}>
          Publish 5
        </button>
        {hasFile && to !== undefined && (
          <Choice label="To" value={titleOf(to)} options={targets.map(titleOf)} onChange={setWanted} />
        )}
        {to?.kind === 'exchange' && (
          <label>
            <span>Routing key</span>
            <input className="field" value={key} onChange={(event) => setKey(event.target.value)} />
          </label>
        )}
        {sending.key && <Choice label="Key" value={key || 'A'} options={['A', 'B', 'C', 'D']} onChange={setKey} />}
        {sending.persistence && (
          <label className={styles['check']}>
            <input type="checkbox" checked={persistent} onChange={(event) => setPersistent(event.target.checked)} />
            <span>Persistent</span>
          </label>
        )}
      </div>
      <div>
        <button
          type="button"
          className="btn line"
          disabled={of === undefined}
          onClick={() => onStep(consumeStep(lab, prefetch, from, of))}
        >
          Add a consumer
        </button>
        {hasFile && of !== undefined && (
          <Choice label="Of" value={of.name} options={queues.map(({ name }) => name)} onChange={setQueue} />
        )}
        {taking.prefetch && (
          <Choice
            label="Prefetch"
            value={String(prefetch)}
            options={['1', '2', '3', '5', '10']}
            onChange={(value) => setPrefetch(Number(value))}
          />
        )}
        {taking.start && (
          <Choice
            label="From"
            value={from}
            options={['first', 'next']}
            onChange={(value) => setFrom(value as 'first' | 'next')}
          />
        )}
      </div>
      <div>
        <button type="button" className="btn line" onClick={() => onStep({ op: 'restart', mode: 'graceful' })}>
          Restart the broker
        </button>
        <button type="button" className="btn line" onClick={() => onStep({ op: 'restart', mode: 'kill' })}>
          Kill the broker
        </button>
      </div>
    </fieldset>
  );
};

/** A target as it stands in a list: exchanges and queues may have the same name. */
const titleOf = ({ kind, name }: Target): string => `${kind} ${name}`;

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChange: (value: string) => void;
}

const Choice = ({ label, value, options, onChange }: ChoiceProps) => (
  <label>
    <span>{label}</span>
    <select className="field" value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </select>
  </label>
);
