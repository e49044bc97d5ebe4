// The form of a scenario, made from the definition of its document: a disclosure per section, an entry per key, lists of faults
// and variants. What is entered is written into the text, and what stands in the text is shown.
import { counted } from '../../analysis/numbers.ts';
import { OBSERVABLE, rangeKeys } from '../../analysis/scenario/pair-keys.ts';
import {
  type Complaint,
  changesIn,
  complaintsAt,
  fieldId,
  isFixed,
  isLeaf,
  valueIn,
} from '../../analysis/scenario/scenario-form.ts';
import { valueWords } from '../../analysis/words.ts';
import { type Path, type Scenario, type SectionShape, type Shape, scenarioDefinition } from '../../engine/index.ts';
import { dataOf, withValue } from '../../files/index.ts';
import styles from './form.module.css';
import { FaultsForm } from './form-faults.tsx';
import { type FormContext, FormInput } from './form-input.tsx';
import { MappingForm } from './form-mapping.tsx';
import { PairsForm } from './form-pairs.tsx';
import { ProcedureForm } from './form-procedure.tsx';
import { VariantsForm } from './form-variants.tsx';
import { Wrong } from './form-wrong.tsx';

interface Props {
  readonly text: string;
  /** The text against which changes are told. */
  readonly base: string;
  readonly complaints: readonly (Complaint & { readonly line: number })[];
  /** What is worth knowing of keys. */
  readonly notes: readonly Complaint[];
  readonly effective: Scenario | null;
  readonly onText: (text: string, key: string) => void;
  readonly onLine: (line: number) => void;
}

const { keys } = scenarioDefinition.document;

/** Keys that stand in no section of their own. */
const HEAD: SectionShape = {
  type: 'section',
  summary: 'What it is called, how long it runs and which world it draws.',
  keys: Object.fromEntries(Object.entries(keys).filter(([, shape]) => isLeaf(shape))),
};

const isFirst = (shape: Shape): boolean => shape.type === 'faults' || shape.type === 'variants';
const parts = Object.entries(keys).filter(([, shape]) => !isLeaf(shape));

/** The rest: what goes wrong and what mends it, then in the order of the document. */
const SECTIONS = [...parts.filter(([, shape]) => isFirst(shape)), ...parts.filter(([, shape]) => !isFirst(shape))];

export const ScenarioForm = ({ text, base, complaints, notes, effective, onText, onLine }: Props) => {
  const data = dataOf(text);
  if (typeof data !== 'object' || data === null) {
    const first = complaints[0];
    return (
      <div className={styles['form']}>
        <p className={styles['unreadable']}>
          <span className="serif">The form shows what the text says, and the text cannot be read as YAML.</span>
          {first !== undefined && (
            <button type="button" className="textlink" onClick={() => onLine(first.line)}>
              Go to line {first.line}
            </button>
          )}
        </p>
      </div>
    );
  }
  const put = (path: Path, value: unknown) => onText(withValue(text, path, value), path.join('.'));
  const context: FormContext = {
    data,
    base: dataOf(base),
    effective,
    complaints,
    notes,
    put,
    change: (steps) =>
      onText(
        steps.reduce((done, [path, value]) => withValue(done, path, value), text),
        'list',
      ),
  };
  return (
    <section className={styles['form']} aria-label="Scenario as a form">
      {SECTIONS.map(([key, shape]) => (
        <Part
          key={key}
          title={key}
          summary={shape.summary}
          context={context}
          shape={shape}
          path={[key]}
          open={shape.type === 'faults'}
        >
          <Inside shape={shape} path={[key]} context={context} />
        </Part>
      ))}
      <Part title="general" summary={HEAD.summary} context={context} shape={HEAD} path={[]}>
        <Keys shape={HEAD} path={[]} context={context} />
      </Part>
    </section>
  );
};

interface InsideProps {
  readonly shape: Shape;
  readonly path: Path;
  readonly context: FormContext;
}

const Inside = ({ shape, path, context }: InsideProps) => {
  if (shape.type === 'faults') return <FaultsForm path={path} context={context} />;
  if (shape.type === 'variants') return <VariantsForm path={path} context={context} />;
  if (shape.type === 'ranges') {
    const keys = rangeKeys(context.data, context.effective);
    return <PairsForm {...{ path, context, keys }} add="Add what is not known" names={['lowest', 'highest']} />;
  }
  if (shape.type === 'observed')
    return (
      <PairsForm
        {...{ path, context }}
        keys={OBSERVABLE}
        add="Add what was counted"
        names={['value', 'plus or minus']}
        lone
      />
    );
  if (shape.type !== 'section') return <AsText shape={shape} path={path} context={context} />;
  return <Keys shape={shape} path={path} context={context} />;
};

/** What the form has no fields for: it is shown as it stands, and edited in the text. */
const AsText = ({ path, context }: InsideProps) => {
  const given = valueIn(context.data, path);
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  return (
    <div className={styles['list']}>
      {entries.map(([key, value]) => (
        <code key={key}>
          {!Array.isArray(given) && `${key}: `}
          {JSON.stringify(value)}
        </code>
      ))}
      <p className={styles['quiet']}>
        {entries.length === 0 ? 'None; to be added in the text.' : 'To be edited in the text.'}
      </p>
      <Wrong messages={complaintsAt(context.complaints, path)} onUse={(value) => context.put(path, value)} />
    </div>
  );
};

/** What is put into the file when the word is chosen, or not: nothing where that stands there by itself. */
function sectionOrWord({ keys, word, wordByDefault }: SectionShape, chosen: boolean): unknown {
  const byItself = wordByDefault === true;
  if (chosen) return byItself ? undefined : word;
  return byItself ? Object.fromEntries(Object.entries(keys).map(([key, inner]) => [key, defaultIn(inner)])) : undefined;
}

const defaultIn = (shape: Shape): unknown => ('default' in shape ? shape.default : undefined);

/** The keys of a section; those that can be nothing but what they are stand in one line below. */
const Keys = ({ shape, path, context }: InsideProps & { readonly shape: SectionShape }) => {
  const { word } = shape;
  const byItself = shape.wordByDefault === true;
  const given = valueIn(context.data, path);
  const isWord = word !== undefined && (given === word || (byItself && given === undefined));
  const leaves = Object.entries(shape.keys).flatMap(([key, inner]) => (isLeaf(inner) ? [{ key, inner }] : []));
  const wrong = (key: string) => complaintsAt(context.complaints, [...path, key]).length > 0;
  const free = leaves.filter(({ key, inner }) => !isFixed(inner) || wrong(key));
  const fixed = leaves.filter(({ key, inner }) => isFixed(inner) && !wrong(key) && key !== 'schema');
  return (
    <>
      {word !== undefined && (
        <label className={styles['word']}>
          <input
            type="checkbox"
            checked={isWord}
            onChange={(event) => context.put(path, sectionOrWord(shape, event.target.checked))}
          />{' '}
          {byItself ? word : `${word}: leave it out altogether`}
        </label>
      )}
      {!isWord && (
        <div className={styles['grid']}>
          {free.map(({ key, inner }) => (
            <FormInput key={key} label={key} path={[...path, key]} shape={inner} context={context} />
          ))}
          {Object.entries(shape.keys).map(
            ([key, inner]) =>
              inner.type === 'procedure' && (
                <ProcedureForm key={key} label={key} path={[...path, key]} shape={inner} context={context} />
              ),
          )}
        </div>
      )}
      {!isWord &&
        Object.entries(shape.keys).map(([key, inner]) => (
          <Nested key={key} label={key} shape={inner} path={[...path, key]} context={context} />
        ))}
      {fixed.length > 0 && (
        <p className={styles['quiet']}>
          Not simulated yet, so as it is:{' '}
          {fixed.map(({ key, inner }) => `${key} ${valueWords(inner.default)}`).join(', ')}.
        </p>
      )}
    </>
  );
};

/** A section or a mapping within a section. */
const Nested = ({ label, shape, path, context }: InsideProps & { readonly label: string }) => {
  if (shape.type === 'mapping') {
    const { data, complaints, notes, put } = context;
    return <MappingForm {...{ label, shape, path, data, complaints, notes }} onPut={put} />;
  }
  if (shape.type !== 'section') return null;
  return (
    <fieldset className={styles['nested']} id={fieldId(path)}>
      <legend>{label}</legend>
      <small>{shape.summary.replaceAll('`', '')}</small>
      <Keys shape={shape} path={path} context={context} />
    </fieldset>
  );
};

interface PartProps extends InsideProps {
  readonly title: string;
  readonly summary: string;
  readonly open?: boolean;
  readonly children: React.ReactNode;
}

/** A section as a disclosure; its head says how much in it was changed or is wrong. */
const Part = ({ title, summary, context, shape, path, open = false, children }: PartProps) => {
  const given = valueIn(context.data, path);
  const entries = Array.isArray(given) ? given.length : null;
  const changed = shape.type === 'section' ? changesIn(shape, context.data, path, context.base) : 0;
  const wrong =
    path.length === 0
      ? Object.keys(HEAD.keys).filter((key) => complaintsAt(context.complaints, [key]).length > 0).length
      : complaintsAt(context.complaints, path).length;
  return (
    <details className={styles['part']} open={open}>
      <summary>
        <span className={styles['name']}>{title}</span>
        <span className={styles['about']}>{summary.replaceAll('`', '')}</span>
        <span className={styles['state']}>
          {entries !== null && entries > 0 && <span>{counted(entries, 'entry', 'entries')}</span>}
          {changed > 0 && <span>{changed} changed</span>}
          {wrong > 0 && <b>{counted(wrong, 'problem')}</b>}
        </span>
      </summary>
      <div className={styles['inside']}>{children}</div>
    </details>
  );
};
