// The steps of a runbook of one's own in the form: each of a kind from the catalogue of steps, with its title and parameters, in an order
// that people change. A strategy of the catalogue can be taken apart into its steps.
import { complaintsAt, fieldId, isLeaf, valueIn } from '../../analysis/scenario/scenario-form.ts';
import {
  asSteps,
  primitiveSteps as catalogue,
  findEntry,
  type Path,
  type StepSpec,
  stepSection,
} from '../../engine/index.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './form.module.css';
import { EntryForm } from './form-entry.tsx';
import { type FormContext, FormInput } from './form-input.tsx';

interface Props {
  /** Whose steps they are, such as `variant 2`. */
  readonly of: string;
  /** Where the list of steps stands. */
  readonly path: Path;
  readonly context: FormContext;
}

const nameOf = (step: unknown): unknown => (typeof step === 'string' ? step : valueIn(step, ['step']));

export const StepsForm = ({ of, path, context }: Props) => {
  const list = valueIn(context.data, path);
  const steps: readonly unknown[] = Array.isArray(list) ? list : [];
  const wrong = context.complaints.filter((each) => fieldId(each.path) === fieldId(path));
  const swap = (n: number) =>
    context.put(
      path,
      steps.map((step, at) => (at === n - 1 ? steps[n] : at === n ? steps[n - 1] : step)),
    );
  return (
    <fieldset className={styles['steps']} aria-label={`Steps of ${of}`}>
      {wrong.map(({ message }) => (
        <small key={message}>
          <b>{message}</b>
        </small>
      ))}
      {steps.map((step, n) => (
        <StepForm
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no names but their order
          key={n}
          step={step}
          nth={n + 1}
          of={of}
          path={[...path, n]}
          context={context}
          only={steps.length === 1}
          onUp={n === 0 ? null : () => swap(n)}
        />
      ))}
      <button type="button" className="btn line" onClick={() => context.put([...path, steps.length], 'review')}>
        <Icon name="plus" /> Add a step
      </button>
    </fieldset>
  );
};

interface StepProps extends Props {
  readonly step: unknown;
  readonly nth: number;
  readonly only: boolean;
  readonly onUp: (() => void) | null;
}

const StepForm = ({ step, nth, of, path, context, only, onUp }: StepProps) => {
  const bare = typeof step === 'string';
  const name = nameOf(step);
  const entry = findEntry(catalogue, String(name));
  const at: Path = bare ? path : [...path, 'step'];
  // A bare id becomes a section before something else can stand in it.
  const widened: FormContext = !bare
    ? context
    : {
        ...context,
        put: (to, value) =>
          context.change([
            [path, { step }],
            [to, value],
          ]),
      };
  const keys = entry === undefined ? [] : Object.entries(stepSection(entry).keys);
  const own = context.complaints.filter((each) => fieldId(each.path) === fieldId(path)).map(({ message }) => message);
  return (
    <EntryForm
      name={`step ${nth} of ${of}`}
      label={`What step ${nth} of ${of} is`}
      path={at}
      kinds={catalogue}
      notYet={[]}
      kind={entry}
      given={name}
      wrong={bare ? own : [...own, ...complaintsAt(context.complaints, at)]}
      stays={only}
      onChoose={(kind) => context.put(path, kind)}
      onUse={(kind) => context.put(at, kind)}
      onRemove={() => context.put(path, undefined)}
      onUp={onUp}
    >
      {entry !== undefined && entry.needsWords !== '' && (
        <small className={styles['quiet']}>Needs {entry.needsWords}.</small>
      )}
      <div className={styles['grid']}>
        {keys.map(
          ([key, shape]) =>
            key !== 'step' &&
            isLeaf(shape) && <FormInput key={key} label={key} path={[...path, key]} shape={shape} context={widened} />,
        )}
      </div>
    </EntryForm>
  );
};

/** A step as people would write it: without what is usual. */
function shortStep(spec: StepSpec): unknown {
  const entry = findEntry(catalogue, spec.step);
  const own = Object.entries(spec).filter(
    ([key, value]) =>
      key !== 'step' && (key === 'title' ? value !== entry?.title : value !== entry?.parameters[key]?.default),
  );
  return own.length === 0 ? spec.step : { step: spec.step, ...Object.fromEntries(own) };
}

interface ApartProps {
  readonly of: string;
  readonly strategy: string;
  /** Those that the text gives. */
  readonly parameters: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly onApart: (strategy: unknown) => void;
}

/** Takes a strategy of the catalogue apart into its steps. */
export const TakeApart = ({ of, strategy, parameters, onApart }: ApartProps) => {
  const made = asSteps(strategy, parameters);
  if (made === undefined) return null;
  return (
    <button
      type="button"
      className="btn line"
      aria-label={`Take ${of} apart into its steps`}
      onClick={() => onApart({ steps: made.steps.map(shortStep) })}
    >
      Take apart into steps
    </button>
  );
};
