// Opens a component's card in the Inspector: what the model does here, what it leaves out, what it was checked against.
import type { Place } from '../../analysis/component-status.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './about.module.css';

export const AboutButton = ({ title, place }: { readonly title: string; readonly place: Place }) => {
  const runner = useRunner();
  const open = usePage((page) => page.place === place);
  return (
    <button
      type="button"
      className={styles['about']}
      aria-label={`About the ${title}`}
      aria-pressed={open}
      onClick={(event) => {
        event.stopPropagation();
        runner.choice.place(open ? null : place);
      }}
    >
      <Icon name="about" />
    </button>
  );
};
