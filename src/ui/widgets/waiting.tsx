// Long work that is under way: what is being done, how far it is, and a way to stop it.
import styles from './waiting.module.css';

interface Props {
  readonly title: string;
  readonly done: number;
  readonly note?: string;
  readonly onCancel?: () => void;
}

export const Waiting = ({ title, done, note, onCancel }: Props) => (
  <div className={styles['waiting']}>
    <p className="serif">{title}.</p>
    <progress value={done} max={1} aria-label={title} />
    <div className={styles['foot']}>
      <span className="muted">{note ?? `${Math.floor(done * 100)} %`}</span>
      {onCancel !== undefined && (
        <button type="button" className="btn line" onClick={onCancel}>
          Cancel
        </button>
      )}
    </div>
  </div>
);
