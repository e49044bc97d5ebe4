// The form of a lane: its strategy, the strategy's parameters as the catalogue describes them, and changes to the design. The
// lane is checked as a scenario file would be; what is wrong is said beside what is wrong.
import { useState } from 'react';
import { checkLane, type LaneDraft } from '../../analysis/design.ts';
import {
  type Scenario,
  type StrategySpec,
  strategies,
  strategyId,
  strategyOf,
  type VariantSpec,
} from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { Following } from '../widgets/following.tsx';
import { type Complaints, entered, FormEntry, ParameterEntries } from '../widgets/parameters.tsx';
import { changesOf, DesignChanges, type DesignRow, rowsOf } from './design-changes.tsx';
import styles from './lane-dialog.module.css';
import { StrategyField } from './strategy-field.tsx';

/** Closes the form. */
function useClose(): () => void {
  const { set } = useRunner();
  return () => set({ dialog: 'none', lane: null });
}

export const LaneDialog = () => {
  const close = useClose();
  const scenario = usePage((page) => page.work?.scenario);
  const id = usePage((page) => page.lane);
  const lane = scenario?.variants.find((variant) => variant.id === id);
  if (scenario === undefined) return null;
  return (
    <Dialog title={lane === undefined ? 'Add a lane' : `Edit ${lane.title}`} onClose={close}>
      <LaneForm scenario={scenario} lane={lane} />
    </Dialog>
  );
};

interface FormProps {
  readonly scenario: Scenario;
  readonly lane: VariantSpec | undefined;
}

/** The strategy that a new lane is most likely wanted for: the first that no lane has. */
const unusedStrategy = ({ variants }: Scenario): string =>
  (strategies.find(({ id }) => variants.every(({ strategy }) => strategy !== id)) ?? strategies[0])?.id ?? '';

function parametersIn(form: FormData, strategy: StrategySpec): LaneDraft['parameters'] {
  const parameters = Object.entries(strategyOf(strategy)?.parameters ?? {});
  return Object.fromEntries(
    parameters
      .map(([name, parameter]) => [name, entered(parameter, form, name)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

const LaneForm = ({ scenario, lane }: FormProps) => {
  const runner = useRunner();
  const close = useClose();
  const [strategy, setStrategy] = useState<StrategySpec>(lane?.strategy ?? unusedStrategy(scenario));
  const [rows, setRows] = useState<readonly DesignRow[]>(() => rowsOf(lane?.set ?? {}));
  const [then, setThen] = useState<NonNullable<LaneDraft['then']>>(lane?.then ?? []);
  const [complaints, setComplaints] = useState<Complaints>({});
  const chosen = strategyOf(strategy);
  const own = typeof lane?.strategy === 'string' ? undefined : lane?.strategy;
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const outcome = checkLane(scenario, {
      id: lane?.id ?? null,
      title: String(form.get('lane-title') ?? ''),
      strategy,
      parameters: parametersIn(form, strategy),
      set: changesOf(rows),
      then,
    });
    if ('complaints' in outcome) return setComplaints(outcome.complaints);
    close();
    void runner.lanes.put(outcome.lane);
  };
  const wrong = Object.entries(complaints).filter(([key]) => key.startsWith('parameters.'));
  const following = Object.entries(complaints).filter(([key]) => key.startsWith('then.'));
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <StrategyField id="lane-strategy" label="Strategy" value={strategy} own={own} onChoose={setStrategy} />
      <FormEntry
        id="lane-title"
        label="Name"
        hint="Empty: named by its strategy and its design changes."
        complaint={complaints['title']}
      >
        <input
          className={`field ${styles['title']}`}
          id="lane-title"
          name="lane-title"
          defaultValue={lane?.title ?? ''}
          aria-describedby="lane-title-hint"
          autoComplete="off"
        />
      </FormEntry>
      <section className={styles['part']} aria-label="Parameters of the strategy" key={strategyId(strategy)}>
        <h3>Parameters of the strategy</h3>
        {Object.keys(chosen?.parameters ?? {}).length === 0 && <p className="muted">This strategy has none.</p>}
        <div className={styles['parameters']}>
          <ParameterEntries
            prefix="lane-parameter"
            parameters={chosen?.parameters ?? {}}
            values={lane?.strategy === strategy ? lane.parameters : {}}
            complaints={Object.fromEntries(wrong.map(([key, text]) => [key.slice('parameters.'.length), text]))}
          />
        </div>
      </section>
      <section className={styles['part']} aria-label="What follows the strategy">
        <h3>When it has ended</h3>
        <Following
          of="this lane"
          then={then}
          idOf={(each) => strategyId(each.strategy)}
          onRemove={(place) => setThen(then.filter((_, n) => n !== place))}
          onAdd={(id) => setThen([...then, { strategy: id, parameters: {} }])}
        />
        {following.map(([key, text]) => (
          <p key={key} role="alert">
            {text}
          </p>
        ))}
      </section>
      <DesignChanges scenario={scenario} rows={rows} onRows={setRows} complaints={complaints} />
      {complaints[''] !== undefined && <p role="alert">{complaints['']}</p>}
      <div className={styles['actions']}>
        <button type="submit" className="btn ink">
          {lane === undefined ? 'Add the lane' : 'Change the lane'}
        </button>
        <button type="button" className="btn" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
};
