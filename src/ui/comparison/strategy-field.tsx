// The choice of a strategy in the form of a lane, with what it is in words below.
import { findEntry, strategies } from '../../engine/index.ts';
import { FormEntry } from '../widgets/parameters.tsx';

interface Props {
  /** Unique on the page. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChoose: (strategy: string) => void;
}

export const StrategyField = ({ id, label, value, onChoose }: Props) => (
  <FormEntry id={id} label={label} hint={findEntry(strategies, value)?.summary ?? ''}>
    <select
      className="field"
      id={id}
      value={value}
      aria-describedby={`${id}-hint`}
      onChange={(event) => onChoose(event.target.value)}
    >
      {strategies.map((each) => (
        <option key={each.id} value={each.id}>
          {each.title}
        </option>
      ))}
    </select>
  </FormEntry>
);
