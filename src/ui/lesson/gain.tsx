// The end of an inventory, for whoever gives it: after the course what was right, how many knew, and the gain over the form before.
import { useId, useState } from 'react';
import { numberText } from '../../analysis/numbers.ts';
import { gain, shareRight } from '../../lessons/gain.ts';
import { questionTallies, together } from '../state/lesson/tally.ts';
import type { OpenLesson } from '../state/slices/lesson.ts';
import { keptTally } from '../state/storage/lessons.ts';
import styles from './gain.module.css';

const percentText = (share: number | null): string => (share === null ? '' : numberText(share * 100, 0));

/** A share that was typed as a percentage; null where it is none. */
function shareIn(text: string): number | null {
  const percent = Number(text.replace(',', '.'));
  return text.trim() === '' || !(percent >= 0 && percent <= 100) ? null : percent / 100;
}

function inWords(before: number | null, after: number | null): string {
  if (before === null || after === null) return 'Give both shares to see the gain.';
  const reached = gain(before, after);
  if (reached === null) return 'Everything was known before: there was nothing to gain.';
  const share = `${numberText(Math.abs(reached) * 100, 0)} % of what could be learned`;
  return `⟨g⟩ = ${numberText(reached)}: ${share} ${reached < 0 ? 'got lost' : 'was'}.`;
}

interface ShareProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

const Share = ({ name, value, onChange }: ShareProps) => {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        className="field"
        inputMode="decimal"
        autoComplete="off"
        value={value}
        aria-invalid={value !== '' && shareIn(value) === null}
        onChange={({ target }) => onChange(target.value)}
      />
      %
    </p>
  );
};

export const InventoryEnd = ({ lesson }: { readonly lesson: OpenLesson }) => {
  const { inventory } = lesson.played;
  const questions = questionTallies(lesson);
  const own = together(questions);
  const [before, setBefore] = useState(() =>
    percentText(inventory === null ? null : shareRight(keptTally(inventory.other) ?? { right: 0, given: 0 })),
  );
  const [after, setAfter] = useState(() => percentText(shareRight(own)));
  if (inventory === null) return null;
  if (inventory.form === 'before')
    return (
      <p className={styles['kept']}>
        {own.given === 0 ? 'Nothing was answered yet.' : 'The answers are kept in this browser.'} What is right is told
        after the course, with the other form.
      </p>
    );
  return (
    <section className={styles['end']} aria-label="What the course has brought">
      <table>
        <caption className="sr">Right answers, question by question</caption>
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col">What is right</th>
            <th scope="col">Knew it</th>
          </tr>
        </thead>
        <tbody>
          {questions.map(({ number, ask, answer, right, given }) => (
            <tr key={number}>
              <th scope="row">
                {number}. {ask}
              </th>
              <td>{answer}</td>
              <td>{given === 0 ? '–' : `${right} of ${given}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles['shares']}>
        <Share name="Right before" value={before} onChange={setBefore} />
        <Share name="Right after" value={after} onChange={setAfter} />
      </div>
      <output className={styles['gain']}>{inWords(shareIn(before), shareIn(after))}</output>
      <p className={styles['hint']}>
        Of all answers of the room together, on paper or by counted hands. Told courses reach about a quarter, courses
        in which people predict and discuss about a half.
      </p>
    </section>
  );
};
