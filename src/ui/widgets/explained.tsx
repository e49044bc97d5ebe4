// A text whose words the glossary explains: each such word has its definition as hover text. The whole glossary is a dialog.
import { explained } from '../../analysis/glossary.ts';
import styles from './explained.module.css';

export const Explained = ({ text }: { readonly text: string }) => (
  <>
    {explained(text).map(({ text: part, means }, n) =>
      means === null ? (
        part
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name
        <span key={n} className={styles['word']} title={means}>
          {part}
        </span>
      ),
    )}
  </>
);
