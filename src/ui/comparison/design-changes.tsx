// The design changes of a lane: a list of dotted path and value, the path chosen from what the scenario's definition lets a
// lane change, the value typed or chosen as its description says.
import { useRef } from 'react';
import { distributionOf, type Settable, settableAt, settables, valueAt } from '../../analysis/design.ts';
import { valueWords } from '../../analysis/words.ts';
import type { Scenario } from '../../engine/index.ts';
import { Icon } from '../widgets/icon.tsx';
import { type Complaints, meant } from '../widgets/parameters.tsx';
import styles from './lane-dialog.module.css';

export interface DesignRow {
  readonly path: string;
  /** As typed. */
  readonly text: string;
  /** A value that no entry of the list can show, such as a whole section: it stays as it is. */
  readonly whole?: unknown;
}

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? valueWords(value) : String(value ?? '');

export const rowsOf = (set: Readonly<Record<string, unknown>>): readonly DesignRow[] =>
  Object.entries(set).map(([path, value]) =>
    settableAt(path) === undefined ? { path, text: valueWords(value), whole: value } : { path, text: textOf(value) },
  );

function rowValue({ path, text, whole }: DesignRow): unknown {
  if (whole !== undefined) return whole;
  const shape = settableAt(path)?.shape;
  if (shape === undefined || shape.type === 'text' || shape.type === 'instant') return text;
  if (shape.type === 'distribution') return distributionOf(text);
  if (shape.type === 'boolean') return text === 'true';
  return meant(shape, text.trim());
}

export const changesOf = (rows: readonly DesignRow[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(rows.map((row) => [row.path, rowValue(row)]));

interface Props {
  readonly scenario: Scenario;
  readonly rows: readonly DesignRow[];
  readonly onRows: (rows: readonly DesignRow[]) => void;
  readonly complaints: Complaints;
}

/** What a lane would be changed for most likely. */
const FIRST = 'broker.kind';

export const DesignChanges = ({ scenario, rows, onRows, complaints }: Props) => {
  const add = useRef<HTMLButtonElement>(null);
  const free = settables.filter(({ path }) => rows.every((row) => row.path !== path));
  const startOf = (path: string): DesignRow => ({ path, text: textOf(valueAt(scenario, path)) });
  const next = free.find(({ path }) => path === FIRST) ?? free[0];
  const put = (at: number, row: DesignRow) => onRows(rows.map((each, n) => (n === at ? row : each)));
  const remove = (at: number) => {
    onRows(rows.filter((_, n) => n !== at));
    add.current?.focus();
  };
  const general = Object.entries(complaints).filter(
    ([key]) => key === 'set' || (key.startsWith('set.') && rows.every(({ path }) => key !== `set.${path}`)),
  );
  return (
    <section className={styles['part']} aria-label="Design changes">
      <h3>Design changes</h3>
      <p className="muted">What is built otherwise in this lane than in the scenario.</p>
      {rows.length > 0 && (
        <ul className={styles['changes']}>
          {rows.map((row, n) => (
            <Change
              key={row.path}
              row={row}
              free={free}
              complaint={complaints[`set.${row.path}`]}
              usual={valueWords(valueAt(scenario, row.path))}
              onPath={(path) => put(n, startOf(path))}
              onText={(text) => put(n, { path: row.path, text })}
              onRemove={() => remove(n)}
            />
          ))}
        </ul>
      )}
      {general.map(([key, text]) => (
        <p key={key} role="alert">
          {text}
        </p>
      ))}
      <button
        ref={add}
        type="button"
        className="btn line"
        disabled={next === undefined}
        onClick={() => next !== undefined && onRows([...rows, startOf(next.path)])}
      >
        <Icon name="plus" /> Add a design change
      </button>
    </section>
  );
};

interface ChangeProps {
  readonly row: DesignRow;
  readonly free: readonly Settable[];
  readonly complaint: string | undefined;
  /** What stands in the scenario. */
  readonly usual: string;
  readonly onPath: (path: string) => void;
  readonly onText: (text: string) => void;
  readonly onRemove: () => void;
}

const Change = ({ row, free, complaint, usual, onPath, onText, onRemove }: ChangeProps) => {
  const settable = settableAt(row.path);
  const hint = `lane-set-${row.path}-hint`;
  const offered = settables.filter((each) => each === settable || free.includes(each));
  const sections = [...new Set(offered.map(({ section }) => section))];
  return (
    <li className={styles['change']}>
      {settable === undefined ? (
        <code>{row.path}</code>
      ) : (
        <select
          className="field"
          aria-label="Setting"
          value={row.path}
          aria-describedby={hint}
          onChange={(event) => onPath(event.target.value)}
        >
          {sections.map((section) => (
            <optgroup key={section} label={section}>
              {offered
                .filter((each) => each.section === section)
                .map(({ path }) => (
                  <option key={path}>{path}</option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
      <ChangeValue row={row} settable={settable} hint={hint} wrong={complaint !== undefined} onText={onText} />
      <button type="button" className="btn icon" aria-label={`Remove ${row.path}`} onClick={onRemove}>
        <Icon name="close" />
      </button>
      <small id={hint}>
        {settable?.shape.summary} In the scenario: {usual}.{complaint !== undefined && <b> {complaint}</b>}
      </small>
    </li>
  );
};

interface ValueProps {
  readonly row: DesignRow;
  readonly settable: Settable | undefined;
  readonly hint: string;
  readonly wrong: boolean;
  readonly onText: (text: string) => void;
}

const ChangeValue = ({ row, settable, hint, wrong, onText }: ValueProps) => {
  const common = {
    className: 'field',
    'aria-label': `Value of ${row.path}`,
    'aria-describedby': hint,
    'aria-invalid': wrong || undefined,
  };
  if (settable === undefined) return <code>{row.text}</code>;
  const { shape } = settable;
  const options = shape.type === 'choice' ? shape.options : shape.type === 'boolean' ? ['true', 'false'] : null;
  if (options !== null) {
    return (
      <select {...common} value={row.text} onChange={(event) => onText(event.target.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {shape.type === 'boolean' ? (option === 'true' ? 'yes' : 'no') : option}
          </option>
        ))}
      </select>
    );
  }
  return <input {...common} value={row.text} autoComplete="off" onChange={(event) => onText(event.target.value)} />;
};
