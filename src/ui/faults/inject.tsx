// The form of a fault, made from what the fault says of its parameters. Values are checked by the same rules as scenario files.
import { useState } from 'react';
import {
  type FaultSpec,
  faults,
  findEntry,
  type Parameter,
  parseDuration,
  valueComplaint,
} from '../../engine/index.ts';
import { inject } from '../state/driver.ts';
import { say } from '../state/office.ts';
import { usePage } from '../state/store.ts';
import { Dialog } from '../widgets/dialog.tsx';
import styles from './inject.module.css';

const close = () => usePage.setState({ dialog: 'none', injecting: null });

type Values = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What a form's entry means; undefined leaves the default in force. */
function entered(parameter: Parameter, form: FormData, name: string): Values[string] | undefined {
  if (parameter.type === 'choices') {
    const chosen = form.getAll(name).map(String);
    return chosen.length === 0 || chosen.length === parameter.options.length ? undefined : chosen;
  }
  if (parameter.type === 'boolean') return form.get(name) !== null;
  const text = String(form.get(name) ?? '').trim();
  if (text === '') return undefined;
  return parameter.type === 'number' || parameter.type === 'integer' || parameter.type === 'share'
    ? Number(text)
    : text;
}

export const InjectDialog = () => {
  const id = usePage((page) => page.injecting);
  const time = usePage((page) => page.time);
  const fault = id === null ? undefined : findEntry(faults, id);
  const [complaints, setComplaints] = useState<Readonly<Record<string, string>>>({});
  if (fault === undefined) return null;
  const parameters = Object.entries(fault.parameters);
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const wrong: Record<string, string> = {};
    const values: Record<string, Values[string]> = {};
    for (const [name, parameter] of parameters) {
      const value = entered(parameter, form, name);
      if (value === undefined && parameter.default === undefined && parameter.type !== 'choices')
        wrong[name] = 'this is needed';
      const complaint = value === undefined ? undefined : valueComplaint(parameter, value, JSON.stringify(value));
      if (complaint !== undefined) wrong[name] = complaint;
      if (value !== undefined) values[name] = value;
    }
    const lasts = String(form.get('for') ?? '').trim();
    if (lasts !== '' && (parseDuration(lasts) ?? 0) <= 0)
      wrong['for'] = 'a length such as 30m or 1h; empty: until it is removed';
    setComplaints(wrong);
    if (Object.keys(wrong).length > 0) return;
    const at = time + 1;
    const spec: FaultSpec = { fault: fault.id, at: `${at}us`, ...(lasts !== '' && { for: lasts }), ...values };
    close();
    void inject({ kind: 'inject', at, fault: spec }, fault.title);
  };
  return (
    <Dialog title={`Inject: ${fault.title}`} onClose={close}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        <p className="serif">{fault.summary}</p>
        <p className="muted">In monitoring: {fault.symptom}</p>
        {fault.lasting && (
          <Entry name="for" label="Lasts" hint="Empty: until it is removed." complaint={complaints['for']}>
            <input className="field" id="inject-for" name="for" defaultValue="30m" aria-describedby="inject-for-hint" />
          </Entry>
        )}
        {parameters.map(([name, parameter]) => (
          <Entry
            key={name}
            name={name}
            label={name}
            hint={parameter.summary}
            complaint={complaints[name]}
            group={parameter.type === 'choices'}
          >
            <Control name={name} parameter={parameter} />
          </Entry>
        ))}
        <div className={styles['actions']}>
          <button type="submit" className="btn ink">
            Inject at {say.clock(time)}
          </button>
          <button type="button" className="btn" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
};

interface EntryProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly complaint: string | undefined;
  readonly group?: boolean;
  readonly children: React.ReactNode;
}

const Entry = ({ name, label, hint, complaint, group = false, children }: EntryProps) => {
  const words = (
    <>
      {children}
      <small id={`inject-${name}-hint`}>
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
      <label htmlFor={`inject-${name}`}>{label}</label>
      {words}
    </div>
  );
};

const Control = ({ name, parameter }: { readonly name: string; readonly parameter: Parameter }) => {
  const common = { id: `inject-${name}`, name, 'aria-describedby': `inject-${name}-hint` };
  if (parameter.type === 'choice') {
    return (
      <select className="field" defaultValue={parameter.default} {...common}>
        {parameter.options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  }
  if (parameter.type === 'choices') {
    return parameter.options.map((option) => (
      <label key={option} className={styles['option']}>
        <input
          type="checkbox"
          name={name}
          value={option}
          defaultChecked={parameter.default?.includes(option) ?? true}
        />{' '}
        {option}
      </label>
    ));
  }
  if (parameter.type === 'boolean') return <input type="checkbox" defaultChecked={parameter.default} {...common} />;
  const numeric = parameter.type === 'number' || parameter.type === 'integer' || parameter.type === 'share';
  return (
    <input className="field" inputMode={numeric ? 'decimal' : 'text'} defaultValue={parameter.default} {...common} />
  );
};
