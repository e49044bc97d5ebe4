// What stands over the stage when the film is over: how the day ended, and the one thing to do next.
import { useEffect, useRef } from 'react';
import { numberText } from '../analysis/numbers.ts';
import styles from './app.module.css';
import { usePage, useRunner } from './state/use-runner.ts';

export const FilmEnd = () => {
  const over = usePage((page) => page.film === 'over');
  return over ? <Offer /> : null;
};

const Offer = () => {
  const runner = useRunner();
  const divergent = usePage((page) => page.frame?.divergent ?? 0);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const who = divergent === 1 ? 'user is' : 'users are';
  return (
    <section className={styles['offer']} aria-label="The end of the day">
      <p className="serif">
        {divergent === 0 ? (
          'At the end of the day truth and copy agree.'
        ) : (
          <>
            At the end of the day <b>{numberText(divergent)}</b> {who} still divergent.
          </>
        )}
      </p>
      <button ref={button} type="button" className="btn ink" onClick={() => void runner.film.compare()}>
        Compare strategies
      </button>
    </section>
  );
};
