// What is typed in the form, and what every control of it is handed. It does not know where a value belongs.
import { useState } from 'react';
import { valueWords } from '../../analysis/words.ts';
import type { LeafShape } from '../../engine/index.ts';

export interface ControlProps {
  readonly id: string;
  readonly label: string;
  readonly shape: LeafShape;
  readonly value: unknown;
  readonly wrong: boolean;
  readonly onValue: (value: unknown) => void;
}

interface TextProps {
  readonly id: string;
  readonly shape: LeafShape;
  readonly value: unknown;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-label'?: string;
  readonly onText: (text: string) => void;
}

/** What is typed stays as typed until the field is left, even where the text spells it otherwise. */
export const TextControl = ({ shape, value, onText, ...rest }: TextProps) => {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (typeof value === 'object' && value !== null ? valueWords(value) : String(value ?? ''));
  const words = 'words' in shape ? shape.words : undefined;
  const props = {
    ...rest,
    className: 'field',
    value: shown,
    autoComplete: 'off',
    spellCheck: false,
    onBlur: () => setTyped(null),
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setTyped(event.target.value);
      onText(event.target.value);
    },
  };
  if (shape.type === 'text' && shape.form === 'prose') return <textarea {...props} rows={5} spellCheck />;
  const numeric = shape.type === 'number' || shape.type === 'integer' || shape.type === 'share';
  return (
    <>
      <input {...props} inputMode={numeric ? 'decimal' : 'text'} list={words && `${rest.id}-words`} />
      {words !== undefined && (
        <datalist id={`${rest.id}-words`}>
          {words.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      )}
    </>
  );
};
