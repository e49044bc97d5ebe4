// What a part of the topology has just done or has in hand, for its card: the last rows written, the last calls answered, the
// messages on their way. Rows lead to their user, messages to their envelope.

import { clockStart, momentText } from '../../analysis/clock.ts';
import { meaningOf } from '../../analysis/glossary.ts';
import { counted } from '../../analysis/numbers.ts';
import { requestText, statusName } from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from './card.module.css';

const useStart = (): number => usePage((page) => clockStart(page.work?.scenario.start ?? ''));

export const LastRows = ({ place }: { readonly place: 'user' | 'billing' }) => {
  const runner = useRunner();
  const rows = usePage((page) => (place === 'user' ? page.frame?.truth : page.frame?.copy));
  const start = useStart();
  if (rows === undefined) return null;
  return (
    <div>
      <h4 className={styles['title']}>Last rows</h4>
      {rows.length === 0 && <p className={styles['none']}>Nothing was written yet.</p>}
      <table className={styles['rows']} aria-label="Last rows">
        <thead>
          <tr>
            <th scope="col">User</th>
            <th scope="col">{place === 'user' ? 'Truth' : 'Copy'}</th>
            <th scope="col" title={meaningOf('v')}>
              v
            </th>
            <th scope="col">At</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ user, row, version, time }) => (
            <tr key={`${user}.${version}.${time}`}>
              <td>
                <button
                  type="button"
                  className="textlink"
                  aria-label={`User ${user}`}
                  onClick={() => void runner.choice.user(user)}
                >
                  {user}
                </button>
              </td>
              <td>{statusName(row)}</td>
              <td>{version}</td>
              <td>
                <button type="button" className="textlink" onClick={() => runner.play.seek(time)}>
                  {momentText(start, time)}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const CALLS = 5;

/** Answers of the API among the lines around the shown moment. */
export const LastCalls = () => {
  const runner = useRunner();
  const lines = usePage((page) => page.window?.lines ?? NO_LINES);
  const time = usePage((page) => page.frame?.time ?? 0);
  const start = useStart();
  const calls = lines
    .filter((line) => line.kind === 'api')
    .filter(({ t }) => t <= time)
    .slice(-CALLS);
  return (
    <div>
      <h4 className={styles['title']}>Last answers around this moment</h4>
      {calls.length === 0 && <p className={styles['none']}>None: nobody asked.</p>}
      <ul className={styles['set']}>
        {calls.reverse().map((line) => (
          <li key={line.i}>
            <code>{requestText(line.request)}</code>: {counted(line.rows, 'row')}, status {line.status},{' '}
            <button type="button" className="textlink" onClick={() => runner.play.seek(line.t)}>
              {momentText(start, line.t)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

const NO_LINES: readonly never[] = [];

export const MessagesOnTheWay = () => {
  const runner = useRunner();
  const onTheWay = usePage((page) => page.onTheWay);
  const start = useStart();
  return (
    <div>
      <h4 className={styles['title']} id="on-their-way">
        Messages on their way
      </h4>
      {onTheWay === null || onTheWay.total === 0 ? (
        <p className={styles['none']}>
          None: whatever was published by now has arrived and is settled. Dots that are still drawn on a road are
          flights drawn longer than they last.
        </p>
      ) : (
        <>
          <ul className={styles['set']} aria-labelledby="on-their-way">
            {onTheWay.messages.map(({ message, user, version, publishedAt, deliveredAt, attempts }) => (
              <li key={message} className={styles['way']}>
                <button type="button" className="textlink" onClick={() => void runner.choice.message({ message })}>
                  Version {version} of user {user}
                </button>
                <span>
                  {deliveredAt !== null
                    ? `at Billing, attempt ${attempts}`
                    : `published ${momentText(start, publishedAt)}${attempts > 0 ? ', came back' : ''}`}
                </span>
              </li>
            ))}
          </ul>
          {onTheWay.total > onTheWay.messages.length && (
            <p className={styles['none']}>
              The oldest {onTheWay.messages.length} of {counted(onTheWay.total, 'message')}.
            </p>
          )}
        </>
      )}
    </div>
  );
};
