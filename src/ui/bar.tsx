// The bar over the page: whose page it is, which scenario is open, and the few things that concern all panels.
import { useState } from 'react';
import styles from './app.module.css';
import { share } from './state/share.ts';
import { usePage, useRunner } from './state/use-runner.ts';
import { Icon } from './widgets/icon.tsx';
import { Menu } from './widgets/menu.tsx';

export const TopBar = () => {
  const runner = useRunner();
  const title = usePage((page) => page.work?.scenario.title);
  const comparing = usePage((page) => page.comparing);
  const ready = usePage((page) => page.stage.is === 'ready');
  const [more, setMore] = useState(false);
  const openScenario = () => runner.set({ dialog: 'scenario', problems: [] });
  const openLessons = () => runner.set({ dialog: 'lessons' });
  const present = () => runner.set({ presenting: true });
  const openBrokerLab = () => runner.set({ dialog: 'broker' });
  const openWords = () => runner.set({ dialog: 'words' });
  const openKeys = () => runner.set({ dialog: 'keys' });
  return (
    <header className={styles['bar']}>
      <span className={styles['brand']}>
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path className={styles['signTruth']} d="M2 10h6c4 0 6-5 10-5" />
          <path className={styles['signCopy']} d="M10.5 12c2 1.5 4 3.2 7.5 3.2" />
        </svg>
        <span>Driftlab</span>
      </span>
      <h1 className={styles['title']} title={title}>
        <span className="sr">Driftlab: </span>
        {title ?? 'Opening'}
      </h1>
      <span className="grow" />
      {!comparing && <Variant />}
      <div className={styles['actions']}>
        <button type="button" className="btn" onClick={openScenario}>
          Scenario
        </button>
        <button type="button" className="btn" onClick={openLessons}>
          Lessons
        </button>
        <button type="button" className="btn" disabled={!ready} onClick={present}>
          Present
        </button>
        <button type="button" className="btn" onClick={() => void share(runner)}>
          Share
        </button>
        <button type="button" className="btn" onClick={openBrokerLab}>
          Broker lab
        </button>
        <button type="button" className="btn" onClick={openWords}>
          Words
        </button>
        <button type="button" className="btn" onClick={openKeys}>
          Keys
        </button>
      </div>
      <div className={styles['more']}>
        <Menu
          label="Menu"
          bare
          icon={<Icon name="menu" />}
          open={more}
          onOpen={setMore}
          items={[
            { id: 'scenario', title: 'Scenario', onChoose: openScenario },
            { id: 'lessons', title: 'Lessons', onChoose: openLessons },
            { id: 'present', title: 'Present', onChoose: present },
            { id: 'share', title: 'Share', onChoose: () => void share(runner) },
            { id: 'broker', title: 'Broker lab', onChoose: openBrokerLab },
            { id: 'words', title: 'Words', onChoose: openWords },
            { id: 'keys', title: 'Keys and appearance', onChoose: openKeys },
          ]}
        />
      </div>
      {comparing ? (
        <button type="button" className={`btn line ${styles['compare']}`} onClick={runner.comparison.close}>
          Close comparison
        </button>
      ) : (
        <button
          type="button"
          className={`btn ink ${styles['compare']}`}
          disabled={!ready}
          onClick={() => void runner.comparison.open()}
        >
          Compare strategies
        </button>
      )}
    </header>
  );
};

/** Which variant the main stage plays. */
const Variant = () => {
  const runner = useRunner();
  const work = usePage((page) => page.work);
  const ready = usePage((page) => page.stage.is === 'ready');
  if (work === null) return null;
  return (
    <label className={styles['variant']}>
      <span>Strategy</span>
      <select
        className="field"
        value={work.variant}
        disabled={!ready}
        onChange={(event) => void runner.stage.variant(event.target.value)}
      >
        {work.scenario.variants.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
};
