// Choosing a scenario is a view of its own: what is open, those that come with Driftlab and one's own, each with its title, what it is
// about and its day in a small picture. One's own can be deleted and put back.
import { useMemo, useRef, useState } from 'react';
import { valueIn } from '../../analysis/scenario/scenario-form.ts';
import { plannedStrip, type Strip } from '../../analysis/scenario/strip.ts';
import { firstSentence, titleIn } from '../../analysis/scenario/title.ts';
import { scenarios } from '../../engine/index.ts';
import { dataOf } from '../../files/index.ts';
import type { Source } from '../../worker/door.ts';
import { bundledSource, isBundled } from '../state/bookmark.ts';
import type { OwnScenario } from '../state/slices/work.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './choices.module.css';
import { DayStrip } from './strip.tsx';
import bundledStrips from './strips.json';

const STRIPS = bundledStrips as unknown as Readonly<Record<string, Strip>>;

/** The picture of a bundled scenario's run. */
const stripOf = (source: Source): Strip | null =>
  isBundled(source) ? (STRIPS[source.file.replace(/\.yaml$/, '')] ?? null) : null;

interface Props {
  /** What is open on the page, with all that was made of it; null before anything is. */
  readonly present: Source | null;
  /** Whether something was made of it on the page. */
  readonly made: boolean;
  readonly onOpen: (source: Source) => void;
  readonly onEdit: (source: Source) => void;
  readonly onNew: () => void;
  /** The button that takes in a file. */
  readonly importing: React.ReactNode;
}

export const Choices = ({ present, made, onOpen, onEdit, onNew, importing }: Props) => {
  const own = usePage((page) => page.own);
  const bundled = scenarios.flatMap(({ id }) => bundledSource(id) ?? []);
  return (
    <div className={styles['choices']}>
      <div className={styles['begin']}>
        <button type="button" className="btn line" onClick={onNew}>
          <Icon name="plus" /> New scenario
        </button>
        {importing}
      </div>
      {present !== null && (
        <section aria-label="Open now">
          <h3>Open now</h3>
          <Row source={present} strip={stripOf(present)} note={made ? 'changed on the page' : ''}>
            <button type="button" className="btn line" onClick={() => onEdit(present)}>
              Edit what is open
            </button>
          </Row>
        </section>
      )}
      <h3 id="bundled-scenarios">Bundled</h3>
      <ul aria-labelledby="bundled-scenarios">
        {bundled.map((each) => (
          <li key={each.file}>
            <Row source={each} strip={stripOf(each)} note="">
              <Ways source={each} onOpen={onOpen} onEdit={onEdit} />
            </Row>
          </li>
        ))}
      </ul>
      <Own own={own} onOpen={onOpen} onEdit={onEdit} />
    </div>
  );
};

type WaysProps = Pick<Props, 'onOpen' | 'onEdit'> & { readonly source: Source };

const Ways = ({ source, onOpen, onEdit }: WaysProps) => {
  const title = titleIn(source.text);
  return (
    <>
      <button
        type="button"
        className={`btn line ${styles['open']}`}
        aria-label={`Open ${title}`}
        onClick={() => onOpen(source)}
      >
        Open
      </button>
      <button type="button" className="btn" aria-label={`Edit ${title}`} onClick={() => onEdit(source)}>
        Edit
      </button>
    </>
  );
};

interface RowProps {
  readonly source: Source;
  /** Of its run; null: what its text plans is drawn. */
  readonly strip: Strip | null;
  readonly note: string;
  readonly children: React.ReactNode;
}

const Row = ({ source: { file, text }, strip, note, children }: RowProps) => {
  const { shown, about } = useMemo(() => {
    const data = dataOf(text);
    const description = valueIn(data, ['description']);
    return {
      shown: strip ?? plannedStrip(data),
      about: typeof description === 'string' ? firstSentence(description) : '',
    };
  }, [text, strip]);
  return (
    <div className={styles['row']}>
      <DayStrip strip={shown} />
      <div className={styles['what']}>
        <h4>{titleIn(text)}</h4>
        {about !== '' && <p>{about}</p>}
        <small>
          {file}
          {note !== '' && `, ${note}`}
        </small>
      </div>
      <div className={styles['ways']}>{children}</div>
    </div>
  );
};

type OwnProps = Pick<Props, 'onOpen' | 'onEdit'> & { readonly own: readonly OwnScenario[] };

const Own = ({ own, onOpen, onEdit }: OwnProps) => {
  const runner = useRunner();
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
    <>
      <h3 id="own-scenarios">Your scenarios</h3>
      {own.length === 0 && gone === null && (
        <p className={styles['none']}>None yet. What you edit or begin anew is kept here, in this browser.</p>
      )}
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
          <li key={each.file}>
            <Row source={each} strip={null} note={each.draft ? 'draft' : ''}>
              <Ways source={each} onOpen={onOpen} onEdit={onEdit} />
              <button
                type="button"
                className="btn icon"
                aria-label={`Delete ${each.file}`}
                onClick={() => remove(each, place)}
              >
                <Icon name="close" />
              </button>
            </Row>
          </li>
        ))}
      </ul>
    </>
  );
};
