// The list of faults in the form: each of a kind from the catalogue, with the keys that its kind has. One that is added, or becomes
// another, begins with what is usual for its kind.
import { complaintsAt, faultKeys, fieldId, isLeaf, valueIn } from '../../analysis/scenario/scenario-form.ts';
import { lastEnd, usualFault, usualTime } from '../../analysis/scenario/usual.ts';
import {
  duration,
  faultChoice,
  faultSection,
  findEntry,
  type Path,
  parseDuration,
  scenarioDefinition,
} from '../../engine/index.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './form.module.css';
import { Entries } from './form-entries.tsx';
import { EntryForm } from './form-entry.tsx';
import { type FormContext, FormInput } from './form-input.tsx';

const { catalogues } = scenarioDefinition;
const kinds = faultChoice(catalogues);
const kindOf = (id: unknown) => findEntry(catalogues.faults, String(id));

interface Props {
  readonly path: Path;
  readonly context: FormContext;
}

const sectionIn = (fault: unknown) =>
  typeof fault === 'object' && fault !== null ? (fault as Readonly<Record<string, unknown>>) : null;

/** Whether some repair begins when something has been noticed: as the last text without problems says, else as this one does. */
function isDetected({ effective, data }: FormContext): boolean {
  if (effective === null)
    return !['given', undefined].includes(valueIn(data, ['detection', 'by']) as string | undefined);
  const noticed = effective.variants.map(({ set }) => set['repair.at'] ?? set['detection.by'] ?? 'given');
  return effective.repair.at === 'detected' || noticed.some((how) => typeof how === 'string' && !isTime(how));
}

/** `given`, or a duration. */
const isTime = (how: string): boolean => how === 'given' || parseDuration(how) !== undefined;

/** When a fault that is added begins. */
function timeFor({ effective }: FormContext, faults: readonly unknown[]): string {
  if (effective === null) return '0s';
  const [opensAt, length] = [duration(effective.opensAt), duration(effective.length)];
  return usualTime({ opensAt, length, after: lastEnd(faults) });
}

export const FaultsForm = ({ path, context }: Props) => {
  const list = valueIn(context.data, path);
  const faults: readonly unknown[] = Array.isArray(list) ? list : [];
  const add = () =>
    context.put([...path, faults.length], usualFault(kinds.options[0] ?? '', null, timeFor(context, faults)));
  return (
    <div className={styles['list']}>
      {faults.length === 0 && <p className={styles['quiet']}>Nothing goes wrong.</p>}
      <Entries
        entries={faults}
        form={(fault, n) => (
          // Faults have no names but their order.
          <FaultForm key={n} fault={fault} nth={n + 1} path={[...path, n]} context={context} />
        )}
      />
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
  const keys = entry === undefined ? {} : faultSection(entry).keys;
  const shown = faultKeys(Object.keys(keys), fault, isDetected(context));
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
      onChoose={(kind) => context.put(path, usualFault(kind, sectionIn(fault), '0s'))}
      onUse={(kind) => context.put(path, usualFault(kind, sectionIn(fault), '0s'))}
      onRemove={() => context.put(path, undefined)}
    >
      <div className={styles['grid']}>
        {shown.map((key) => {
          const shape = keys[key];
          return (
            key !== 'fault' &&
            shape !== undefined &&
            isLeaf(shape) && <FormInput key={key} label={key} path={[...path, key]} shape={shape} context={context} />
          );
        })}
      </div>
    </EntryForm>
  );
};
