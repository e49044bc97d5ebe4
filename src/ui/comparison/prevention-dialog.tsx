// "Had we had …": designs that would have prevented something, as lanes beside the strategies. Of each it says what it would have
// stopped of what happens in this scenario, and what not, before anything is computed.
import { useId, useState } from 'react';
import { lanesWith, type Prevention, preventions, type Standing, standingOf } from '../../analysis/preventions.ts';
import type { Scenario, StrategySpec } from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import form from './lane-dialog.module.css';
import styles from './prevention-dialog.module.css';
import { StrategyField } from './strategy-field.tsx';

export const PreventionDialog = () => {
  const { set } = useRunner();
  const scenario = usePage((page) => page.work?.scenario);
  const close = () => set({ dialog: 'none' });
  if (scenario === undefined) return null;
  return (
    <Dialog title="Had we had …" wide onClose={close}>
      <PreventionForm scenario={scenario} close={close} />
    </Dialog>
  );
};

/** Those that would have stopped something first; those the scenario has last. */
const rank = ({ isThere, stops, leaves }: Standing): number => {
  if (isThere) return 3;
  return stops.length > 0 ? 0 : leaves.length > 0 ? 1 : 2;
};

const PreventionForm = ({ scenario, close }: { readonly scenario: Scenario; readonly close: () => void }) => {
  const runner = useRunner();
  const [chosen, setChosen] = useState<readonly Prevention[]>([]);
  const [strategy, setStrategy] = useState<StrategySpec>('wait');
  const [complaints, setComplaints] = useState<readonly string[]>([]);
  const standings = preventions
    .map((prevention) => ({ prevention, standing: standingOf(prevention, scenario) }))
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
  const { isThere, stops, leaves, misses } = standing;
  return (
    <li className={styles['choice']} data-there={isThere || undefined}>
      <label>
        <input type="checkbox" checked={checked} disabled={isThere} aria-describedby={about} onChange={onToggle} />
        <b>{prevention.title}</b>
        {isThere && <span className="muted">the scenario has it</span>}
      </label>
      <div id={about}>
        <p>{prevention.summary}</p>
        {stops.length > 0 && (
          <p>
            <b>Stops</b> {stops.join(', ')}.
          </p>
        )}
        {leaves.map(({ title, because }) => (
          <p key={title}>
            <b>Does not stop</b> {title}: {because}
          </p>
        ))}
        {misses.length > 0 && stops.length + leaves.length === 0 && (
          <p className="muted">Has nothing to do with {misses.join(', ')}.</p>
        )}
        <p className="muted">Price: {prevention.price}</p>
      </div>
    </li>
  );
};
