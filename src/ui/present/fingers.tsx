// For whoever has a screen to touch and no keys: the few that are needed, as words at the foot of the stage. They are gone as soon as a
// key is heard, a clicker's too, and nothing reaches them by the Tab key.
import { useEffect, useState } from 'react';
import { onStageKey } from '../state/lesson/stage-keys.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from './present.module.css';

export const Fingers = () => {
  const runner = useRunner();
  const [hasKeys, setHasKeys] = useState(false);
  const onward = usePage(({ lesson, playing }) => (lesson !== null ? 'Next' : playing ? 'Pause' : 'Play'));
  const isFree = usePage(({ lesson }) => lesson === null);
  useEffect(() => {
    const heard = () => setHasKeys(true);
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, []);
  if (hasKeys) return null;
  const keys = [
    ['ArrowLeft', 'Previous'],
    ['p', 'Leave'],
    ...(isFree ? [['v', 'Picture'] as const] : []),
    ['ArrowRight', onward],
  ] as const;
  return (
    <footer className={styles['fingers']}>
      {keys.map(([key, words]) => (
        <button key={key} type="button" tabIndex={-1} onClick={() => onStageKey(runner, { key })}>
          {words}
        </button>
      ))}
    </footer>
  );
};
