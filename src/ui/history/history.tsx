// History of one user: a space-time diagram of truth, broker, copy and API, one step per event or by the clock, and the chains of
// causes beneath it. It shows a story that analysis has told.
import { useEffect, useMemo, useRef, useState } from 'react';
import { clockStart, momentText } from '../../analysis/clock.ts';
import { counted } from '../../analysis/numbers.ts';
import { type Story, type StoryInput, storyOf } from '../../analysis/user/story.ts';
import { asksToInvoice } from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import { ThreeUsers } from '../widgets/three-users.tsx';
import { Chains } from './chains.tsx';
import styles from './history.module.css';
import { ThisMoment } from './moment.tsx';
import { NextDivergent } from './next-divergent.tsx';
import { Scroll } from './scroll.tsx';
import { historyVeil, useSeenLines } from './seen-lines.ts';

interface Stories {
  /** As far as it may be told. */
  readonly story: Story;
  /** All of it: moments stand where they will stand when all has been seen. */
  readonly whole: Story;
}

/** The story of the chosen user, told anew when its lines or its detail change. */
function useStory(every: boolean): Stories | null {
  const user = usePage((page) => page.selected);
  const all = usePage((page) => page.userLines);
  const allReads = usePage((page) => page.userReads);
  const { lines, reads } = useSeenLines();
  const facts = usePage((page) => page.facts);
  const runsSeen = usePage(
    (page) => page.facts?.invoiceRuns.filter(({ time }) => time <= historyVeil(page)).length ?? 0,
  );
  const end = usePage((page) => page.end);
  const tell = useMemo(() => {
    if (user === null || facts === null) return null;
    const { billing, broker } = facts.spec.scenario;
    const about = {
      end,
      every,
      settled: broker.kind === 'queue' && facts.result.measures['settled'] === true,
      countedFrom: billing.reads === 'api' ? null : facts.startsAt,
    };
    return (of: Pick<StoryInput, 'lines' | 'reads'>, runs: number): Story => {
      const missed = facts.invoiceRuns.slice(0, runs).filter((run) => run.missed > 0);
      const missedRuns = asksToInvoice(billing) ? [] : missed.map(({ time }) => time);
      return storyOf(user, { ...about, ...of, missedRuns });
    };
  }, [user, facts, end, every]);
  const whole = useMemo(
    () => tell?.({ lines: all, reads: allReads }, Number.POSITIVE_INFINITY) ?? null,
    [tell, all, allReads],
  );
  return useMemo(
    () => (tell === null || whole === null ? null : { whole, story: tell({ lines, reads }, runsSeen) }),
    [tell, whole, lines, reads, runsSeen],
  );
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
  const stories = useStory(every);
  if (stories === null) {
    return (
      <section className={styles['history']} aria-label="History of a user">
        <p className={`serif ${styles['none']}`}>Nobody is selected. Choose a user’s cell, or type a number.</p>
        <div className={styles['follow']}>
          <ThreeUsers />
        </div>
        <NextDivergent />
      </section>
    );
  }
  const { story, whole } = stories;
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
      <Told key={story.user} story={story} whole={whole} start={start} byClock={byClock} />
    </section>
  );
};

interface ToldProps extends Stories {
  readonly start: number;
  readonly byClock: boolean;
}

const Told = ({ story, whole, start, byClock }: ToldProps) => {
  /** The wrong invoice that people asked about, by its moment. */
  const [asked, setAsked] = useState<number | null>(null);
  return (
    <div className={styles['body']}>
      <Scroll story={story} whole={whole} start={start} byClock={byClock} onAsk={setAsked} />
      <ThisMoment story={story} whole={whole} start={start} />
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
