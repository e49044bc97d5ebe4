// The choice of a strategy in the form of a lane, with what it is in words below.
import { type StrategySpec, strategies, strategyId, strategyOf } from '../../engine/index.ts';
import { FormEntry } from '../widgets/parameters.tsx';

interface Props {
  /** Unique on the page. */
  readonly id: string;
  readonly label: string;
  readonly value: StrategySpec;
  /** A runbook of one's own that may be chosen too. */
  readonly own?: StrategySpec | undefined;
  readonly onChoose: (strategy: StrategySpec) => void;
}

/** The word of the runbook of one's own; no strategy of the catalogue has it. */
const OWN = '';

export const StrategyField = ({ id, label, value, own, onChoose }: Props) => (
  <FormEntry id={id} label={label} hint={strategyOf(value)?.summary ?? ''}>
    <select
      className="field"
      id={id}
      value={typeof value === 'string' ? value : OWN}
      aria-describedby={`${id}-hint`}
      onChange={({ target }) => onChoose(target.value === OWN && own !== undefined ? own : target.value)}
    >
      {own !== undefined && <option value={OWN}>{strategyOf(own)?.title ?? strategyId(own)}</option>}
      {strategies.map((each) => (
        <option key={each.id} value={each.id}>
          {each.title}
        </option>
      ))}
    </select>
  </FormEntry>
);
