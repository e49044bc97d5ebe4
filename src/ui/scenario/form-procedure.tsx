// A key of the form that names a strategy, such as what fills the copy of a new service: which, or none, and its parameters; of a runbook
// of one's own its steps.
import { complaintsAt, fieldId, isLeaf, valueIn } from '../../analysis/scenario/scenario-form.ts';
import {
  findEntry,
  OWN_RUNBOOK,
  type Path,
  type ProcedureShape,
  procedureSection,
  scenarioDefinition,
  seedingStrategies,
} from '../../engine/index.ts';
import styles from './form.module.css';
import { type FormContext, FormInput } from './form-input.tsx';
import { StepsForm } from './form-steps.tsx';
import { Wrong } from './form-wrong.tsx';

const offered = seedingStrategies(scenarioDefinition.catalogues);

interface Props {
  readonly label: string;
  readonly path: Path;
  readonly shape: ProcedureShape;
  readonly context: FormContext;
}

export const ProcedureForm = ({ label, path, shape, context }: Props) => {
  const id = fieldId(path);
  const given = valueIn(context.data, path);
  const bare = typeof given === 'string';
  const named = bare || given === undefined ? (given ?? shape.default) : valueIn(given, ['strategy']);
  const isMade = typeof named === 'object' && named !== null;
  const strategy = isMade ? OWN_RUNBOOK.id : named;
  const kinds = isMade ? [OWN_RUNBOOK, ...offered] : offered;
  const entry = findEntry(offered, String(strategy));
  const parameters = entry === undefined ? undefined : procedureSection(entry).keys['parameters'];
  const steps: Path = [...path, 'strategy', 'steps'];
  const inside = [
    ...complaintsAt(context.complaints, [...path, 'parameters']),
    ...complaintsAt(context.complaints, steps),
  ];
  const wrong = complaintsAt(context.complaints, path).filter((message) => !inside.includes(message));
  // A bare id becomes a section before something else can stand in it.
  const widened: FormContext = !bare
    ? context
    : {
        ...context,
        put: (to, value) =>
          context.change([
            [path, { strategy: given }],
            [to, value],
          ]),
      };
  const isKnown = isMade || entry !== undefined || shape.words.includes(String(strategy));
  return (
    <>
      <div className={styles['field']}>
        <div className={styles['label']}>
          <label htmlFor={id}>{label}</label>
        </div>
        <select
          id={id}
          className="field"
          aria-describedby={`${id}-hint`}
          aria-invalid={wrong.length > 0 || undefined}
          value={String(strategy)}
          onChange={(event) => context.put(path, event.target.value === shape.default ? undefined : event.target.value)}
        >
          {!isKnown && <option value={String(strategy)}>{String(strategy)}</option>}
          {shape.words.map((word) => (
            <option key={word}>{word}</option>
          ))}
          {kinds.map((each) => (
            <option key={each.id} value={each.id}>
              {each.title}
            </option>
          ))}
        </select>
        <small id={`${id}-hint`}>
          {shape.summary.replaceAll('`', '')} Default: {shape.default}.
          <Wrong messages={wrong} onUse={(value) => context.put(path, value)} />
        </small>
      </div>
      {isMade && <StepsForm of={label} path={steps} context={context} />}
      {parameters?.type === 'section' &&
        Object.entries(parameters.keys).map(
          ([key, inner]) =>
            isLeaf(inner) && (
              <FormInput
                key={key}
                label={`${label}: ${key}`}
                path={[...path, 'parameters', key]}
                shape={inner}
                context={widened}
              />
            ),
        )}
    </>
  );
};
