// Who still holds a user that was deleted: rows, messages, entries of a log, dead letters, each with its end. It is asked while time
// stands, since it takes a look at the whole of the broker.
import { useEffect, useState } from 'react';
import { dutyText, FORGOTTEN, heldIn } from '../../analysis/user/still-held.ts';
import type { StillHeld, TraceLine } from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from './inspector.module.css';

interface Props {
  readonly user: number;
  readonly lines: readonly TraceLine[];
  readonly time: number;
  readonly start: number;
}

/** Who holds a deleted user at a time; null while that is not known. */
function useHeld(user: number, time: number, asks: boolean): StillHeld | null {
  const { connection } = useRunner();
  const [held, setHeld] = useState<{ readonly time: number; readonly held: StillHeld | null } | null>(null);
  useEffect(() => {
    if (!asks) return;
    let gone = false;
    connection.door.stillHeld(user, time).then(
      (answer) => !gone && setHeld({ time, held: answer }),
      () => !gone && setHeld(null),
    );
    return () => {
      gone = true;
    };
  }, [connection, user, time, asks]);
  return held?.time === time ? held.held : null;
}

export const Holders = ({ user, lines, time, start }: Props) => {
  const wasDeleted = lines.some(
    (line) => line.kind === 'commit' && line.cause === 'workload' && line.status === 'absent' && line.t <= time,
  );
  const stands = usePage((page) => page.frame?.time === time && page.frame.moment !== null);
  const held = useHeld(user, time, wasDeleted && stands);
  if (!wasDeleted) return null;
  const places = held === null ? [] : heldIn(held, time, start);
  return (
    <div aria-busy={held === null}>
      <h3 className={styles['title']} id="still-held">
        Who still holds them?
      </h3>
      {held === null ? (
        <p className="muted">Told as soon as time stands.</p>
      ) : (
        <>
          <p className="muted">{dutyText(held, start)}</p>
          {places.length === 0 ? (
            <p>{FORGOTTEN}</p>
          ) : (
            <ul className={styles['answers']} aria-labelledby="still-held">
              {places.map(({ holder, what, until, isOver, standing }) => (
                <li key={holder} data-holder={holder}>
                  <span className={isOver ? `${styles['unlike']} k-orphan` : styles['like']} aria-hidden="true">
                    {isOver ? '≠' : '·'}
                  </span>
                  <span>{what}</span>
                  <b className={isOver ? 'k-orphan' : ''}>{standing}</b>
                  <small>{until}</small>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
};
