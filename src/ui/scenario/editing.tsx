// Editing a scenario as a form and as YAML beside each other, with the problems where they are; save, run. It is handed a draft and
// does not know where the scenario came from.
import { useRef, useState } from 'react';
import { counted } from '../../analysis/numbers.ts';
import { titleIn } from '../../analysis/scenario/title.ts';
import { dataOf, withValue } from '../../files/index.ts';
import type { Source } from '../../worker/door.ts';
import { download } from '../state/download.ts';
import type { Runner } from '../state/runner.ts';
import { useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import type { ScenarioDraft } from './draft.ts';
import { Editor, goToLine } from './editor.tsx';
import { ScenarioForm } from './form.tsx';
import { Problems } from './problems.tsx';
import styles from './scenario.module.css';

interface Props {
  readonly draft: ScenarioDraft;
  /** What is to be said of it before anything else. */
  readonly told: React.ReactNode;
  readonly importing: React.ReactNode;
  /** To where scenarios are chosen. */
  readonly onBack: () => void;
  readonly onClose: () => void;
}

export const Editing = ({ draft, told, importing, onBack, onClose }: Props) => {
  const [view, setView] = useState<'form' | 'yaml'>('form');
  const area = useRef<HTMLTextAreaElement>(null);
  const { source } = draft;
  const problems = draft.problems ?? [];
  const ownProblems = problems.filter(({ file }) => file === source.file);
  const marks = new Map(ownProblems.map(({ line, message }) => [line, message]));
  const toLine = (line: number) => {
    setView('yaml');
    window.setTimeout(() => goToLine(area.current, line));
  };
  const toField = (id: string) => {
    setView('form');
    window.setTimeout(() => {
      const field = document.getElementById(id);
      for (let at = field?.closest('details'); at; at = at.parentElement?.closest('details')) at.open = true;
      field?.scrollIntoView({ block: 'center' });
      field?.focus();
    });
  };
  return (
    <div className={styles['work']} data-view={view}>
      <div className={styles['which']}>
        <button type="button" className="btn" onClick={onBack}>
          <Icon name="left" /> All scenarios
        </button>
        <Name draft={draft} />
        <small>{source.file}</small>
        <Views view={view} onView={setView} />
      </div>
      {told}
      <div className={styles['sides']}>
        <ScenarioForm
          key={draft.begun}
          text={source.text}
          base={draft.base}
          complaints={ownProblems}
          notes={draft.notes.filter(({ file }) => file === source.file)}
          effective={draft.effective}
          onText={draft.edit}
          onLine={toLine}
        />
        <Editor
          area={area}
          text={source.text}
          marks={marks}
          describedBy="problems"
          onText={(text) => draft.edit(text, 'text')}
        />
      </div>
      <Problems problems={problems} notes={draft.notes} file={source.file} onLine={toLine} onField={toField} />
      <Actions draft={draft} importing={importing} onClose={onClose} />
    </div>
  );
};

/** What the scenario is called; its file is called after it. */
const Name = ({ draft: { source, edit } }: { readonly draft: ScenarioDraft }) => {
  const title = titleIn(source.text);
  const [typed, setTyped] = useState<string | null>(null);
  const data = dataOf(source.text);
  return (
    <input
      className={`field ${styles['name']}`}
      aria-label="What the scenario is called"
      autoComplete="off"
      readOnly={typeof data !== 'object' || data === null}
      value={typed ?? title}
      onBlur={() => setTyped(null)}
      onChange={({ target: { value } }) => {
        setTyped(value);
        edit(withValue(source.text, ['title'], value), 'title');
      }}
    />
  );
};

/** The scenario, and the changes that it names, which belong beside it. */
function save({ notices }: Runner, { file, text, siblings }: Source): void {
  download(file, text);
  for (const [name, changes] of Object.entries(siblings)) download(name, changes);
  notices.announce(`${file} saved.`);
}

const VIEWS = [
  ['form', 'Form'],
  ['yaml', 'YAML'],
] as const;

interface ViewsProps {
  readonly view: 'form' | 'yaml';
  readonly onView: (view: 'form' | 'yaml') => void;
}

/** Where both do not fit beside each other, one is shown at a time. */
const Views = ({ view, onView }: ViewsProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls of a form; these choose what is shown
  <div className={styles['views']} role="group" aria-label="Shown as">
    {VIEWS.map(([id, name]) => (
      <button key={id} type="button" className="btn" aria-pressed={view === id} onClick={() => onView(id)}>
        {name}
      </button>
    ))}
  </div>
);

interface ActionsProps {
  readonly draft: ScenarioDraft;
  readonly importing: React.ReactNode;
  readonly onClose: () => void;
}

const Actions = ({ draft, importing, onClose }: ActionsProps) => {
  const runner = useRunner();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    const onRead = () => {
      draft.settle();
      onClose();
    };
    if ((await runner.opening.source(draft.source, { onRead, entry: true })) !== 'unreadable') return;
    setBusy(false);
    const { length } = runner.get().problems;
    runner.notices.announce(`This scenario has ${counted(length, 'problem')}. The one you had open stays as it is.`);
  };
  return (
    <div className={styles['actions']}>
      <button type="button" className="btn ink" disabled={busy} onClick={() => void run()}>
        Run this scenario
      </button>
      {importing}
      <button type="button" className="btn line" onClick={() => save(runner, draft.source)}>
        Save as file
      </button>
      <span className="grow" />
      <button type="button" className="btn" disabled={!draft.canUndo} onClick={draft.undo}>
        <Icon name="undo" /> Undo
      </button>
      <button type="button" className="btn" disabled={!draft.canRedo} onClick={draft.redo}>
        <Icon name="redo" /> Redo
      </button>
      <button type="button" className="btn" onClick={onClose}>
        Close
      </button>
    </div>
  );
};
