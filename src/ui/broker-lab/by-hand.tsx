// The lab by hand: buttons write steps, the engine's broker plays them all anew, and what it does is shown. Going back plays
// fewer of them.
import { type Dispatch, type SetStateAction, useMemo, useState } from 'react';
import { changesWords } from '../../analysis/broker-changes.ts';
import {
  act,
  beginLab,
  consumeStep,
  firstOf,
  goTo,
  isQueue,
  type Lab,
  type LabSettings,
  labScript,
  publishStep,
} from '../../analysis/broker-lab.ts';
import type { ScriptStep } from '../../analysis/broker-words.ts';
import { PROFILE_IDS, PROFILES, type ProfileId, traitsOf, watchScript } from '../../engine/index.ts';
import styles from './broker-lab.module.css';
import { Magnifier } from './magnifier.tsx';
import { Happened, StepList } from './steps.tsx';

interface Props {
  readonly lab: Lab;
  readonly setLab: Dispatch<SetStateAction<Lab>>;
}

export const ByHand = ({ lab, setLab }: Props) => {
  const watched = useMemo(() => watchScript(labScript(lab), lab.at), [lab]);
  const before = useMemo(() => watchScript(labScript(lab), lab.at - 1), [lab]);
  const doStep = (...steps: readonly ScriptStep[]) => setLab((before) => act(before, ...steps));
  const events = watched.steps.find(({ step }) => step === lab.at - 1)?.events ?? [];
  return (
    <div className={styles['hand']}>
      <Setting settings={lab.settings} onChange={(settings) => setLab(beginLab(settings))} />
      <div className={styles['bench']}>
        <section className={styles['scene']} aria-label="Magnifier">
          <Actions lab={lab} onStep={doStep} />
          <Magnifier watched={watched} onStep={doStep} onCrash={(consumer) => doStep({ op: 'crash', consumer })} />
        </section>
        <section className={styles['record']} aria-label="Steps">
          <StepList
            steps={lab.steps}
            at={lab.at}
            first={firstOf(lab)}
            onGo={(at) => setLab((before) => goTo(before, at))}
            onRestart={() => setLab(beginLab(lab.settings))}
          />
          <Happened
            step={lab.steps[lab.at - 1]}
            number={lab.at}
            events={events}
            changes={changesWords(before.queues, watched.queues)}
            error={watched.error}
          />
          <details className={styles['script']}>
            <summary>The steps as a script</summary>
            <textarea readOnly rows={12} aria-label="Script" value={JSON.stringify(labScript(lab), null, 1)} />
          </details>
        </section>
      </div>
    </div>
  );
};

/** Which kind of broker, and what is settled before the first message. A change begins anew. */
const Setting = (props: { readonly settings: LabSettings; readonly onChange: (settings: LabSettings) => void }) => {
  const { settings, onChange } = props;
  const profile = PROFILES[settings.profile];
  return (
    <div className={styles['setting']}>
      <div className={styles['choices']}>
        <label>
          <span>Broker</span>
          <select
            className="field"
            value={settings.profile}
            onChange={(event) => onChange({ ...settings, profile: event.target.value as ProfileId })}
          >
            {PROFILE_IDS.map((id) => (
              <option key={id} value={id}>
                {PROFILES[id].title} ({PROFILES[id].recorded ? 'recorded' : 'from documentation'})
              </option>
            ))}
          </select>
        </label>
        {settings.profile === 'rabbitmq-quorum' && (
          <label>
            <span>Delivery limit</span>
            <select
              className="field"
              value={settings.deliveryLimit}
              onChange={(event) => onChange({ ...settings, deliveryLimit: Number(event.target.value) })}
            >
              <option value={0}>none</option>
              <option value={1}>1</option>
              <option value={2}>2</option>
            </select>
          </label>
        )}
        {isQueue(settings.profile) && (
          <label className={styles['check']}>
            <input
              type="checkbox"
              checked={settings.deadLetters}
              onChange={(event) => onChange({ ...settings, deadLetters: event.target.checked })}
            />
            <span>Keep dead letters</span>
          </label>
        )}
        <span className={styles['source']}>
          {profile.recorded ? 'recorded: compared with the real broker' : 'from documentation: not recorded'}
        </span>
      </div>
      <p className="serif">{profile.summary}</p>
      <details className={styles['script']}>
        <summary>What this broker does</summary>
        <dl className={styles['traits']}>
          {traitsOf(profile).map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
};

/** What concerns the broker as a whole: publishing, consumers coming, restarts. */
const Actions = ({ lab, onStep }: { readonly lab: Lab; readonly onStep: (step: ScriptStep) => void }) => {
  const [prefetch, setPrefetch] = useState(2);
  const [from, setFrom] = useState<'first' | 'next'>('first');
  const [key, setKey] = useState('A');
  const [persistent, setPersistent] = useState(true);
  const { profile } = lab.settings;
  const publish = (count: number) => onStep(publishStep(lab, count, { key, persistent }));
  return (
    <fieldset className={styles['actions']}>
      <legend className="sr">Act on the broker</legend>
      <div>
        <button type="button" className="btn accent" onClick={() => publish(1)}>
          Publish
        </button>
        <button type="button" className="btn line" onClick={() => publish(5)}>
          Publish 5
        </button>
        {profile === 'kafka' && <Choice label="Key" value={key} options={['A', 'B', 'C', 'D']} onChange={setKey} />}
        {profile === 'rabbitmq-classic' && (
          <label className={styles['check']}>
            <input type="checkbox" checked={persistent} onChange={(event) => setPersistent(event.target.checked)} />
            <span>Persistent</span>
          </label>
        )}
      </div>
      <div>
        <button type="button" className="btn line" onClick={() => onStep(consumeStep(lab, prefetch, from))}>
          Add a consumer
        </button>
        {profile !== 'redis-stream' && (
          <Choice
            label="Prefetch"
            value={String(prefetch)}
            options={['1', '2', '3', '5', '10']}
            onChange={(value) => setPrefetch(Number(value))}
          />
        )}
        {profile === 'rabbitmq-stream' && (
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
