// History of one user: a space-time diagram of truth, broker and copy, one step per event or by the clock. It draws a story that
// analysis has told.
import { useMemo, useRef, useState } from 'react';
import { clockStart, clockText, lengthText, momentText } from '../../analysis/clock.ts';
import { nextDivergent } from '../../analysis/field.ts';
import { storyOf } from '../../analysis/story.ts';
import { CELL_BITS } from '../../worker/door.ts';
import { select } from '../state/driver.ts';
import { play } from '../state/playing.ts';
import { usePage } from '../state/store.ts';
import { Icon } from '../widgets/icon.tsx';
import { useRoom } from '../widgets/room.ts';
import { Diagram } from './diagram.tsx';
import styles from './history.module.css';

const STEP = 104;

export const History = () => {
  const user = usePage((page) => page.selected);
  const lines = usePage((page) => page.userLines);
  const end = usePage((page) => page.end);
  const time = usePage((page) => page.time);
  const start = usePage((page) => page.work?.scenario.start ?? '');
  const [byClock, setByClock] = useState(false);
  const box = useRef<HTMLElement>(null);
  const room = useRoom(box);
  const story = useMemo(() => (user === null ? null : storyOf(user, lines, end)), [user, lines, end]);
  const from = clockStart(start);
  if (user === null || story === null) {
    return (
      <section className={styles['history']} aria-label="History of a user">
        <p className={`serif ${styles['none']}`}>Nobody is selected. Choose a user’s cell, or type a number.</p>
      </section>
    );
  }
  const [first, last] = [story.times[0] ?? 0, story.times[story.times.length - 1] ?? 0];
  return (
    <section className={styles['history']} aria-label={`History of user ${user}`}>
      <header className={styles['head']}>
        <button
          type="button"
          className="btn icon"
          aria-label="Back"
          onClick={() => usePage.setState({ historyOpen: false, tab: 'users' })}
        >
          <Icon name="left" />
        </button>
        <h2>History of user {user}</h2>
        <span className="muted">
          {story.times.length} moments from {momentText(from, first)} to {momentText(from, last)}
        </span>
        <span className="grow" />
        <Walk />
        <fieldset className={styles['choice']} aria-label="Axis">
          <button type="button" aria-pressed={byClock} onClick={() => setByClock(true)}>
            Clock time
          </button>
          <button type="button" aria-pressed={!byClock} onClick={() => setByClock(false)}>
            One step per event
          </button>
        </fieldset>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles['scroll']} ref={box} tabIndex={0} aria-label="Space-time diagram">
        {room.width > 0 && (
          <Diagram
            story={story}
            from={from}
            time={time}
            width={byClock ? room.width : Math.max(room.width, 170 + story.times.length * STEP)}
            byClock={byClock}
          />
        )}
        <ol className="sr" aria-label="Moments">
          {story.marks.map(({ time: at, what, lane, label }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: marks keep their places
            <li key={n}>
              {clockText(from, at)}: {lane}, {what}: {label}
            </li>
          ))}
        </ol>
      </section>
      <footer className={styles['foot']}>
        {story.divergent.length === 0 ? (
          <p className="serif">Truth and copy of this user never differ for longer than an instant.</p>
        ) : (
          <ul>
            {story.divergent
              .filter((span) => span.to - span.from > 1_000_000)
              .map((span) => (
                <li key={span.from} className="serif">
                  {span.value === 'wrongPlan' ? 'wrong plan' : span.value} from{' '}
                  <button type="button" className="textlink" onClick={() => play.seek(span.from)}>
                    {momentText(from, span.from)}
                  </button>{' '}
                  for {lengthText(span.to - span.from)}
                </li>
              ))}
          </ul>
        )}
      </footer>
    </section>
  );
};

const Walk = () => {
  const selected = usePage((page) => page.selected);
  const frame = usePage((page) => page.frame);
  const none = frame === null || frame.divergent === 0;
  const go = (step: 1 | -1) => {
    const next = frame === null ? undefined : nextDivergent(frame.cells, selected ?? 0, step, CELL_BITS.kind);
    if (next !== undefined) void select(next);
  };
  return (
    <>
      <button type="button" className="btn" disabled={none} onClick={() => go(-1)}>
        Previous divergent user
      </button>
      <button type="button" className="btn" disabled={none} onClick={() => go(1)}>
        Next divergent user
      </button>
    </>
  );
};
