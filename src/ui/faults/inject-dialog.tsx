// The form of a fault, made from what the fault says of its parameters. Values are checked by the same rules as scenario files.
import { useState } from 'react';
import { usualLength } from '../../analysis/scenario/usual.ts';
import { type FaultSpec, faults, findEntry, parseDuration, type Scenario, valueComplaint } from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { Met } from '../widgets/met.tsx';
import {
  type Complaints,
  entered,
  FormEntry,
  neededWords,
  ParameterEntries,
  type Value,
} from '../widgets/parameters.tsx';
import styles from './inject-dialog.module.css';

/** Whether anybody will notice what begins now: by what is watched, or since the scenario says when. */
const isNoticed = (detection: Scenario['detection'] | undefined, time: number): boolean =>
  detection !== undefined &&
  (detection.by !== 'given' || (detection.at !== 'none' && (parseDuration(detection.at) ?? 0) > time));

export const InjectDialog = () => {
  const runner = useRunner();
  const id = usePage((page) => page.injecting);
  const time = usePage((page) => page.time);
  const fault = id === null ? undefined : findEntry(faults, id);
  const detection = usePage((page) => page.work?.scenario.detection);
  const [complaints, setComplaints] = useState<Complaints>({});
  const [untilFixed, setUntilFixed] = useState(false);
  if (fault === undefined) return null;
  const close = () => {
    setUntilFixed(false);
    runner.set({ dialog: 'none', injecting: null });
  };
  const parameters = Object.entries(fault.parameters);
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const wrong: Record<string, string> = {};
    const values: Record<string, Value> = {};
    for (const [name, parameter] of parameters) {
      const value = entered(parameter, form, name);
      if (value === undefined && parameter.default === undefined && parameter.type !== 'choices')
        wrong[name] = neededWords(parameter);
      const complaint = value === undefined ? undefined : valueComplaint(parameter, value, JSON.stringify(value));
      if (complaint !== undefined) wrong[name] = parameter.type === 'share' ? neededWords(parameter) : complaint;
      if (value !== undefined) values[name] = value;
    }
    const lasts = untilFixed ? 'until-fixed' : String(form.get('for') ?? '').trim();
    if (!untilFixed && lasts !== '' && (parseDuration(lasts) ?? 0) <= 0)
      wrong['for'] = 'a length such as 30m or 1h; empty: until it is removed';
    setComplaints(wrong);
    if (Object.keys(wrong).length > 0) {
      const fields = [...event.currentTarget.querySelectorAll<HTMLElement>('[name]')];
      fields.find((field) => (field.getAttribute('name') ?? '') in wrong)?.focus();
      return;
    }
    const at = time + 1;
    const spec: FaultSpec = { fault: fault.id, at: `${at}us`, ...(lasts !== '' && { for: lasts }), ...values };
    close();
    void runner.edit.inject({ kind: 'inject', at, fault: spec }, fault.title);
  };
  return (
    <Dialog title={`Inject: ${fault.title}`} onClose={close}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        <p className="serif">{fault.summary}</p>
        <p className="muted">In monitoring: {fault.symptom}</p>
        <Met {...fault} />
        {fault.lasting && (
          <FormEntry id="inject-for" label="Lasts" hint="Empty: until it is removed." complaint={complaints['for']}>
            <input
              className="field"
              id="inject-for"
              name="for"
              defaultValue={usualLength(fault.id)}
              disabled={untilFixed}
              aria-describedby="inject-for-hint"
            />
          </FormEntry>
        )}
        {fault.lasting && (
          <UntilFixed isNoticed={isNoticed(detection, time)} isChosen={untilFixed} onChoose={setUntilFixed} />
        )}
        <ParameterEntries prefix="inject" parameters={fault.parameters} complaints={complaints} />
        <div className={styles['actions']}>
          <button type="submit" className="btn ink">
            Inject at {runner.notices.clock(time)}
          </button>
          <button type="button" className="btn" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
};

interface UntilFixedProps {
  readonly isNoticed: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

/** A length that follows from the run: from when it is noticed, and how long people take to fix it. */
const UntilFixed = ({ isNoticed: noticed, isChosen, onChoose }: UntilFixedProps) => (
  <div>
    <label className={styles['fixed']}>
      <input
        type="checkbox"
        checked={isChosen}
        disabled={!noticed}
        aria-describedby="inject-fixed-hint"
        onChange={(event) => onChoose(event.target.checked)}
      />{' '}
      Until people have noticed and fixed it
    </label>
    <small id="inject-fixed-hint" className={styles['hint']}>
      {noticed
        ? 'It ends at its detection and the time that people take to fix it.'
        : 'Nobody would notice it: the scenario’s detection is given, and gives no time after this one. Scenario, detection, changes that.'}
    </small>
  </div>
);
