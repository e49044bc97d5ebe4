// The Scenario dialog: a view in which a scenario is chosen, begun or imported, and one in which it is edited. The scenario that is
// open stays as it is until another one is without problems.
import { useEffect, useRef, useState } from 'react';
import { fileNamed, titleIn } from '../../analysis/scenario/title.ts';
import type { Source } from '../../worker/door.ts';
import { isMade } from '../state/opening.ts';
import type { Runner } from '../state/runner.ts';
import type { Work } from '../state/slices/work.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { Choices } from './choices.tsx';
import { type ScenarioDraft, useDraft } from './draft.ts';
import { Editing } from './editing.tsx';
import { imported } from './import.ts';

/** Closes the dialog. */
function useClose(): () => void {
  const { set } = useRunner();
  return () => set({ dialog: 'none', problems: [], incoming: [] });
}

const EMPTY: Source = { file: 'scenario.yaml', text: 'schema: 1\ntitle: ', siblings: {} };

/** With what a scenario begins that is made from nothing: a small service in which nothing goes wrong yet. */
const BEGINNING = `schema: 1
title: New scenario
description: ""
length: 24h
population: { users: 2000, suspendedShare: 0.1 }
faults: []
variants: [wait, resync]
`;

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
    <Dialog title="Scenario" full inOurs onClose={close}>
      {opening !== null && <Opened {...opening} />}
    </Dialog>
  );
};

function fileFor({ get, own }: Runner, { source }: Work, text: string): Source {
  const mine = get().own.some(({ file }) => file === source.file);
  return { ...source, text, file: mine ? source.file : own.freeFile(fileNamed(titleIn(text)), text) };
}

interface OpenedProps {
  readonly source: Source;
  /** What a file cannot say of what was made on the page; null when nothing was made. */
  readonly notes: readonly string[] | null;
}

/** Files that were chosen or dropped, until they are in the draft; what is wrong with them is a sentence. */
function useImport(
  draft: ScenarioDraft,
  onTaken: () => void,
): readonly [string | null, (files: readonly File[]) => Promise<void>] {
  const runner = useRunner();
  const incoming = usePage((page) => page.incoming);
  const [trouble, setTrouble] = useState<string | null>(null);
  const take = async (files: readonly File[]) => {
    const outcome = await imported(files, draft.source);
    if ('problem' in outcome) return setTrouble(outcome.problem);
    setTrouble(null);
    const { file, text } = outcome.source;
    draft.choose({ ...outcome.source, file: runner.own.freeFile(file, text) }, true);
    onTaken();
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
  const runner = useRunner();
  const close = useClose();
  const draft = useDraft(first);
  const [editing, setEditing] = useState(false);
  const [trouble, take] = useImport(draft, () => setEditing(true));
  const notice = usePage((page) => page.notice);
  const [present] = useState(() => (runner.get().work === null ? null : first));
  const sentences = [trouble, notice].map(
    (sentence) =>
      sentence !== null && (
        <p key={sentence} role="alert" className="serif">
          {sentence}
        </p>
      ),
  );
  const importing = <ImportFile onFiles={take} />;
  const edit = (source: Source) => {
    if (source.file !== draft.source.file || source.text !== draft.source.text) draft.choose(source);
    setEditing(true);
  };
  const open = async (source: Source) => {
    if ((await runner.opening.source(source, { onRead: close, entry: true })) === 'unreadable') edit(source);
  };
  const begin = () => {
    draft.choose({ file: runner.own.freeFile(fileNamed('New scenario'), null), text: BEGINNING, siblings: {} }, true);
    setEditing(true);
  };
  if (!editing)
    return (
      <>
        {sentences}
        <Choices
          present={present}
          made={notes !== null}
          onOpen={(source) => void open(source)}
          onEdit={edit}
          onNew={begin}
          importing={importing}
        />
      </>
    );
  const told = (
    <>
      {notes !== null && draft.source.file === first.file && (
        <p className="muted">What you changed on the page stands in this text. {notes.join(' ')}</p>
      )}
      {sentences}
    </>
  );
  return <Editing draft={draft} told={told} importing={importing} onBack={() => setEditing(false)} onClose={close} />;
};

const ImportFile = ({ onFiles }: { readonly onFiles: (files: readonly File[]) => Promise<void> }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
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
    </>
  );
};
