// The instructor's notes, alone in a second window: what to say, what to ask and what is right, what comes next, the minutes, and what to
// leave out. It follows the page that opened it and hands its keys on to it.
import { useEffect, useState } from 'react';
import { numberText } from '../../analysis/numbers.ts';
import { type InstructorNotes, openNotesPost } from '../state/lesson/notes-post.ts';
import { InWords } from '../state/use-words.ts';
import styles from './notes.module.css';

/** Milliseconds between two looks at the wall's clock, and in a minute. */
const LOOK = 5_000;
const MINUTE = 60_000;

function useNotes(): InstructorNotes | null {
  const [notes, setNotes] = useState<InstructorNotes | null>(null);
  useEffect(() => {
    const name = new URLSearchParams(location.search).get('notes') ?? '';
    const post = openNotesPost(name, (letter) => letter.driftlab === 'notes' && setNotes(letter.notes));
    post.partner = window.opener as Window | null;
    post.send({ driftlab: 'hello' });
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') return;
      event.preventDefault();
      post.send({ driftlab: 'key', key: event.key });
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      post.close();
    };
  }, []);
  return notes;
}

function useWallClock(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), LOOK);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

export const NotesWindow = () => {
  const notes = useNotes();
  useEffect(() => {
    document.title = notes === null ? 'Notes, Driftlab' : `Notes: ${notes.lesson}`;
  }, [notes]);
  if (notes === null)
    return (
      <main className={styles['notes']}>
        <h1>Notes</h1>
        <p>They come with the next beat of a lesson that is open in the other window.</p>
      </main>
    );
  return (
    <InWords words={notes.words}>
      <Sheet notes={notes} />
    </InWords>
  );
};

const minutesText = (minutes: number): string => `${numberText(Math.round(minutes))} min`;

const Sheet = ({ notes }: { readonly notes: InstructorNotes }) => {
  const { lesson, step, of, say, ask, answer, notes: own, next } = notes;
  return (
    <main className={styles['notes']}>
      <header>
        <h1>{lesson}</h1>
        <p>
          Step {step} of {of}
        </p>
      </header>
      <Minutes notes={notes} />
      <Part title="Say" text={say} />
      <Part title="Ask" text={ask} />
      <Part title="Right is" text={answer} />
      <Part title="Know" text={own} />
      <Part title="Next" text={next} />
    </main>
  );
};

const Part = ({ title, text }: { readonly title: string; readonly text: string }) =>
  text === '' ? null : (
    <section>
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  );

/** By the plan and by the wall's clock; who is late is told what may be left out. */
const Minutes = ({ notes: { minutes, planned, whole, since, optional } }: { readonly notes: InstructorNotes }) => {
  const used = Math.max(0, (useWallClock() - since) / MINUTE);
  const late = used - planned - minutes;
  return (
    <section className={styles['minutes']} aria-label="Minutes">
      <p>
        <b>{minutesText(used)}</b> used, <b>{minutesText(Math.max(0, whole - used))}</b> left of {minutesText(whole)}.
        This step has {minutesText(minutes)}.
      </p>
      {late > 0 && <p>{minutesText(Math.max(1, late))} behind the plan.</p>}
      {optional.length > 0 && (
        <p>
          To leave out first:{' '}
          {optional.map(({ step, say, minutes: its }) => `step ${step}, ${say} (${minutesText(its)})`).join('; ')}
        </p>
      )}
    </section>
  );
};
