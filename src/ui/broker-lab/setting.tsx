// What is chosen before the first step of the lab: a kind of broker and its settings, or a file to begin with. A change begins anew.
import { useRef, useState } from 'react';
import { choicesOf, type LabSettings } from '../../analysis/broker-lab/broker-lab.ts';
import { type LabFile, openLabFile } from '../../analysis/broker-lab/broker-lab-file.ts';
import { PROFILE_IDS, PROFILES, type ProfileId, traitsOf } from '../../engine/index.ts';
import styles from './broker-lab.module.css';

interface Props {
  readonly settings: LabSettings;
  readonly onChange: (settings: LabSettings) => void;
}

/** The lab's own queue again. */
const ownSettings = ({ profile, deadLetters, deliveryLimit }: LabSettings): LabSettings => ({
  ...{ profile, deadLetters, deliveryLimit },
});

/** Takes RabbitMQ's definitions or a broker script from a file. */
const OpenFile = ({ settings, onChange }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState('');
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const opened = openLabFile(file.name, await file.text());
    setWrong('wrong' in opened ? opened.wrong : '');
    if ('file' in opened) onChange({ ...settings, profile: opened.profile, file: opened.file });
  };
  return (
    <>
      <button
        type="button"
        className="btn line"
        title="RabbitMQ definitions or a broker script, JSON"
        onClick={() => input.current?.click()}
      >
        Open definitions or script
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json"
        aria-label="Definitions or script"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {wrong !== '' && (
        <p role="alert" className={styles['wrong']}>
          {wrong}
        </p>
      )}
    </>
  );
};

/** The file that is open, and what of it is left out. */
const FileOpen = ({ file, onClose }: { readonly file: LabFile; readonly onClose: () => void }) => (
  <div className={styles['opened']}>
    <p>
      Begins with <b>{file.name}</b>
      {file.opening.length > 0 && `: ${file.opening.length} steps from its definitions`}
    </p>
    <button type="button" className="btn" onClick={onClose}>
      Close the file
    </button>
    {file.notes.length > 0 && (
      <details className={styles['script']} open>
        <summary>Not simulated ({file.notes.length})</summary>
        <ul aria-label="Not simulated">
          {file.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </details>
    )}
  </div>
);

/** Which kind of broker, and what is settled before the first message. A change begins anew. */
export const Setting = (props: Props) => {
  const { settings, onChange } = props;
  const { deadLetters, deliveryLimit, file } = settings;
  const profile = PROFILES[settings.profile];
  const choices = choicesOf(settings.profile);
  return (
    <div className={styles['setting']}>
      <div className={styles['choices']}>
        <label>
          <span>Broker</span>
          <select
            className="field"
            value={settings.profile}
            onChange={(event) => onChange({ profile: event.target.value as ProfileId, deadLetters, deliveryLimit })}
          >
            {PROFILE_IDS.map((id) => (
              <option key={id} value={id}>
                {PROFILES[id].title} ({PROFILES[id].recorded ? 'recorded' : 'from documentation'})
              </option>
            ))}
          </select>
        </label>
        {file === undefined && choices.deliveryLimit && (
          <label>
            <span>Delivery limit</span>
            <select
              className="field"
              value={deliveryLimit}
              onChange={(event) => onChange({ ...settings, deliveryLimit: Number(event.target.value) })}
            >
              <option value={0}>none</option>
              <option value={1}>1</option>
              <option value={2}>2</option>
            </select>
          </label>
        )}
        {file === undefined && choices.deadLetters && (
          <label className={styles['check']}>
            <input
              type="checkbox"
              checked={deadLetters}
              onChange={(event) => onChange({ ...settings, deadLetters: event.target.checked })}
            />
            <span>Keep dead letters</span>
          </label>
        )}
        <span className={styles['source']}>
          {profile.recorded ? 'recorded: compared with the real broker' : 'from documentation: not recorded'}
        </span>
        <OpenFile settings={settings} onChange={onChange} />
      </div>
      {file !== undefined && <FileOpen file={file} onClose={() => onChange(ownSettings(settings))} />}
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
