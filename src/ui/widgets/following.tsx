// What follows a lane's strategy, one after the other: each can be taken away, and another added. Their parameters it leaves as they are.
import { findEntry, OWN_RUNBOOK, strategies } from '../../engine/index.ts';
import styles from './following.module.css';
import { Icon } from './icon.tsx';

interface Props<Item> {
  /** Of which lane, in the names of its controls. */
  readonly of: string;
  readonly then: readonly Item[];
  /** The id of an item's strategy. */
  readonly idOf: (item: Item) => string;
  readonly onRemove: (place: number) => void;
  readonly onAdd: (strategy: string) => void;
}

/** So many may follow. */
const MOST = 8;

const titleOf = (id: string): string => findEntry([...strategies, OWN_RUNBOOK], id)?.title ?? id;

export const Following = <Item,>({ of, then, idOf, onRemove, onAdd }: Props<Item>) => (
  <div className={styles['following']}>
    {then.length > 0 && (
      <ol aria-label={`What follows in ${of}`}>
        {then.map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one strategy may follow twice
          <li key={place}>
            <span>{titleOf(idOf(item))}</span>
            <button
              type="button"
              className="btn icon"
              aria-label={`Remove ${titleOf(idOf(item))}, ${place + 1}, from what follows in ${of}`}
              onClick={() => onRemove(place)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ol>
    )}
    {then.length < MOST && (
      <select
        className="field"
        aria-label={`Add what follows in ${of}`}
        value=""
        onChange={(event) => event.target.value !== '' && onAdd(event.target.value)}
      >
        <option value="">{then.length === 0 ? 'Then nothing' : 'Then no more'}</option>
        {strategies.map(({ id, title }) => (
          <option key={id} value={id}>
            Then {title}
          </option>
        ))}
      </select>
    )}
  </div>
);
