// History of one user: a space-time diagram of truth, broker, copy and API, one step per event or by the clock, and the chains of
// causes beneath it. It shows a story that analysis has told.
import { useEffect, useMemo, useRef, useState } from 'react';
import { clockStart, momentText } from '../../analysis/clock.ts';
import { counted } from '../../analysis/numbers.ts';
import { type Story, storyOf } from '../../analysis/story.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import { Chains } from './chains.tsx';
import styles from './history.module.css';
import { ThisMoment } from './moment.tsx';
import { NextDivergent } from './next-divergent.tsx';
import { Scroll } from './scroll.tsx';

/** The story of the chosen user, told anew when its lines or its detail change. */
function useStory(every: boolean): Story | null {
  const user = usePage((page) => page.selected);
  const lines = usePage((page) => page.userLines);
  const reads = usePage((page) => page.userReads);
  const facts = usePage((page) => page.facts);
  const end = usePage((page) => page.end);
  return useMemo(() => {
    if (user === null || facts === null) return null;
    const { billing, broker } = facts.spec.scenario;
    const missedRuns = facts.invoiceRuns.filter(({ missed }) => missed > 0).map(({ time }) => time);
    return storyOf(user, {
      lines,
      end,
      reads,
      every,
      settled: broker.kind === 'queue' && facts.result.measures['settled'] === true,
      missedRuns: billing.reads === 'copy' ? missedRuns : [],
      countedFrom: billing.reads === 'api' ? null : facts.startsAt,
    });
  }, [user, lines, reads, facts, end, every]);
}

/** Whoever came by a button that is gone goes on at the heading. */
function useArrival(): React.RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}

export const History = () => {
  const runner = useRunner();
  const heading = useArrival();
  const start = usePage((page) => clockStart(page.work?.scenario.start ?? ''));
  const [byClock, setByClock] = useState(false);
  const [every, setEvery] = useState(false);
  const story = useStory(every);
  if (story === null) {
    return (
      <section className={styles['history']} aria-label="History of a user">
        <p className={`serif ${styles['none']}`}>Nobody is selected. Choose a user’s cell, or type a number.</p>
        <NextDivergent />
      </section>
    );
  }
  return (
    <section className={styles['history']} aria-label={`History of user ${story.user}`}>
      <header className={styles['head']}>
        <button
          type="button"
          className="btn icon"
          aria-label="Back"
          onClick={() => runner.set({ historyOpen: false, letter: null, tab: 'users' })}
        >
          <Icon name="left" />
        </button>
        <h2 tabIndex={-1} ref={heading}>
          History of user {story.user}
        </h2>
        <Extent story={story} start={start} />
        <span className="grow" />
        <NextDivergent />
        <button type="button" className="btn line" aria-pressed={every} onClick={() => setEvery(!every)}>
          Every invoice
        </button>
        <fieldset className={styles['choice']} aria-label="Axis">
          <button type="button" aria-pressed={byClock} onClick={() => setByClock(true)}>
            Clock time
          </button>
          <button type="button" aria-pressed={!byClock} onClick={() => setByClock(false)}>
            One step per event
          </button>
        </fieldset>
      </header>
      <Told key={story.user} story={story} start={start} byClock={byClock} />
    </section>
  );
};

interface ToldProps {
  readonly story: Story;
  readonly start: number;
  readonly byClock: boolean;
}

const Told = ({ story, start, byClock }: ToldProps) => {
  /** The wrong invoice that people asked about, by its moment. */
  const [asked, setAsked] = useState<number | null>(null);
  return (
    <div className={styles['body']}>
      <Scroll story={story} start={start} byClock={byClock} onAsk={setAsked} />
      <ThisMoment story={story} start={start} />
      <Chains story={story} start={start} asked={asked} />
    </div>
  );
};

const Extent = ({ story, start }: { readonly story: Story; readonly start: number }) => {
  const { columns } = story;
  const [first, last] = [columns[0], columns[columns.length - 1]];
  if (first === undefined || last === undefined) return null;
  return (
    <span className="muted">
      {counted(columns.length, 'moment')} from {momentText(start, first.time)} to {momentText(start, last.until)}
    </span>
  );
};
