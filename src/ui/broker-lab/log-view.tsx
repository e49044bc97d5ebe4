// A log, or one partition of it: entries by offset, who holds them, and where each reader stands. Reading removes nothing.
import type { GroupPicture, LogPicture, QueuePicture } from '../../engine/index.ts';
import styles from './broker-lab.module.css';
import { SLOTS } from './slot.tsx';

/** Who looks at an offset next. */
function readersAt(queue: QueuePicture, partition: number, offset: number | string): string[] {
  const alone =
    partition === 0 ? queue.readers.filter(({ next }) => next === offset).map(({ consumer }) => consumer) : [];
  const groups = queue.groups.flatMap(({ name, places }) =>
    places
      .filter((place) => place.partition === partition && place.next === offset)
      .map(({ owner }) => `group ${name}${owner === undefined ? '' : `, ${owner}`}`),
  );
  return [...alone, ...groups];
}

const Readers = ({ names }: { readonly names: readonly string[] }) => (
  <>
    {names.map((name) => (
      <span key={name} className={styles['reader']}>
        <span aria-hidden="true">▲ </span>
        {name} <span className="sr">reads this next</span>
      </span>
    ))}
  </>
);

export const LogView = ({ log, queue }: { readonly log: LogPicture; readonly queue: QueuePicture }) => {
  const { partition, entries, next } = log;
  const many = queue.logs.length > 1;
  const name = many ? `Partition ${partition} of ${queue.name}` : `Entries of ${queue.name}`;
  const cut = Math.max(0, entries.length - SLOTS);
  return (
    <div className={styles['lane']}>
      <h4>
        {many ? `Partition ${partition}` : 'Log'} <span className="muted">oldest first, ▲ reads next</span>
      </h4>
      <ol className={styles['log']} aria-label={name}>
        {cut > 0 && <li className={styles['more']}>{cut} older</li>}
        {entries.slice(cut).map(({ offset, id }) => {
          const holders = queue.held
            .filter((held) => held.offset === offset && (held.partition ?? 0) === partition)
            .map(({ consumer }) => consumer);
          return (
            <li key={offset}>
              <span className={styles['entry']} data-held={holders.length > 0}>
                <b>{id}</b>
                <span>offset {offset}</span>
                <span>{holders.length > 0 ? `held by ${holders.join(', ')}` : 'stored'}</span>
              </span>
              <Readers names={readersAt(queue, partition, offset)} />
            </li>
          );
        })}
        <li>
          <span className={styles['entry']} data-next="true">
            <span>to come:</span>
            <span>offset {next}</span>
          </span>
          <Readers names={readersAt(queue, partition, next)} />
        </li>
      </ol>
    </div>
  );
};

/** The groups' places in words: a text twin of the arrows, and what is committed. */
export const Groups = ({ groups, many }: { readonly groups: readonly GroupPicture[]; readonly many: boolean }) => {
  if (groups.length === 0) return null;
  return (
    <ul className={styles['groups']} aria-label="Groups">
      {groups.flatMap(({ name, places }) =>
        places.map(({ partition, next, committed, owner }) => (
          <li key={`${name} ${partition}`}>
            Group {name}
            {many && `, partition ${partition}`}: next {next}
            {committed !== undefined && `, committed ${committed}`}
            {many && (owner === undefined ? ', read by nobody' : `, read by ${owner}`)}
          </li>
        )),
      )}
    </ul>
  );
};
