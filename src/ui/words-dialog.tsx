// The glossary: every word of the page with its one definition, in groups, found by typing.
import { useState } from 'react';
import { glossary } from '../analysis/glossary.ts';
import { useRunner } from './state/use-runner.ts';
import { useOwnWords } from './state/use-words.ts';
import { Dialog } from './widgets/dialog.tsx';
import { Met } from './widgets/met.tsx';
import styles from './words-dialog.module.css';

/** What is found by our words or by the scenario’s own. */
const found = (wanted: string, say: (text: string) => string) =>
  glossary
    .map(({ title, words }) => ({
      title,
      words: words.filter(({ word, means }) => {
        const text = `${word} ${means}`;
        return `${text} ${say(text)}`.toLowerCase().includes(wanted.trim().toLowerCase());
      }),
    }))
    .filter(({ words }) => words.length > 0);

export const WordsDialog = () => {
  const runner = useRunner();
  const [wanted, setWanted] = useState('');
  const groups = found(wanted, useOwnWords());
  return (
    <Dialog title="Words" wide onClose={() => runner.set({ dialog: 'none' })}>
      <label className={styles['search']}>
        <span>Find a word</span>
        <input className="field" type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
      </label>
      {groups.length === 0 && <p className="muted">No word here says “{wanted}”.</p>}
      {groups.map(({ title, words }) => (
        <section key={title} className={styles['group']} aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {words.map(({ word, means, met }) => (
              <div key={word}>
                <dt>{word}</dt>
                <dd>
                  {means}
                  {met !== undefined && (
                    <>
                      <p className={styles['monitoring']}>In monitoring: {met.symptom}</p>
                      <Met {...met} />
                    </>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
};
