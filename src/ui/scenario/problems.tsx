// What is wrong with the text: how much in a sentence, then each problem with a link to its line and, where the form has it, to
// its key; what is only worth knowing, in a smaller voice. The words are those of the check.
import { counted } from '../../analysis/numbers.ts';
import { fieldId } from '../../analysis/scenario/scenario-form.ts';
import type { Note, Problem } from '../../worker/door.ts';
import styles from './scenario.module.css';

interface Props {
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
  readonly file: string;
  readonly onLine: (line: number) => void;
  readonly onField: (id: string) => void;
}

const MOST = 100;

export const Problems = ({ problems, notes, file, onLine, onField }: Props) => (
  <div className={styles['problems']}>
    <p id="problems" role="status" className="serif">
      {problems.length > 0 && (
        <>
          This scenario has <b>{counted(problems.length, 'problem')}</b>. The one you had open stays as it is.
        </>
      )}
    </p>
    {problems.length > 0 && (
      <ul aria-labelledby="problems">
        {problems.slice(0, MOST).map((problem, n) => (
          <Item
            // biome-ignore lint/suspicious/noArrayIndexKey: two problems may say the same
            key={n}
            problem={problem}
            own={problem.file === file}
            onLine={onLine}
            onField={onField}
          />
        ))}
        {problems.length > MOST && <li>{`and ${problems.length - MOST} more`}</li>}
      </ul>
    )}
    {notes.length > 0 && (
      <ul aria-label="Worth knowing" className={styles['notes']}>
        {notes.slice(0, MOST).map((note) => (
          <Item
            key={`${note.line} ${note.path} ${note.message}`}
            problem={note}
            own={note.file === file}
            onLine={onLine}
            onField={onField}
          />
        ))}
      </ul>
    )}
  </div>
);

interface ItemProps {
  readonly problem: Problem;
  /** It stands in the scenario's own text, not in the file of changes. */
  readonly own: boolean;
  readonly onLine: (line: number) => void;
  readonly onField: (id: string) => void;
}

const Item = ({ problem: { file, line, path, message }, own, onLine, onField }: ItemProps) => {
  const id = fieldId(path);
  const inForm = own && document.getElementById(id) !== null;
  return (
    <li>
      {own ? (
        <button type="button" className="textlink" onClick={() => onLine(line)}>
          Line {line}
        </button>
      ) : (
        <span>
          {file}, line {line}
        </span>
      )}
      <span>
        {inForm ? (
          <button type="button" className={styles['path']} onClick={() => onField(id)} title="Go to it in the form">
            <code>{path}</code>
          </button>
        ) : (
          <code>{path}</code>
        )}{' '}
        {message}
      </span>
    </li>
  );
};
