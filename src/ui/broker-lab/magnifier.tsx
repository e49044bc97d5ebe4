// The magnifier: every message of every queue as a slot that says where it is. It draws what the engine says and offers what
// can be done with a slot; read-only where nothing is handed in to do it with.
import { deedsFor } from '../../analysis/broker-lab/broker-lab.ts';
import type { ScriptStep } from '../../analysis/broker-lab/broker-words.ts';
import { type HeldPicture, PROFILES, type QueuePicture, type Watched } from '../../engine/index.ts';
import styles from './broker-lab.module.css';
import { Groups, LogView } from './log-view.tsx';
import { More, SLOTS, Slot } from './slot.tsx';

interface Props {
  readonly watched: Watched;
  readonly onStep?: (step: ScriptStep) => void;
  readonly onCrash?: (consumer: string) => void;
}

export const Magnifier = ({ watched, onStep, onCrash }: Props) => {
  const { queues, consumers } = watched;
  if (queues.length === 0) return <p className={`${styles['empty']} serif`}>There is no queue yet.</p>;
  return (
    <>
      {queues.map((queue) => (
        <section key={queue.name} className={styles['queue']} aria-label={`${kindOf(queue)} ${queue.name}`}>
          <header>
            <h3>{queue.name}</h3>
            <span className="muted">{PROFILES[queue.profile].title}</span>
            <span className="grow" />
            <span>{countsOf(queue)}</span>
          </header>
          {queue.logs.length > 0 ? <Logs queue={queue} /> : <Waiting queue={queue} />}
          <Holders
            queue={queue}
            consumers={consumers.filter((one) => one.queue === queue.name)}
            onStep={onStep}
            onCrash={onCrash}
          />
        </section>
      ))}
    </>
  );
};

const kindOf = ({ logs }: QueuePicture): string => (logs.length > 0 ? 'Log' : 'Queue');

function countsOf({ logs, waiting, held }: QueuePicture): string {
  const entries = logs.reduce((sum, log) => sum + log.entries.length, 0);
  return logs.length > 0
    ? `${entries} in the log, ${held.length} held`
    : `${waiting.length} waiting, ${held.length} held`;
}

const Waiting = ({ queue: { name, waiting } }: { readonly queue: QueuePicture }) => (
  <div className={styles['lane']}>
    <h4>
      Waiting <span className="muted">next first</span>
    </h4>
    {waiting.length === 0 ? (
      <p className="muted">Nothing waits.</p>
    ) : (
      <ol className={styles['slots']} aria-label={`Waiting in ${name}`}>
        {waiting.slice(0, SLOTS).map((message, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same message may stand in a queue twice
          <Slot key={index} message={message} place="waiting" />
        ))}
        <More count={waiting.length - SLOTS} />
      </ol>
    )}
  </div>
);

const Logs = ({ queue }: { readonly queue: QueuePicture }) => (
  <>
    {queue.logs.map((log) => (
      <LogView key={log.partition} log={log} queue={queue} />
    ))}
    <Groups groups={queue.groups} many={queue.logs.length > 1} />
  </>
);

interface HoldersProps {
  readonly queue: QueuePicture;
  readonly consumers: Watched['consumers'];
  readonly onStep: Props['onStep'];
  readonly onCrash: Props['onCrash'];
}

/** Who is connected, or gone but still holding, and what each holds. */
const Holders = ({ queue, consumers, onStep, onCrash }: HoldersProps) => {
  const connected = consumers.map(({ name }) => name);
  const gone = [...new Set(queue.held.map(({ consumer }) => consumer))].filter((name) => !connected.includes(name));
  const rows = [...consumers, ...gone.map((name) => ({ name, queue: queue.name, credit: null }))];
  if (rows.length === 0) return <p className={`${styles['lane']} muted`}>No consumer.</p>;
  return (
    <ul className={styles['consumers']} aria-label={`Consumers of ${queue.name}`}>
      {rows.map(({ name, credit }) => {
        const held = queue.held.filter(({ consumer }) => consumer === name);
        const here = connected.includes(name);
        return (
          <li key={name} aria-label={`Consumer ${name}`} data-gone={!here}>
            <div className={styles['who']}>
              <b>{name}</b>
              <span className="muted">{here ? roomOf(credit) : 'not receiving, still holding'}</span>
              {here && onCrash !== undefined && (
                <button type="button" className="btn line" aria-label={`Crash ${name}`} onClick={() => onCrash(name)}>
                  Crash
                </button>
              )}
            </div>
            <Held held={held} queue={queue} connected={connected} name={name} onStep={onStep} />
          </li>
        );
      })}
    </ul>
  );
};

const roomOf = (credit: number | null): string =>
  credit === null ? 'takes any number' : credit <= 0 ? 'full: prefetch reached' : `room for ${credit} more`;

interface HeldProps {
  readonly held: readonly HeldPicture[];
  readonly queue: QueuePicture;
  readonly connected: readonly string[];
  readonly name: string;
  readonly onStep: Props['onStep'];
}

const Held = ({ held, queue, connected, name, onStep }: HeldProps) => {
  if (held.length === 0) return <p className="muted">Holds nothing.</p>;
  return (
    <ol className={styles['slots']} aria-label={`Held by ${name}`}>
      {held.slice(0, SLOTS).map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same message may be held twice
        <Slot key={index} message={message} place={`held by ${name}`}>
          {onStep !== undefined && <Deeds deeds={deedsFor(queue, message, connected)} onStep={onStep} />}
        </Slot>
      ))}
      <More count={held.length - SLOTS} />
    </ol>
  );
};

const Deeds = (props: { readonly deeds: ReturnType<typeof deedsFor>; readonly onStep: (step: ScriptStep) => void }) => (
  <span className={styles['deeds']}>
    {props.deeds.map(({ name, title, step }) => (
      <button key={name} type="button" aria-label={title} title={title} onClick={() => props.onStep(step)}>
        {name}
      </button>
    ))}
  </span>
);
