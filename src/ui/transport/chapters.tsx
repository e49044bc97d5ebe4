// Where the minute goes: a thin strip whose length is seconds on the wall, with the chapters of the day on it. What nobody has reached is
// an empty line; only what is planned stands on it.
import { memo, useEffect, useMemo, useRef } from 'react';
import { type Chapter, chaptersOf } from '../../analysis/chapters.ts';
import { clockStart, clockText } from '../../analysis/clock.ts';
import { paceOf, type Stretch, secondsTo } from '../../analysis/pace.ts';
import { duration } from '../../engine/index.ts';
import { shownLanes } from '../state/chapters.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { hidesSome, veiledAfter } from '../state/veil.ts';
import { useRoom } from '../widgets/room.ts';
import styles from './chapters.module.css';

/** The share of the strip at which a moment stands. */
type Scale = (time: number) => number;

/** From where the scenario opens to its end: the night before it is not part of the minute. */
function scaleOf(stretches: readonly Stretch[], opens: number, end: number): Scale {
  const first = secondsTo(stretches, opens);
  const all = Math.max(1e-9, secondsTo(stretches, end) - first);
  return (time) => Math.min(1, Math.max(0, (secondsTo(stretches, time) - first) / all));
}

/** Stretches up to the veil; behind it none is told from another. */
const Segments = memo(
  ({
    stretches,
    scale,
    until,
  }: {
    readonly stretches: readonly Stretch[];
    readonly scale: Scale;
    readonly until: number;
  }) => (
    <>
      {stretches
        .filter(({ from, kind }) => from < until && kind !== 'quiet' && kind !== 'over')
        .map(({ from, to, kind }) => {
          const [left, right] = [scale(from), scale(Math.min(to, until))];
          return (
            right > left && (
              <i
                key={from}
                className={styles[kind]}
                style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
              />
            )
          );
        })}
    </>
  ),
);

/** The shown moment on the strip; moved outside React, since it moves with every frame. */
const Here = ({ scale }: { readonly scale: Scale }) => {
  const runner = useRunner();
  const line = useRef<HTMLElement>(null);
  useEffect(() => {
    const move = ({ time }: { readonly time: number }) => {
      if (line.current !== null) line.current.style.width = `${scale(time) * 100}%`;
    };
    move(runner.get());
    return runner.store.subscribe(move);
  }, [runner, scale]);
  return <b ref={line} className={styles['here']} />;
};

/** Pixels from one chapter to the next at least, so that each can be hit; that words need which are cut; of a number and of a letter. */
const APART = 26;
const WORDS = 72;
const [NUMBER, LETTER] = [22, 6];

/** Words of which only a few letters would be seen are not there until they are pointed at. */
const hasWords = (words: string, room: number): boolean => room >= Math.min(WORDS, NUMBER + words.length * LETTER);

/** Where the chapters stand, in pixels: at their moments, but never upon each other. */
function placesOf(chapters: readonly Chapter[], scale: Scale, width: number): readonly number[] {
  let free = 0;
  const places = chapters.map(({ time }) => {
    const at = Math.max(free, scale(time) * width);
    free = at + APART;
    return at;
  });
  const over = Math.max(0, free - width);
  return over === 0 ? places : places.map((at, n) => Math.min(at, width - (chapters.length - n) * APART));
}

export const ChapterStrip = () => {
  const runner = useRunner();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useRoom(box);
  const facts = usePage((page) => page.facts);
  const comparison = usePage((page) => (page.comparing ? page.comparison : null));
  const opens = usePage((page) => (page.work === null ? 0 : duration(page.work.scenario.opensAt)));
  const end = usePage((page) => page.end);
  const lanes = useMemo(() => comparison?.lanes ?? (facts === null ? [] : [facts]), [comparison, facts]);
  const stretches = useMemo(() => paceOf(lanes), [lanes]);
  const scale = useMemo(() => scaleOf(stretches, opens, end), [stretches, opens, end]);
  // A second of the wall is told from the next one.
  const until = usePage((page) => {
    const veil = Math.min(veiledAfter(page), page.end);
    const seen = stretches.findLast(({ from }) => from <= veil);
    return seen === undefined ? 0 : seen.from + Math.floor((veil - seen.from) / seen.rate) * seen.rate;
  });
  const chapters = useMemo(() => chaptersOf(lanes, until), [lanes, until]);
  const start = clockStart(usePage((page) => page.work?.scenario.start) ?? '2026-01-01T00:00:00Z');
  const hides = usePage((page) => hidesSome(page, shownLanes(page)));
  const ready = usePage((page) => page.stage.is === 'ready');
  const isFree = usePage((page) => !Number.isFinite(page.bound));
  const places = placesOf(chapters, scale, width);
  const room = (n: number) => (places[n + 1] ?? width) - (places[n] ?? 0);
  return (
    <nav className={styles['chapters']} aria-label="Chapters">
      <span className={styles['label']}>Chapters</span>
      <div className={styles['line']} ref={box}>
        <div className={styles['strip']} aria-hidden="true">
          <Segments stretches={stretches} scale={scale} until={until} />
          <Here scale={scale} />
        </div>
        <ol>
          {chapters.map(({ time, words }, n) => {
            const told = `${words}, ${clockText(start, time, 'minute')}`;
            return (
              <li key={`${time} ${words}`} style={{ left: places[n] }}>
                <button
                  type="button"
                  aria-label={`Chapter ${n + 1}: ${told}`}
                  title={`${told} (key ${n + 1})`}
                  style={{ '--room': `${room(n) - 4}px` } as React.CSSProperties}
                  data-tight={!hasWords(words, room(n))}
                  onClick={() => runner.chapters.goTo(n + 1)}
                >
                  <kbd>{n + 1}</kbd>
                  <span>{words}</span>
                </button>
              </li>
            );
          })}
        </ol>
      </div>
      <span className={styles['whole']}>
        {hides && ready && isFree && (
          <button type="button" className="textlink" onClick={runner.veil.lift}>
            Show the whole day
          </button>
        )}
      </span>
    </nav>
  );
};
