// What happened at the shown moment of a history, in words: ways to the moment before and after, each thing a link to its own
// microsecond, each message a link to its envelope.
import { momentText } from '../../analysis/clock.ts';
import type { Column } from '../../analysis/user/columns.ts';
import type { Story, StoryMark } from '../../analysis/user/story.ts';
import { markWords } from '../../analysis/user/story-words.ts';
import type { Runner } from '../state/runner.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './history.module.css';

/** The column in which a time lies, or the last one before it. */
const columnAt = (story: Story, time: number): number => story.columns.findLastIndex(({ time: at }) => at <= time);

/** Goes to the moment before or after the shown one, and says what happened then. */
export function walk({ get, play, notices }: Runner, story: Story, start: number, step: 1 | -1): void {
  const { time } = get();
  const here = columnAt(story, time);
  const inside = story.columns[here]?.time !== time;
  const next = story.columns[step === 1 ? here + 1 : inside ? here : here - 1];
  if (next === undefined) return notices.announce(`No moment ${step === 1 ? 'after' : 'before'} this one.`);
  play.pause();
  play.seek(next.time);
  const words = next.marks.map((place) => markWords(story.marks[place] as StoryMark, start));
  notices.announce(`${momentText(start, next.time)}. ${words.join('. ')}.`);
}

interface Props {
  readonly story: Story;
  readonly start: number;
}

interface ThisProps extends Props {
  /** To go on from the last that was seen is to see the next. */
  readonly whole: Story;
}

export const ThisMoment = ({ story, whole, start }: ThisProps) => {
  const runner = useRunner();
  const here = usePage((page) => columnAt(story, page.time));
  const column = story.columns[here];
  return (
    <section className={styles['moment']} aria-label="This moment">
      <span className={styles['ways']}>
        <button
          type="button"
          className="btn icon"
          aria-label="Previous moment"
          onClick={() => walk(runner, whole, start, -1)}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          className="btn icon"
          aria-label="Next moment"
          onClick={() => walk(runner, whole, start, 1)}
        >
          <Icon name="right" />
        </button>
      </span>
      {column === undefined ? (
        <p className="muted">Nothing has happened to this user yet.</p>
      ) : (
        <Things story={story} start={start} column={column} />
      )}
    </section>
  );
};

const Things = ({ story, start, column }: Props & { readonly column: Column }) => {
  const runner = useRunner();
  const marks = column.marks.map((place) => story.marks[place] as StoryMark);
  return (
    <ul>
      {marks.map((mark, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks keep their places
        <li key={n}>
          <button type="button" className="textlink" onClick={() => runner.play.seek(mark.time)}>
            {n === 0 || mark.time !== marks[n - 1]?.time
              ? momentText(start, mark.time, column.times.length > 1 && n > 0 ? 'millisecond' : 'second')
              : 'then'}
          </button>{' '}
          {markWords(mark, start)}
          {mark.letter !== null && (
            <Envelope mark={mark} again={marks.slice(0, n).some((each) => sameLetter(each, mark))} />
          )}
        </li>
      ))}
    </ul>
  );
};

const sameLetter = (a: StoryMark, b: StoryMark): boolean => JSON.stringify(a.letter) === JSON.stringify(b.letter);

/** A message is offered once in a moment. */
const Envelope = ({ mark, again }: { readonly mark: StoryMark; readonly again: boolean }) => {
  const runner = useRunner();
  return again ? null : (
    <>
      {' '}
      <button type="button" className="textlink" onClick={() => void runner.choice.message(mark.letter)}>
        Envelope of version {mark.version ?? ''}
      </button>
    </>
  );
};
