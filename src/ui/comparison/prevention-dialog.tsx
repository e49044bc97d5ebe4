// "Had we had …": designs that would have prevented something, as lanes beside the strategies. Of each it says what it would have done about
// what happens in this run, injected faults among it, and what not, before anything is computed.
import { useId, useState } from 'react';
import { type Prevention, preventions } from '../../analysis/prevention-list.ts';
import { KIND_WORDS, lanesWith, type Standing, standingOf } from '../../analysis/preventions.ts';
import type { Scenario, StrategySpec } from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import form from './lane-dialog.module.css';
import styles from './prevention-dialog.module.css';
import { StrategyField } from './strategy-field.tsx';

export const PreventionDialog = () => {
  const { set } = useRunner();
  const scenario = usePage((page) => page.work?.scenario);
  const inputs = usePage((page) => page.work?.inputs);
  const close = () => set({ dialog: 'none' });
  if (scenario === undefined) return null;
  const injected = (inputs ?? []).flatMap((input) => (input.kind === 'inject' ? [input.fault.fault] : []));
  return (
    <Dialog title="Had we had …" wide onClose={close}>
      <PreventionForm scenario={scenario} injected={injected} close={close} />
    </Dialog>
  );
};

/** Those that would have helped first; then those for which there is no place in the scenario, and last those that it has. */
const rank = ({ isThere, isOutOfPlace, helps, once, leaves }: Standing): number => {
  if (isThere) return 4;
  if (isOutOfPlace) return 3;
  return helps.length + once.length > 0 ? 0 : leaves.length > 0 ? 1 : 2;
};

interface FormProps {
  readonly scenario: Scenario;
  /** Ids of the faults that people injected. */
  readonly injected: readonly string[];
  readonly close: () => void;
}

const PreventionForm = ({ scenario, injected, close }: FormProps) => {
  const runner = useRunner();
  const [chosen, setChosen] = useState<readonly Prevention[]>([]);
  const [strategy, setStrategy] = useState<StrategySpec>('wait');
  const [complaints, setComplaints] = useState<readonly string[]>([]);
  const standings = preventions
    .map((prevention) => ({ prevention, standing: standingOf(prevention, scenario, injected) }))
    .sort((a, b) => rank(a.standing) - rank(b.standing));
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const outcomes = lanesWith(scenario, chosen, strategy);
    const wrong = outcomes.flatMap((outcome) => ('complaints' in outcome ? Object.values(outcome.complaints) : []));
    if (wrong.length > 0) return setComplaints(wrong);
    close();
    void runner.lanes.addAll(outcomes.flatMap((outcome) => ('lane' in outcome ? [outcome.lane] : [])));
  };
  const toggle = (prevention: Prevention) => {
    setComplaints([]);
    setChosen(chosen.includes(prevention) ? chosen.filter((each) => each !== prevention) : [...chosen, prevention]);
  };
  return (
    <form className={form['form']} onSubmit={submit} noValidate>
      <p className={styles['claim']}>
        The same incident, met by another design: each choice becomes a lane of its own.
      </p>
      <ul className={styles['list']} aria-label="Designs">
        {standings.map(({ prevention, standing }) => (
          <Choice
            key={prevention.id}
            prevention={prevention}
            standing={standing}
            checked={chosen.includes(prevention)}
            onToggle={() => toggle(prevention)}
          />
        ))}
      </ul>
      <StrategyField id="prevention-strategy" label="And then" value={strategy} onChoose={setStrategy} />
      {complaints.map((text) => (
        <p key={text} role="alert">
          {text}
        </p>
      ))}
      <div className={form['actions']}>
        <button type="submit" className="btn ink" disabled={chosen.length === 0}>
          {chosen.length > 1 ? `Add ${chosen.length} lanes` : 'Add the lane'}
        </button>
        <button type="button" className="btn" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
};

interface ChoiceProps {
  readonly prevention: Prevention;
  readonly standing: Standing;
  readonly checked: boolean;
  readonly onToggle: () => void;
}

const Choice = ({ prevention, standing, checked, onToggle }: ChoiceProps) => {
  const about = useId();
  const { isThere, isOutOfPlace, helps, once, leaves, misses } = standing;
  const words = KIND_WORDS[prevention.kind];
  return (
    <li className={styles['choice']} data-there={isThere || isOutOfPlace || undefined}>
      <label>
        <input
          type="checkbox"
          checked={checked}
          disabled={isThere || isOutOfPlace}
          aria-describedby={about}
          onChange={onToggle}
        />
        <b>{prevention.title}</b>
        {isThere && <span className="muted">the scenario has it</span>}
        {isOutOfPlace && <span className="muted">nothing here to build it into</span>}
      </label>
      <div id={about}>
        <p>{prevention.summary}</p>
        {helps.length > 0 && (
          <p>
            <b>{words.helps}</b> {helps.join(', ')}.
          </p>
        )}
        {once.length > 0 && (
          <p>
            <b>Keeps other subscribers from acting twice in</b> {once.join(', ')}.
          </p>
        )}
        {leaves.map(({ title, because }) => (
          <p key={title}>
            <b>{words.leaves}</b> {title}: {because}
          </p>
        ))}
        {misses.length > 0 && helps.length + once.length + leaves.length === 0 && (
          <p className="muted">Has nothing to do with {misses.join(', ')}.</p>
        )}
        <p className="muted">Price: {prevention.price}</p>
      </div>
    </li>
  );
};
