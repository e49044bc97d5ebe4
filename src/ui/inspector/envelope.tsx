// A message's envelope at the shown moment: what stands on it, where it is, and what became of it, each step a link to its moment.
import { clockStart, momentText } from '../../analysis/clock.ts';
import { envelopeOf } from '../../analysis/user/envelope.ts';
import type { MessageFacts } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from './inspector.module.css';

const At = ({ time, start }: { readonly time: number | null; readonly start: number }) => {
  const runner = useRunner();
  return time === null ? (
    'never'
  ) : (
    <button type="button" className="textlink" onClick={() => runner.play.seek(time)}>
      {momentText(start, time, 'millisecond')}
    </button>
  );
};

export const EnvelopeCard = ({ letter }: { readonly letter: MessageFacts }) => {
  const time = usePage((page) => page.frame?.time ?? page.time);
  const start = usePage((page) => clockStart(page.work?.scenario.start ?? ''));
  const words = envelopeOf(letter, time);
  const rows = [
    ['Message', words.message === null ? 'never made' : String(words.message)],
    ['Event', words.event ?? 'unknown'],
    ['Type', words.type],
    ['User', <Owner key="user" user={words.user} />],
    ['Version', String(words.version)],
    ['State', words.state ?? 'unknown'],
    ['Occurred at', <At key="occurred" time={words.occurredAt} start={start} />],
    ['Published at', <At key="published" time={words.publishedAt} start={start} />],
    ['Attempt', words.attempt === 0 ? 'not delivered so far' : String(words.attempt)],
    ['Cause', words.cause],
  ] as const;
  return (
    <div className={styles['body']}>
      <div className={styles['who']}>
        <b className={styles['type']}>{words.type}</b>
        <span className="muted">
          version {words.version} of user {words.user}
        </span>
      </div>
      <p className={styles['where']}>{words.where}.</p>
      <dl className={styles['envelope']} aria-label="Envelope">
        {rows.map(([name, value]) => (
          <div key={name} className={styles['row']}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div>
        <h3 className={styles['title']} id="became">
          What became of it
        </h3>
        <ol className={styles['became']} aria-labelledby="became">
          {words.steps.map(({ time: at, text, past }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps keep their places
            <li key={n} className={past ? '' : styles['later']}>
              <span>
                {text}
                {!past && <em> later</em>}
              </span>
              <At time={at} start={start} />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
};

const Owner = ({ user }: { readonly user: number }) => {
  const runner = useRunner();
  return (
    <button type="button" className="textlink" onClick={() => void runner.choice.user(user)}>
      {user}
    </button>
  );
};
