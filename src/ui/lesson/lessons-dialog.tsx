// The lessons there are, with what they take and what one can do afterwards, where one stands in each, and anybody's own from a file.
import { useMemo, useRef } from 'react';
import { counted } from '../../analysis/numbers.ts';
import { listedLessons, type SheetKind } from '../../lessons/index.ts';
import { openLessonFile } from '../state/lesson/lesson-files.ts';
import { bundledLesson } from '../state/lesson/lesson-link.ts';
import { keptProgress } from '../state/storage/lessons.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import styles from './lessons.module.css';

type Listed = ReturnType<typeof listedLessons>[number];

export const LessonsDialog = () => {
  const runner = useRunner();
  const all = useMemo(listedLessons, []);
  const titles = useMemo(() => new Map(all.map(({ id, title }) => [id, title])), [all]);
  const progress = useMemo(keptProgress, []);
  const open = usePage((page) => page.lesson);
  const close = () => {
    if (runner.get().lessonComing !== null) runner.lessons.cancel();
    runner.set({ dialog: 'none', lessonProblems: [], lessonUnread: null });
  };
  return (
    <Dialog title="Lessons" wide inOurs onClose={close}>
      <p className={styles['lead']}>
        Each begins with a puzzle: guess, then see what the run says. Alone at a laptop, or for a room with{' '}
        <b>Present</b>. What you have open comes back when you leave.
      </p>
      {open !== null && (
        <p className={styles['open']}>
          <span>
            Open: <b>{open.played.title}</b>
          </span>
          <button type="button" className="btn line" onClick={() => void runner.lessons.leave().then(close)}>
            Leave lesson
          </button>
        </p>
      )}
      <Coming />
      <Problems />
      <ol className={styles['list']}>
        {all.map((lesson, n) => (
          <Entry key={lesson.id} lesson={lesson} number={n + 1} titles={titles} at={progress[lesson.id]} />
        ))}
      </ol>
      <FromFile />
    </Dialog>
  );
};

interface EntryProps {
  readonly lesson: Listed;
  readonly number: number;
  readonly titles: ReadonlyMap<string, string>;
  readonly at: { readonly step: number; readonly of: number } | undefined;
}

const Entry = ({ lesson, number, titles, at }: EntryProps) => {
  const runner = useRunner();
  const coming = usePage((page) => page.lessonComing !== null);
  const { id, title, minutes, goal, needs } = lesson;
  const begin = (step?: number) => {
    const source = bundledLesson(id);
    if (source !== undefined) void runner.lessons.open(source, { bundled: id, step });
  };
  const save = (kind: SheetKind) => {
    const source = bundledLesson(id);
    if (source !== undefined) void runner.lessons.saveSheet(source, id, kind);
  };
  const stands = at !== undefined && at.step > 0;
  const done = at !== undefined && at.step >= at.of - 1;
  return (
    <li>
      <span className={styles['number']}>{number}</span>
      <div>
        <h3>{title}</h3>
        <p className="serif">{goal}</p>
        <p className={styles['facts']}>
          {minutes} min
          {needs.length > 0 && <>, after {needs.map((need) => titles.get(need) ?? need).join(' and ')}</>}
          {at !== undefined && <>, {done ? 'gone through' : `you stand at step ${at.step + 1} of ${at.of}`}</>}
        </p>
        <p className={styles['sheets']}>
          {(['questions', 'answers'] as const).map((kind) => (
            <button key={kind} type="button" className="textlink" disabled={coming} onClick={() => save(kind)}>
              {kind === 'questions' ? 'Question sheet' : 'Answer sheet'}
              <span className="sr"> of {title}</span>
            </button>
          ))}
        </p>
      </div>
      <span className={styles['ways']}>
        <button type="button" className="btn ink" disabled={coming} onClick={() => begin(done ? 0 : undefined)}>
          {stands && !done ? 'Go on' : 'Begin'}
          <span className="sr"> {title}</span>
        </button>
        {stands && !done && (
          <button type="button" className="btn" disabled={coming} onClick={() => begin(0)}>
            From the beginning<span className="sr"> of {title}</span>
          </button>
        )}
      </span>
    </li>
  );
};

const Coming = () => {
  const runner = useRunner();
  const coming = usePage((page) => page.lessonComing);
  if (coming === null) return null;
  return (
    <p className={styles['coming']} role="status">
      <span>Playing the lesson through, so that nothing has to be waited for later.</span>
      <progress value={coming.done} max={1} aria-label="Share played" />
      <button type="button" className="btn line" onClick={runner.lessons.cancel}>
        Cancel
      </button>
    </p>
  );
};

const Problems = () => {
  const problems = usePage((page) => page.lessonProblems);
  const unread = usePage((page) => page.lessonUnread);
  if (unread !== null)
    return (
      <div className={styles['problems']} role="alert">
        <p>{unread}</p>
      </div>
    );
  if (problems.length === 0) return null;
  return (
    <div className={styles['problems']} role="alert">
      <p>
        {counted(problems.length, 'thing')} {problems.length === 1 ? 'is' : 'are'} wrong with this file; what you have
        open stays as it is.
      </p>
      <ul>
        {problems.map(({ line, path, message }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems keep their places
          <li key={n}>
            <b>Line {line}</b>
            {path !== '' && <code>{path}</code>} {message}
          </li>
        ))}
      </ul>
    </div>
  );
};

const FromFile = () => {
  const runner = useRunner();
  const input = useRef<HTMLInputElement>(null);
  return (
    <p className={styles['file']}>
      <button type="button" className="btn line" onClick={() => input.current?.click()}>
        Open a lesson’s file
      </button>
      <span>or drop it here. If it names a scenario’s file, choose both.</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="A lesson’s file"
        accept=".yaml,.yml,.json"
        onChange={({ target }) => {
          void openLessonFile(runner, [...(target.files ?? [])], true);
          target.value = '';
        }}
      />
    </p>
  );
};
