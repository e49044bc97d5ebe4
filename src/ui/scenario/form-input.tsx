// One key of the form: its name, a control that suits its kind, its meaning, default and bounds, what is wrong with it, and a way
// back to the default.
import {
  boundsWords,
  type Complaint,
  complaintsAt,
  differs,
  fieldId,
  isChanged,
  isFixed,
  standardOf,
  standardWords,
  typedValue,
  valueIn,
} from '../../analysis/scenario/scenario-form.ts';
import { valueWords } from '../../analysis/words.ts';
import type { LeafShape, Path, Scenario } from '../../engine/index.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './form.module.css';
import { DistributionControl } from './form-distribution.tsx';
import { type ControlProps, TextControl } from './form-text.tsx';
import { Wrong } from './form-wrong.tsx';

export interface FormContext {
  /** What the text says, as plain data, and what it said when editing began. */
  readonly data: unknown;
  readonly base: unknown;
  /** The whole scenario, as of the last text without problems. */
  readonly effective: Scenario | null;
  readonly complaints: readonly Complaint[];
  readonly notes: readonly Complaint[];
  /** Writes a value into the text; undefined takes it away. */
  readonly put: (path: Path, value: unknown) => void;
  /** Several at once. */
  readonly change: (steps: readonly (readonly [Path, unknown])[]) => void;
}

interface EntryProps {
  readonly label: string;
  readonly path: Path;
  readonly shape: LeafShape;
  readonly context: FormContext;
  /** The default where it is not the document's, such as what the scenario itself says. */
  readonly standard?: unknown;
  /** It belongs to the form, not to the text: no default to go back to. */
  readonly needed?: boolean;
}

export const FormInput = ({ label, path, shape, context, standard, needed = false }: EntryProps) => {
  const id = fieldId(path);
  const given = valueIn(context.data, path);
  const wrong = complaintsAt(context.complaints, path);
  const own = !needed && isChanged(shape, given);
  const changed = !needed && differs(shape, given, valueIn(context.base, path));
  const usual = standard ?? standardOf(shape, path, given === undefined ? context.effective : null);
  const words = standard === undefined ? standardWords(shape, path, given, context.effective) : valueWords(standard);
  const bounds = boundsWords(shape);
  const wide = shape.type === 'text' && shape.form !== 'id';
  const props: ControlProps = {
    id,
    label,
    shape,
    value: given ?? usual,
    wrong: wrong.length > 0,
    // What is there on purpose stays when it is emptied, to be typed anew.
    onValue: (value) => context.put(path, needed ? (value ?? '') : value),
  };
  const isGroup = shape.type === 'choices' || shape.type === 'distribution';
  return (
    <div
      className={`${styles['field']} ${wide ? styles['wide'] : ''} ${changed ? styles['changed'] : ''}`}
      {...(isGroup && { role: 'group', 'aria-labelledby': `${id}-label` })}
    >
      <div className={styles['label']}>
        {isGroup ? <span id={`${id}-label`}>{label}</span> : <label htmlFor={id}>{label}</label>}
        {changed && <em>changed</em>}
        {own && (
          <button
            type="button"
            aria-label={`Reset ${label}`}
            title="Back to the default"
            onClick={() => context.put(path, undefined)}
          >
            <Icon name="undo" />
          </button>
        )}
      </div>
      <Control {...props} />
      <small id={`${id}-hint`}>
        {shape.summary.replaceAll('`', '')}
        {isFixed(shape) && ' Not simulated yet.'}
        {bounds !== '' && ` ${bounds.charAt(0).toUpperCase()}${bounds.slice(1)}.`}
        {words !== '' && ` Default: ${words}.`}
        {complaintsAt(context.notes, path).map((note) => (
          <i key={note}>Note: {note}.</i>
        ))}
        <Wrong messages={wrong} onUse={(value) => context.put(path, value)} />
      </small>
    </div>
  );
};

const Control = (props: ControlProps) => {
  const { id, shape, value, wrong, onValue } = props;
  const common = { id, 'aria-describedby': `${id}-hint`, 'aria-invalid': wrong || undefined };
  switch (shape.type) {
    case 'boolean':
      return (
        <input
          {...common}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onValue(event.target.checked)}
        />
      );
    case 'choice':
      return (
        <select
          {...common}
          className="field"
          value={String(value ?? '')}
          onChange={(event) => onValue(event.target.value)}
        >
          {!shape.options.includes(String(value)) && <option value={String(value ?? '')}>{String(value ?? '')}</option>}
          {shape.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
          {shape.notYet?.map((option) => (
            <option key={option} disabled>
              {`${option} (not simulated yet)`}
            </option>
          ))}
        </select>
      );
    case 'choices':
      return <ChoicesControl {...props} />;
    case 'distribution':
      return <DistributionControl {...props} />;
    case 'share':
      return <ShareControl {...props} />;
    default:
      return (
        <TextControl {...common} shape={shape} value={value} onText={(text) => onValue(typedValue(shape, text))} />
      );
  }
};

/** A share by a slider and, exactly, as a number. */
const ShareControl = ({ id, label, shape, value, wrong, onValue }: ControlProps) => (
  <span className={styles['share']}>
    <TextControl
      id={id}
      shape={shape}
      value={value}
      aria-describedby={`${id}-hint`}
      aria-invalid={wrong || undefined}
      onText={(text) => onValue(typedValue(shape, text))}
    />
    <input
      type="range"
      aria-label={`${label} by slider`}
      min={0}
      max={1}
      step={0.01}
      value={typeof value === 'number' ? value : 0}
      onChange={(event) => onValue(Number(event.target.value))}
    />
  </span>
);

/** Left out it means all of them. */
const ChoicesControl = ({ id, shape, value, onValue }: ControlProps) => {
  if (shape.type !== 'choices') return null;
  const chosen: readonly unknown[] = Array.isArray(value) ? value : shape.options;
  const toggle = (option: string, on: boolean) => {
    const next = shape.options.filter((each) => (each === option ? on : chosen.includes(each)));
    onValue(next.length === shape.options.length ? undefined : next);
  };
  return (
    <span className={styles['options']} id={id} tabIndex={-1}>
      {shape.options.map((option) => (
        <label key={option}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={(event) => toggle(option, event.target.checked)}
          />{' '}
          {option}
        </label>
      ))}
    </span>
  );
};
