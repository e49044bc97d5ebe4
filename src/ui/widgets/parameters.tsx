// Entries of a form made from what parameters say of themselves: label, control, meaning, complaint. Faults, strategies and
// design changes use it; what is valid is the engine's word.
import type { ReactNode } from 'react';
import type { Parameter, Parameters } from '../../engine/index.ts';
import styles from './parameters.module.css';

export type Value = string | number | boolean | readonly string[];
export type Complaints = Readonly<Record<string, string>>;

const isNumeric = ({ type }: Parameter): boolean => type === 'number' || type === 'integer' || type === 'share';

/** What nobody calls by its key. */
const CALLED: Readonly<Record<string, string>> = { ttl: 'Time to live' };

/** What a parameter is called in a form: `maxLength` is its maximum length in words; a share is asked for in percent. */
function labelOf(name: string, { type }: Parameter): string {
  const words = CALLED[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${type === 'share' ? ', %' : ''}`;
}

const EXAMPLES: Partial<Readonly<Record<Parameter['type'], string>>> = {
  duration: 'Write how long, such as 10s',
  rate: 'Write how often, such as 120/h',
  share: 'Write a share from 0 to 100',
  number: 'Write a number, such as 10',
  integer: 'Write a whole number, such as 10',
};

/** What is said where nothing was entered and something must be. */
export const neededWords = ({ type }: Parameter): string => EXAMPLES[type] ?? 'Choose one';

const HUNDREDTHS = 100;

/** A share as people write it. */
const percentOf = (value: Value): Value =>
  typeof value === 'number' ? Number((value * HUNDREDTHS).toPrecision(12)) : value;

/** What a form's entry means; undefined leaves the default in force. */
export function entered(parameter: Parameter, form: FormData, name: string): Value | undefined {
  if (parameter.type === 'choices') {
    const chosen = form.getAll(name).map(String);
    return chosen.length === 0 || chosen.length === parameter.options.length ? undefined : chosen;
  }
  if (parameter.type === 'boolean') return form.get(name) !== null;
  const text = String(form.get(name) ?? '').trim();
  if (text === '') return undefined;
  const value = meant(parameter, text.replace(/\s*%$/, ''));
  return parameter.type === 'share' && typeof value === 'number' ? value / HUNDREDTHS : value;
}

/** A text as the parameter's value: a number where one belongs and one was typed, else the text as it is. */
export function meant(parameter: Parameter, text: string): string | number {
  return isNumeric(parameter) && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

interface EntryProps {
  /** Unique on the page; the control's id. */
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly complaint?: string | undefined;
  /** Several controls under one name. */
  readonly group?: boolean;
  readonly children: ReactNode;
}

export const FormEntry = ({ id, label, hint, complaint, group = false, children }: EntryProps) => {
  const words = (
    <>
      {children}
      <small id={`${id}-hint`}>
        {hint}
        {complaint !== undefined && <b> {complaint}</b>}
      </small>
    </>
  );
  if (group) {
    return (
      <fieldset className={styles['entry']}>
        <legend>{label}</legend>
        {words}
      </fieldset>
    );
  }
  return (
    <div className={styles['entry']}>
      <label htmlFor={id}>{label}</label>
      {words}
    </div>
  );
};

interface ControlProps {
  readonly id: string;
  readonly name: string;
  readonly parameter: Parameter;
  readonly value?: Value | undefined;
  readonly wrong?: boolean;
}

const Control = ({ id, name, parameter, value, wrong = false }: ControlProps) => {
  const common = { id, name, 'aria-describedby': `${id}-hint`, 'aria-invalid': wrong || undefined };
  const given = value ?? parameter.default;
  const shown = parameter.type === 'share' && given !== undefined ? percentOf(given) : given;
  if (parameter.type === 'choice') {
    return (
      <select className="field" defaultValue={shown === undefined ? undefined : String(shown)} {...common}>
        {parameter.options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  }
  if (parameter.type === 'choices') {
    const chosen = Array.isArray(shown) ? (shown as readonly string[]) : parameter.options;
    return parameter.options.map((option) => (
      <label key={option} className={styles['option']}>
        <input type="checkbox" name={name} value={option} defaultChecked={chosen.includes(option)} /> {option}
      </label>
    ));
  }
  if (parameter.type === 'boolean') return <input type="checkbox" defaultChecked={shown === true} {...common} />;
  return (
    <input
      className="field"
      inputMode={isNumeric(parameter) ? 'decimal' : 'text'}
      defaultValue={shown === undefined ? '' : String(shown)}
      {...common}
    />
  );
};

interface EntriesProps {
  readonly prefix: string;
  readonly parameters: Parameters;
  readonly values?: Readonly<Record<string, Value>>;
  readonly complaints: Complaints;
}

/** One entry per parameter; the controls are named as the parameters are. */
export const ParameterEntries = ({ prefix, parameters, values = {}, complaints }: EntriesProps) =>
  Object.entries(parameters).map(([name, parameter]) => (
    <FormEntry
      key={name}
      id={`${prefix}-${name}`}
      label={labelOf(name, parameter)}
      hint={parameter.summary}
      complaint={complaints[name]}
      group={parameter.type === 'choices'}
    >
      <Control
        id={`${prefix}-${name}`}
        name={name}
        parameter={parameter}
        value={values[name]}
        wrong={complaints[name] !== undefined}
      />
    </FormEntry>
  ));
