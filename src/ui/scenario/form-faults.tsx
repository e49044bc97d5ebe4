// The list of faults in the form: each of a kind from the catalogue, with the keys that its kind has.
import { complaintsAt, fieldId, isLeaf, valueIn } from '../../analysis/scenario-form.ts';
import { faultChoice, faultSection, findEntry, type Path, scenarioDefinition } from '../../engine/index.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './form.module.css';
import { EntryForm } from './form-entry.tsx';
import { type FormContext, FormInput } from './form-input.tsx';

const { catalogues } = scenarioDefinition;
const kinds = faultChoice(catalogues);
const kindOf = (id: unknown) => findEntry(catalogues.faults, String(id));

interface Props {
  readonly path: Path;
  readonly context: FormContext;
}

/** What a new fault, or one of another kind, begins with. */
function fresh(id: string, before: unknown, at: string): unknown {
  const lasting = kindOf(id)?.lasting === true;
  const lasts = valueIn(before, ['for']) ?? '1h';
  return { fault: id, at: valueIn(before, ['at']) ?? at, ...(lasting && { for: lasts }) };
}

export const FaultsForm = ({ path, context }: Props) => {
  const list = valueIn(context.data, path);
  const faults: readonly unknown[] = Array.isArray(list) ? list : [];
  const add = () =>
    context.put([...path, faults.length], fresh(kinds.options[0] ?? '', undefined, context.effective?.opensAt ?? '0s'));
  return (
    <div className={styles['list']}>
      {faults.length === 0 && <p className={styles['quiet']}>Nothing goes wrong.</p>}
      {faults.map((fault, n) => (
        <FaultForm
          // biome-ignore lint/suspicious/noArrayIndexKey: faults have no names but their order
          key={n}
          fault={fault}
          nth={n + 1}
          path={[...path, n]}
          context={context}
        />
      ))}
      <button type="button" className="btn line" onClick={add}>
        <Icon name="plus" /> Add a fault
      </button>
    </div>
  );
};

const FaultForm = ({ fault, nth, path, context }: Props & { readonly fault: unknown; readonly nth: number }) => {
  const id = valueIn(fault, ['fault']);
  const entry = kindOf(id);
  const at: Path = [...path, 'fault'];
  const wrong = [
    ...complaintsAt(context.complaints, at),
    ...(entry === undefined
      ? context.complaints.filter((each) => fieldId(each.path) === fieldId(path)).map(({ message }) => message)
      : []),
  ];
  const keys = entry === undefined ? [] : Object.entries(faultSection(entry).keys);
  return (
    <EntryForm
      name={`fault ${nth}`}
      label={`What fault ${nth} is`}
      path={at}
      kinds={catalogues.faults}
      notYet={kinds.notYet ?? []}
      kind={entry}
      given={id}
      wrong={wrong}
      onChoose={(kind) => context.put(path, fresh(kind, fault, '0s'))}
      onUse={(kind) => context.put(path, fresh(kind, fault, '0s'))}
      onRemove={() => context.put(path, undefined)}
    >
      <div className={styles['grid']}>
        {keys.map(
          ([key, shape]) =>
            key !== 'fault' &&
            isLeaf(shape) && <FormInput key={key} label={key} path={[...path, key]} shape={shape} context={context} />,
        )}
      </div>
    </EntryForm>
  );
};
