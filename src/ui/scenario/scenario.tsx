// The Scenario dialog: choose a scenario, edit it as a form and as YAML beside each other, with the problems where they are;
// import, save, run. The scenario that is open stays as it is until another one is without problems.

import { useEffect, useRef, useState } from 'react';
import { counted } from '../../analysis/numbers.ts';
import { titleIn } from '../../analysis/title.ts';
import type { Source } from '../../worker/door.ts';
import { isMade } from '../state/opening.ts';
import type { Runner } from '../state/runner.ts';
import type { Work } from '../state/slices/work.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { Icon } from '../widgets/icon.tsx';
import { Choices } from './choices.tsx';
import { type ScenarioDraft, useDraft } from './draft.ts';
import { Editor, goToLine } from './editor.tsx';
import { ScenarioForm } from './form.tsx';
import { imported } from './import.ts';
import { Problems } from './problems.tsx';
import styles from './scenario.module.css';

/** Closes the dialog. */
function useClose(): () => void {
  const { set } = useRunner();
  return () => set({ dialog: 'none', problems: [], incoming: [] });
}

const EMPTY: Source = { file: 'scenario.yaml', text: 'schema: 1\ntitle: ', siblings: {} };

/** A dialog opens with what is open, and with all that was made of it on the page. */
export const ScenarioDialog = () => {
  const runner = useRunner();
  const close = useClose();
  const [opening, setOpening] = useState<{ readonly source: Source; readonly notes: readonly string[] | null } | null>(
    () => {
      const { work } = runner.get();
      return work === null || !isMade(work) ? { source: work?.source ?? EMPTY, notes: null } : null;
    },
  );
  useEffect(() => {
    const { work, stage } = runner.get();
    if (opening !== null || work === null) return;
    const plain = () => setOpening({ source: work.source, notes: null });
    if (stage.is === 'lost') return plain();
    runner.opening
      .madeText(work)
      .then(({ text, notes }) => setOpening({ source: fileFor(runner, work, text), notes }), plain);
  }, [runner, opening]);
  return (
    <Dialog title="Scenario" full onClose={close}>
      {opening !== null && <Opened {...opening} />}
    </Dialog>
  );
};

function fileFor({ get, own }: Runner, { source }: Work, text: string): Source {
  const mine = get().own.some(({ file }) => file === source.file);
  return { ...source, text, file: mine ? source.file : own.freeFile(`my-${source.file}`, text) };
}

/** Puts a file into the hands of whoever uses the page. */
function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The scenario, and the changes that it names, which belong beside it. */
function save({ notices }: Runner, { file, text, siblings }: Source): void {
  download(file, text);
  for (const [name, changes] of Object.entries(siblings)) download(name, changes);
  notices.announce(`${file} saved.`);
}

interface OpenedProps {
  readonly source: Source;
  /** What a file cannot say of what was made on the page; null when nothing was made. */
  readonly notes: readonly string[] | null;
}

/** Files that were chosen or dropped, until they are in the draft; what is wrong with them is a sentence. */
function useImport(draft: ScenarioDraft): readonly [string | null, (files: readonly File[]) => Promise<void>] {
  const runner = useRunner();
  const incoming = usePage((page) => page.incoming);
  const [trouble, setTrouble] = useState<string | null>(null);
  const take = async (files: readonly File[]) => {
    const outcome = await imported(files, draft.source);
    if ('problem' in outcome) return setTrouble(outcome.problem);
    setTrouble(null);
    const { file, text } = outcome.source;
    draft.choose({ ...outcome.source, file: runner.own.freeFile(file, text) }, true);
    runner.notices.announce(`${titleIn(text)} imported.`);
  };
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (incoming.length === 0) return;
    runner.set({ incoming: [] });
    void latest.current(incoming);
  }, [runner, incoming]);
  return [trouble, take];
}

const Opened = ({ source: first, notes }: OpenedProps) => {
  const draft = useDraft(first);
  const [trouble, take] = useImport(draft);
  const notice = usePage((page) => page.notice);
  const [view, setView] = useState<'form' | 'yaml'>('yaml');
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
    <div className={styles['layout']} data-view={view}>
      <Choices source={source} onChoose={(chosen) => draft.choose(chosen)} />
      <div className={styles['work']}>
        {notes !== null && source.file === first.file && (
          <p className={styles['made']}>What you changed on the page stands in this text. {notes.join(' ')}</p>
        )}
        {[trouble, notice].map(
          (sentence) =>
            sentence !== null && (
              <p key={sentence} role="alert" className="serif">
                {sentence}
              </p>
            ),
        )}
        <Views view={view} onView={setView} />
        <div className={styles['sides']}>
          <ScenarioForm
            text={source.text}
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
        <Actions draft={draft} onFiles={take} />
      </div>
    </div>
  );
};

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
  readonly onFiles: (files: readonly File[]) => Promise<void>;
}

const Actions = ({ draft, onFiles }: ActionsProps) => {
  const runner = useRunner();
  const close = useClose();
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const run = async () => {
    setBusy(true);
    const onRead = () => {
      draft.settle();
      close();
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
      <button type="button" className="btn line" onClick={() => input.current?.click()}>
        Import file
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".yaml,.yml,.json,.ndjson,.jsonl,.csv,.tsv,.txt"
        aria-label="Scenario file"
        onChange={(event) => {
          void onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
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
      <button type="button" className="btn" onClick={close}>
        Close
      </button>
    </div>
  );
};
