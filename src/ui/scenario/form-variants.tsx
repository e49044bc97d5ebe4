// The list of variants in the form: each a strategy with its parameters, and changes to the scenario by dotted path.
import { settableAt, settables, valueAt } from '../../analysis/design.ts';
import { complaintsAt, fieldId, isLeaf, valueIn } from '../../analysis/scenario/scenario-form.ts';
import { valueWords } from '../../analysis/words.ts';
import {
  findEntry,
  OWN_RUNBOOK,
  type Parameters,
  type Path,
  scenarioDefinition,
  strategyChoice,
  variantSection,
} from '../../engine/index.ts';
import { Following } from '../widgets/following.tsx';
import { Icon } from '../widgets/icon.tsx';
import styles from './form.module.css';
import { Entries } from './form-entries.tsx';
import { EntryForm } from './form-entry.tsx';
import { type FormContext, FormInput } from './form-input.tsx';
import { StepsForm, TakeApart } from './form-steps.tsx';

const { catalogues } = scenarioDefinition;
const notYet = strategyChoice(catalogues).notYet ?? [];
const isRunbook = (strategy: unknown): boolean => typeof strategy === 'object' && strategy !== null;
const strategyOf = (given: unknown) =>
  isRunbook(given) ? OWN_RUNBOOK : findEntry(catalogues.strategies, String(given));

interface Props {
  readonly path: Path;
  readonly context: FormContext;
}

export const VariantsForm = ({ path, context }: Props) => {
  const list = valueIn(context.data, path);
  const usual = context.effective?.variants ?? [];
  if (!Array.isArray(list)) {
    return (
      <div className={styles['list']}>
        <p className={styles['quiet']}>
          Left out: every strategy that suits the scenario
          {usual.length > 0 && `, now ${usual.map(({ title }) => title).join(', ')}`}.
        </p>
        <button
          type="button"
          className="btn line"
          disabled={usual.length === 0}
          onClick={() =>
            context.put(
              path,
              usual.map(({ id }) => id),
            )
          }
        >
          Choose them
        </button>
      </div>
    );
  }
  const variants: readonly unknown[] = list;
  return (
    <div className={styles['list']}>
      <Entries
        entries={variants}
        form={(variant, n) => (
          <VariantForm
            // An id may be missing or stand twice while it is edited.
            key={n}
            variant={variant}
            nth={n + 1}
            path={[...path, n]}
            context={context}
            only={variants.length === 1}
          />
        )}
      />
      <button
        type="button"
        className="btn line"
        onClick={() => context.put([...path, variants.length], added(variants))}
      >
        <Icon name="plus" /> Add a variant
      </button>
    </div>
  );
};

const idOf = (variant: unknown): string =>
  typeof variant === 'string'
    ? variant
    : String(
        valueIn(variant, ['id']) ??
          (isRunbook(valueIn(variant, ['strategy'])) ? OWN_RUNBOOK.id : valueIn(variant, ['strategy'])) ??
          '',
      );

/** A strategy that no variant has, or the first again under another id. */
function added(variants: readonly unknown[]): unknown {
  const taken = new Set(variants.map(idOf));
  const free = catalogues.strategies.find(({ id }) => !taken.has(id));
  if (free !== undefined) return free.id;
  const [first] = catalogues.strategies;
  let n = 2;
  while (taken.has(`${first?.id}-${n}`)) n++;
  return { id: `${first?.id}-${n}`, title: `${first?.title} ${n}`, strategy: first?.id };
}

/** The variant with steps in the place of its strategy. */
function takenApart(
  variant: unknown,
  { id, title }: { readonly id: string; readonly title: string },
  steps: unknown,
): unknown {
  const named = { id: `${id}-steps`, title: `${title}, step by step` };
  if (typeof variant !== 'object' || variant === null) return { ...named, strategy: steps };
  const { parameters: _parameters, ...rest } = variant as Readonly<Record<string, unknown>>;
  return { ...named, ...rest, strategy: steps };
}

/** The strategy's parameters as the text gives them, its defaults filled in. */
const parametersIn = ({ parameters }: { readonly parameters: Parameters }, variant: unknown) =>
  Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { default: usual }]) => {
      const value = valueIn(variant, ['parameters', name]) ?? usual;
      return value === undefined ? [] : [[name, value as string]];
    }),
  );

interface VariantProps extends Props {
  readonly variant: unknown;
  readonly nth: number;
  readonly only: boolean;
}

const VariantForm = ({ variant, nth, path, context, only }: VariantProps) => {
  const bare = typeof variant === 'string';
  const strategy = bare ? variant : valueIn(variant, ['strategy']);
  const entry = strategyOf(strategy);
  const at: Path = bare ? path : [...path, 'strategy'];
  // A bare id becomes a section before something else can stand in it.
  const widened: FormContext = !bare
    ? context
    : {
        ...context,
        put: (to, value) =>
          context.change([
            [path, { strategy: variant }],
            [to, value],
          ]),
      };
  const section = entry && variantSection(entry);
  const own = section?.keys['parameters'];
  const parameters = own?.type === 'section' ? Object.entries(own.keys) : [];
  const isMade = isRunbook(strategy);
  const wrong = isMade ? [] : complaintsAt(context.complaints, at);
  return (
    <EntryForm
      name={`variant ${nth}`}
      label={`Strategy of variant ${nth}`}
      path={at}
      kinds={isMade ? [OWN_RUNBOOK, ...catalogues.strategies] : catalogues.strategies}
      notYet={notYet}
      kind={entry}
      given={strategy}
      wrong={wrong}
      stays={only}
      onChoose={(id) =>
        bare
          ? context.put(path, id)
          : context.change([
              [[...path, 'parameters'], undefined],
              [[...path, 'strategy'], id],
            ])
      }
      onUse={(id) => context.put(at, id)}
      onRemove={() => context.put(path, undefined)}
    >
      {section !== undefined && (
        <div className={styles['grid']}>
          {(['id', 'title'] as const).map((key) => {
            const shape = section.keys[key];
            return (
              shape !== undefined &&
              isLeaf(shape) && <FormInput key={key} label={key} path={[...path, key]} shape={shape} context={widened} />
            );
          })}
          {parameters.map(
            ([key, shape]) =>
              isLeaf(shape) && (
                <FormInput key={key} label={key} path={[...path, 'parameters', key]} shape={shape} context={widened} />
              ),
          )}
        </div>
      )}
      <Steps entry={entry} variant={variant} nth={nth} path={path} context={context} />
      <Then nth={nth} path={[...path, 'then']} context={widened} />
      <Changes nth={nth} path={[...path, 'set']} context={widened} />
    </EntryForm>
  );
};

/** What a strategy that follows is called, its id or that of a runbook of one's own. */
function idOfFollower(each: unknown): string {
  const strategy = typeof each === 'string' ? each : valueIn(each, ['strategy']);
  return typeof strategy === 'string' ? strategy : String(valueIn(strategy, ['id']) ?? OWN_RUNBOOK.id);
}

/** The strategies that follow this one. */
const Then = ({ nth, path, context }: Props & { readonly nth: number }) => {
  const given = valueIn(context.data, path);
  const then: readonly unknown[] = Array.isArray(given) ? given : [];
  return (
    <div id={fieldId(path)} tabIndex={-1}>
      <Following
        of={`variant ${nth}`}
        then={then}
        idOf={idOfFollower}
        onRemove={(place) => context.put(path, then.length === 1 ? undefined : then.filter((_, n) => n !== place))}
        onAdd={(id) => context.put(path, [...then, id])}
      />
      {complaintsAt(context.complaints, path).map((message) => (
        <b key={message}>{message}</b>
      ))}
    </div>
  );
};

interface StepsOf {
  readonly entry: ReturnType<typeof strategyOf>;
  readonly variant: unknown;
  readonly nth: number;
}

/** The steps of a runbook of one's own; of a strategy of the catalogue the way to them. */
const Steps = ({ entry, variant, nth, path, context }: Props & StepsOf) => {
  const strategy = valueIn(variant, ['strategy']);
  if (isRunbook(strategy))
    return <StepsForm of={`variant ${nth}`} path={[...path, 'strategy', 'steps']} context={context} />;
  if (entry === undefined) return null;
  return (
    <TakeApart
      of={`variant ${nth}`}
      strategy={entry.id}
      parameters={parametersIn(entry, variant)}
      onApart={(steps) => context.put(path, takenApart(variant, entry, steps))}
    />
  );
};

/** What is built otherwise in this variant, by dotted path. */
const Changes = ({ nth, path, context }: Props & { readonly nth: number }) => {
  const set = valueIn(context.data, path);
  const keys = typeof set === 'object' && set !== null ? Object.keys(set) : [];
  const free = settables.filter((each) => !keys.includes(each.path));
  const usual = (key: string) => (context.effective === null ? undefined : valueAt(context.effective, key));
  return (
    <div className={styles['changes']}>
      {keys.map((key) => {
        const shape = settableAt(key)?.shape;
        const at = [...path, key];
        return (
          <div key={key} className={styles['change']}>
            {shape === undefined ? (
              <Odd
                label={key}
                value={valueIn(set, [key])}
                wrong={complaintsAt(context.complaints, at)}
                id={fieldId(at)}
              />
            ) : (
              <FormInput label={key} path={at} shape={shape} context={context} standard={usual(key)} needed />
            )}
            <button
              type="button"
              className="btn icon"
              aria-label={`Remove ${key} of variant ${nth}`}
              onClick={() => context.put(at, undefined)}
            >
              <Icon name="close" />
            </button>
          </div>
        );
      })}
      <select
        className="field"
        aria-label={`Add a design change to variant ${nth}`}
        value=""
        onChange={(event) => {
          const { value } = event.target;
          if (value !== '') context.put([...path, value], usual(value) ?? settableAt(value)?.shape.default ?? '');
        }}
      >
        <option value="">Add a design change …</option>
        {[...new Set(free.map(({ section }) => section))].map((section) => (
          <optgroup key={section} label={section}>
            {free.flatMap((each) => (each.section === section ? [<option key={each.path}>{each.path}</option>] : []))}
          </optgroup>
        ))}
      </select>
    </div>
  );
};

interface OddProps {
  readonly label: string;
  readonly value: unknown;
  readonly wrong: readonly string[];
  readonly id: string;
}

/** A change that the form cannot show, such as a whole section: it stays as the text has it. */
const Odd = ({ label, value, wrong, id }: OddProps) => (
  <div className={styles['field']} id={id} tabIndex={-1}>
    <div className={styles['label']}>
      <span>{label}</span>
    </div>
    <code>{typeof value === 'object' ? JSON.stringify(value) : valueWords(value)}</code>
    <small>
      To be edited in the text.
      {wrong.map((message) => (
        <b key={message}>{message}</b>
      ))}
    </small>
  </div>
);
