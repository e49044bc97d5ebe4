// One entry of a list in the form, such as a fault or a variant: which of a catalogue it is, its meaning, what is wrong with that, and
// a way to take it out. What else belongs to it is handed in.
import { fieldId } from '../../analysis/scenario/scenario-form.ts';
import type { Path } from '../../engine/index.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './form.module.css';
import { Wrong } from './form-wrong.tsx';

interface Kind {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

interface Props {
  /** `fault 2` */
  readonly name: string;
  /** What the choice says, for those who do not see it. */
  readonly label: string;
  /** Where in the scenario it is said which of the catalogue this is. */
  readonly path: Path;
  readonly kinds: readonly Kind[];
  readonly notYet: readonly string[];
  readonly kind: Kind | undefined;
  /** What the text says instead of a kind of the catalogue. */
  readonly given: unknown;
  readonly wrong: readonly string[];
  /** The last of its list must stay. */
  readonly stays?: boolean;
  readonly onChoose: (kind: string) => void;
  /** Takes up what a complaint proposes. */
  readonly onUse: (kind: string) => void;
  readonly onRemove: () => void;
  /** Moves it before the one above; left out where order means nothing, null for the first. */
  readonly onUp?: (() => void) | null;
  readonly children: React.ReactNode;
}

export const EntryForm = ({ name, label, path, kinds, notYet, kind, given, wrong, stays, ...props }: Props) => {
  const id = fieldId(path);
  return (
    <fieldset className={styles['entry']}>
      <legend>{name.charAt(0).toUpperCase() + name.slice(1)}</legend>
      <div className={styles['head']}>
        <select
          id={id}
          className="field"
          aria-label={label}
          aria-describedby={`${id}-hint`}
          aria-invalid={wrong.length > 0 || undefined}
          value={kind?.id ?? ''}
          onChange={(event) => props.onChoose(event.target.value)}
        >
          {kind === undefined && <option value="">{String(given ?? 'none')}</option>}
          {kinds.map((each) => (
            <option key={each.id} value={each.id}>
              {each.title}
            </option>
          ))}
          {notYet.map((each) => (
            <option key={each} disabled>{`${each} (not simulated yet)`}</option>
          ))}
        </select>
        {props.onUp !== undefined && (
          <button
            type="button"
            className="btn icon"
            aria-label={`Move ${name} up`}
            disabled={props.onUp === null}
            onClick={props.onUp ?? undefined}
          >
            <Icon name="up" />
          </button>
        )}
        <button
          type="button"
          className="btn icon"
          aria-label={`Remove ${name}`}
          disabled={stays}
          onClick={props.onRemove}
        >
          <Icon name="close" />
        </button>
      </div>
      <small id={`${id}-hint`}>
        {kind?.summary}
        <Wrong messages={wrong} onUse={props.onUse} />
      </small>
      {props.children}
    </fieldset>
  );
};
