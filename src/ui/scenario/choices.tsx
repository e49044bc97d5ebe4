// The list of scenarios: those that come with Driftlab, and one's own, each of which can be deleted and put back.
import { useRef, useState } from 'react';
import { titleIn } from '../../analysis/title.ts';
import { scenarios } from '../../engine/index.ts';
import type { Source } from '../../worker/door.ts';
import { bundledSource } from '../state/bookmark.ts';
import type { OwnScenario } from '../state/slices/work.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './scenario.module.css';

interface Props {
  readonly source: Source;
  readonly onChoose: (source: Source) => void;
}

const Choice = ({ each, source, onChoose, note }: Props & { readonly each: Source; readonly note?: string }) => (
  <button
    type="button"
    aria-pressed={each.file === source.file}
    className={styles['choice']}
    onClick={() => onChoose(each)}
  >
    {titleIn(each.text)}
    <small>
      {each.file}
      {note}
    </small>
  </button>
);

export const Choices = ({ source, onChoose }: Props) => {
  const runner = useRunner();
  const own = usePage((page) => page.own);
  const [gone, setGone] = useState<{ readonly scenario: OwnScenario; readonly place: number } | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  const remove = ({ file }: OwnScenario, place: number) => {
    const scenario = runner.own.delete(file);
    if (scenario === undefined) return;
    setGone({ scenario, place });
    runner.notices.announce(`${titleIn(scenario.text)} deleted.`);
    window.setTimeout(() => undo.current?.focus());
  };
  const back = () => {
    if (gone === null) return;
    runner.own.putBack(gone.scenario, gone.place);
    setGone(null);
    runner.notices.announce('Undone.');
  };
  return (
    <div className={styles['choices']}>
      <h3>Bundled</h3>
      <ul>
        {scenarios.map(({ id }) => {
          const each = bundledSource(id);
          return (
            each && (
              <li key={id}>
                <Choice each={each} source={source} onChoose={onChoose} />
              </li>
            )
          );
        })}
      </ul>
      {(own.length > 0 || gone !== null) && <h3 id="own-scenarios">Your scenarios</h3>}
      {gone !== null && (
        <p className={styles['gone']} role="status">
          {titleIn(gone.scenario.text)} deleted.{' '}
          <button ref={undo} type="button" className="textlink" onClick={back}>
            Undo
          </button>
        </p>
      )}
      <ul aria-labelledby={own.length > 0 ? 'own-scenarios' : undefined}>
        {own.map((each, place) => (
          <li key={each.file} className={styles['own']}>
            <Choice each={each} source={source} onChoose={onChoose} note={each.draft ? ', draft' : ''} />
            <button type="button" aria-label={`Delete ${each.file}`} onClick={() => remove(each, place)}>
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};
