// What is not known and what was counted, in the form: rows of a key and its numbers, an interval or a value with its plus or minus. Which
// keys there are it is told; what is right is the check's word.
import { useEffect, useState } from 'react';
import { type PairKey, pairWith } from '../../analysis/scenario/pair-keys.ts';
import { complaintsAt, fieldId, valueIn } from '../../analysis/scenario/scenario-form.ts';
import { valueWords } from '../../analysis/words.ts';
import type { LeafShape, Path } from '../../engine/index.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './form.module.css';
import type { FormContext } from './form-input.tsx';
import { TextControl } from './form-text.tsx';
import { Wrong } from './form-wrong.tsx';

interface Props {
  readonly path: Path;
  readonly context: FormContext;
  readonly keys: readonly PairKey[];
  /** What one adds, and the names of the two numbers; the second may be left out where `lone` is set. */
  readonly add: string;
  readonly names: readonly [string, string];
  readonly lone?: boolean;
}

export const PairsForm = ({ path, context, keys, add, names, lone = false }: Props) => {
  const [added, setAdded] = useState<string | null>(null);
  const given = valueIn(context.data, path);
  const rows = typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.entries(given) : [];
  const free = keys.filter(({ key }) => rows.every(([taken]) => taken !== key));
  return (
    <div className={styles['changes']} id={fieldId(path)} tabIndex={-1}>
      {rows.length === 0 && <p className={styles['quiet']}>None.</p>}
      {rows.map(([key, value]) => {
        const known = keys.find((each) => each.key === key);
        const row = { path: [...path, key], name: key, value, context, names, lone, known, isNew: key === added };
        return <PairRow key={key} {...row} />;
      })}
      <select
        className="field"
        aria-label={add}
        value=""
        onChange={(event) => {
          const { value } = event.target;
          const chosen = keys.find(({ key }) => key === value);
          if (chosen === undefined) return;
          setAdded(value);
          context.put([...path, value], chosen.begins);
        }}
      >
        <option value="">{add} …</option>
        {[...new Set(free.map(({ group }) => group))].map((group) => (
          <optgroup key={group} label={group}>
            {free.flatMap((each) =>
              each.group === group
                ? [
                    <option key={each.key} value={each.key}>
                      {each.key}
                    </option>,
                  ]
                : [],
            )}
          </optgroup>
        ))}
      </select>
      {rows.length === 0 && (
        <Wrong messages={complaintsAt(context.complaints, path)} onUse={(value) => context.put(path, value)} />
      )}
    </div>
  );
};

interface RowProps {
  readonly path: Path;
  readonly name: string;
  readonly value: unknown;
  readonly context: FormContext;
  readonly names: readonly [string, string];
  readonly lone: boolean;
  readonly known: PairKey | undefined;
  readonly isNew: boolean;
}

/** A key that nobody knows is shown all the same, with its complaint and the word that was meant. */
const PLAIN: LeafShape = { type: 'text', form: 'line', longest: 200, summary: '' };

const PairRow = ({ path, name, value, context, names, lone, known, isNew }: RowProps) => {
  const id = fieldId(path);
  const shape = known?.shape ?? PLAIN;
  const both = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const wrong = complaintsAt(context.complaints, path);
  useEffect(() => {
    if (isNew) document.getElementById(id)?.focus();
  }, [isNew, id]);
  const field = (place: 0 | 1) => (
    <TextControl
      id={place === 0 ? id : `${id}-second`}
      shape={shape}
      value={both[place] === undefined ? '' : valueWords(both[place])}
      aria-label={`${name}, ${names[place]}`}
      aria-describedby={`${id}-hint`}
      aria-invalid={wrong.length > 0 || undefined}
      onText={(text) => context.put(path, pairWith(value, place, { text, shape, lone }))}
    />
  );
  return (
    <fieldset className={styles['pair']}>
      <legend>{name}</legend>
      {field(0)}
      <span aria-hidden="true">{lone ? '±' : 'to'}</span>
      {field(1)}
      <span className={styles['unit']}>{known?.unit}</span>
      <button
        type="button"
        className="btn icon"
        aria-label={`Remove ${name}`}
        onClick={() => context.put(path, undefined)}
      >
        <Icon name="close" />
      </button>
      <small id={`${id}-hint`}>
        {known?.means}
        {complaintsAt(context.notes, path).map((note) => (
          <i key={note}>Note: {note}.</i>
        ))}
        <Wrong messages={wrong} onUse={(use) => context.put(path, use)} />
      </small>
    </fieldset>
  );
};
