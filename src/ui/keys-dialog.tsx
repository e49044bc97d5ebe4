// All keys of the page, the switch that turns single keys off, and the choice of light and dark.
import styles from './app.module.css';
import { KEYS } from './state/keys.ts';
import { usePage, useRunner } from './state/use-runner.ts';
import { Dialog } from './widgets/dialog.tsx';

const THEMES = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

export const KeysDialog = () => {
  const runner = useRunner();
  const singleKeys = usePage((page) => page.singleKeys);
  const theme = usePage((page) => page.theme);
  return (
    <Dialog title="Keys and appearance" onClose={() => runner.set({ dialog: 'none' })}>
      <dl className={styles['keys']}>
        {KEYS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className={styles['setting']}>
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => runner.set({ singleKeys: event.target.checked })}
        />
        Single keys are on
      </label>
      <fieldset className={styles['themes']}>
        <legend>Appearance</legend>
        {THEMES.map(([id, name]) => (
          <label key={id}>
            <input type="radio" name="theme" checked={theme === id} onChange={() => runner.set({ theme: id })} /> {name}
          </label>
        ))}
      </fieldset>
      <p className={styles['madeWith']}>
        Made with{' '}
        <a href="https://reactflow.dev" target="_blank" rel="noreferrer">
          React Flow
        </a>
        , React, Zustand, XState, Comlink, and set in IBM Plex and Source Serif.
      </p>
    </Dialog>
  );
};
