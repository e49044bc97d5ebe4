// A mapping in the form: words of others' own, each with what it means here; a new word is typed and added. It knows no words.
import { useState } from 'react';
import { type Complaint, complaintsAt, fieldId, valueIn } from '../../analysis/scenario/scenario-form.ts';
import type { MappingShape, Path } from '../../engine/index.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './form.module.css';
import { Wrong } from './form-wrong.tsx';

interface Props {
  readonly label: string;
  readonly path: Path;
  readonly shape: MappingShape;
  readonly data: unknown;
  readonly complaints: readonly Complaint[];
  readonly notes: readonly Complaint[];
  /** Writes a value into the text; undefined takes it away. */
  readonly onPut: (path: Path, value: unknown) => void;
}

export const MappingForm = ({ label, path, shape, data, complaints, notes, onPut }: Props) => {
  const [typed, setTyped] = useState('');
  const id = fieldId(path);
  const given = valueIn(data, path);
  const words = typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.entries(given) : [];
  const add = () => {
    if (typed === '' || words.some(([word]) => word === typed)) return;
    onPut([...path, typed], shape.options[0]);
    setTyped('');
  };
  return (
    <fieldset className={styles['nested']} aria-describedby={`${id}-hint`}>
      <legend>{label}</legend>
      {words.map(([word, means]) => (
        <div key={word} className={styles['change']}>
          <label className={styles['field']}>
            <span>{word === '' ? '(nothing)' : word}</span>
            <select
              id={fieldId([...path, word])}
              className="field"
              value={String(means ?? '')}
              aria-invalid={complaintsAt(complaints, [...path, word]).length > 0 || undefined}
              onChange={(event) => onPut([...path, word], event.target.value)}
            >
              {!shape.options.includes(String(means)) && <option>{String(means ?? '')}</option>}
              {shape.options.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className="btn icon"
            aria-label={`Remove ${word} of ${label}`}
            onClick={() => onPut([...path, word], undefined)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <div className={styles['change']}>
        <label className={styles['field']}>
          <span>A word of the file</span>
          <input
            id={id}
            className="field"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && add()}
          />
        </label>
        <button
          type="button"
          className="btn icon"
          aria-label={`Add it to ${label}`}
          disabled={typed === ''}
          onClick={add}
        >
          <Icon name="plus" />
        </button>
      </div>
      <small id={`${id}-hint`}>
        {shape.summary.replaceAll('`', '')}
        {complaintsAt(notes, path).map((note) => (
          <i key={note}>Note: {note}.</i>
        ))}
        <Wrong messages={complaintsAt(complaints, path)} onUse={(value) => onPut(path, value)} />
      </small>
    </fieldset>
  );
};
