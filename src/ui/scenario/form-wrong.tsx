// What is wrong with a key of the form, in the words of the check, and what could stand there instead, at one press. It knows no keys.
import { cureOf } from '../../analysis/scenario/scenario-form.ts';
import styles from './form.module.css';

interface Props {
  readonly messages: readonly string[];
  readonly onUse: (value: string) => void;
}

export const Wrong = ({ messages, onUse }: Props) =>
  messages.map((each) => {
    const { message, use } = cureOf(each);
    return (
      <span key={each} className={styles['wrong']}>
        <b>{message}</b>
        {use !== null && (
          <button type="button" className="textlink" onClick={() => onUse(use)}>
            Use {use}
          </button>
        )}
      </span>
    );
  });
