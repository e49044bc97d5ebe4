// A list whose entries are forms. Of a long one the first are shown, and more on demand, since thousands would hold the page for
// seconds; the last always, so that one that is added is seen. All of them stand in the text.
import { type ReactNode, useState } from 'react';
import { counted } from '../../analysis/numbers.ts';
import styles from './form.module.css';

/** So many at first, and so many more each time. */
const MOST = 40;

interface Props {
  readonly entries: readonly unknown[];
  readonly form: (entry: unknown, place: number) => ReactNode;
}

export const Entries = ({ entries, form }: Props) => {
  const [shown, show] = useState(MOST);
  const last = entries.length - 1;
  const hidden = last - shown;
  if (hidden <= 0) return entries.map(form);
  return (
    <>
      {entries.slice(0, shown).map(form)}
      <p className={styles['quiet']}>
        {counted(hidden, 'entry', 'entries')} {hidden === 1 ? 'stands' : 'stand'} here that only the text shows.
      </p>
      <button type="button" className="btn line" onClick={() => show(shown + MOST)}>
        Show {Math.min(MOST, hidden)} more
      </button>
      {form(entries[last], last)}
    </>
  );
};
