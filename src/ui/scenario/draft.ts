// The text that is being edited in the scenario dialog: checked a moment after each change, kept as a draft under the scenarios of
// one's own, with undo and redo. It knows neither form nor editor.
import { useCallback, useEffect, useRef, useState } from 'react';
import { fileNamed, titleIn } from '../../analysis/scenario/title.ts';
import type { Scenario } from '../../engine/index.ts';
import type { Note, Problem, Source } from '../../worker/door.ts';
import { isBundled } from '../state/bookmark.ts';
import type { Runner } from '../state/runner.ts';
import { useRunner } from '../state/use-runner.ts';

const CHECK_AFTER = 200;
const KEEP_AFTER = 500;
/** Changes of the same key that follow each other this closely are one step of undo, milliseconds. */
const ONE_STEP = 1_500;
const MOST_STEPS = 200;

interface Steps {
  readonly past: readonly Source[];
  readonly next: readonly Source[];
}

export interface ScenarioDraft {
  readonly source: Source;
  /** Null until the text has been checked. */
  readonly problems: readonly Problem[] | null;
  /** What is worth knowing of a text without problems. */
  readonly notes: readonly Note[];
  /** The whole scenario of the last text that had no problems. */
  readonly effective: Scenario | null;
  /** The text with which editing began, against which changes are told, and how often it did. */
  readonly base: string;
  readonly begun: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** `key` tells what is edited; typing on in it is one step of undo. */
  edit(text: string, key: string): void;
  /** Another scenario; `mine`: it is kept at once. */
  choose(source: Source, mine?: boolean): void;
  undo(): void;
  redo(): void;
  /** It was run: what is kept is no draft any more. */
  settle(): void;
}

/** What the check says of a text, a moment after it was changed. */
function useChecked(source: Source): Pick<ScenarioDraft, 'problems' | 'notes' | 'effective'> {
  const runner = useRunner();
  const [problems, setProblems] = useState<readonly Problem[] | null>(null);
  const [notes, setNotes] = useState<readonly Note[]>([]);
  const [effective, setEffective] = useState<Scenario | null>(null);
  useEffect(() => {
    let wanted = true;
    const check = async () => {
      const reading = await runner.connection.door.read(source.text, source.file, source.siblings);
      if (!wanted) return;
      setProblems('problems' in reading ? reading.problems : []);
      setNotes('notes' in reading ? reading.notes : []);
      if ('scenario' in reading) setEffective(reading.scenario);
    };
    const timer = window.setTimeout(() => void check().catch(() => {}), CHECK_AFTER);
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [runner, source]);
  return { problems, notes, effective };
}

/** The name of the file of a text: after its title, unless whoever made it gave it another. */
function fileAfter({ own }: Runner, source: Source, text: string): string {
  const [before, after] = [fileNamed(titleIn(source.text)), fileNamed(titleIn(text))];
  if (isBundled(source)) return own.freeFile(after, null);
  const isNamed = source.file.replace(/(?:-\d+)?\.yaml$/, '') === before.replace(/\.yaml$/, '');
  return isNamed && after !== before ? own.freeFile(after, null) : source.file;
}

interface Kept {
  readonly touched: React.RefObject<boolean>;
  /** The file under which it was kept last, which goes when it gets another name; null: it is not kept yet. */
  readonly keptAs: React.RefObject<string | null>;
  readonly keep: () => void;
}

/** Keeps what was touched, a moment after it was changed and when the dialog is closed; `onNamed` hears when its name was taken meanwhile. */
function useKept(source: Source, onNamed: (source: Source) => void): Kept {
  const runner = useRunner();
  const touched = useRef(false);
  const latest = useRef(source);
  const keptAs = useRef(ownFile(runner, source));
  latest.current = source;
  const keep = useCallback(() => {
    const { current } = latest;
    if (!touched.current || isBundled(current)) return;
    if (keptAs.current !== null && keptAs.current !== current.file) runner.own.delete(keptAs.current);
    const file = runner.own.keep(current, true);
    keptAs.current = file;
    if (file !== current.file) onNamed({ ...current, file });
  }, [runner, onNamed]);
  useEffect(() => {
    if (latest.current !== source) return;
    const timer = window.setTimeout(keep, KEEP_AFTER);
    return () => window.clearTimeout(timer);
  }, [source, keep]);
  useEffect(() => keep, [keep]);
  return { touched, keptAs, keep };
}

/** The file of a scenario of one's own. */
const ownFile = ({ get }: Runner, { file }: Source): string | null =>
  get().own.some((each) => each.file === file) ? file : null;

export function useDraft(first: Source): ScenarioDraft {
  const runner = useRunner();
  const [source, setSource] = useState(first);
  const [steps, setSteps] = useState<Steps>({ past: [], next: [] });
  const last = useRef({ key: '', at: 0 });
  const { touched, keptAs, keep } = useKept(source, setSource);
  const [began, setBegan] = useState({ base: first.text, begun: 0 });
  const { problems, notes, effective } = useChecked(source);
  const edit = (text: string, key: string) => {
    if (text === source.text) return;
    const now = performance.now();
    const goesOn = last.current.key === key && now - last.current.at < ONE_STEP;
    last.current = { key, at: now };
    if (!goesOn) setSteps({ past: [...steps.past, source].slice(-MOST_STEPS), next: [] });
    touched.current = true;
    setSource({ ...source, file: fileAfter(runner, source, text), text });
  };
  const choose = (chosen: Source, mine = false) => {
    keep();
    last.current = { key: '', at: 0 };
    touched.current = mine;
    keptAs.current = ownFile(runner, chosen);
    setBegan(({ begun }) => ({ base: chosen.text, begun: begun + 1 }));
    setSteps({ past: [...steps.past, source].slice(-MOST_STEPS), next: [] });
    setSource({ file: chosen.file, text: chosen.text, siblings: chosen.siblings });
  };
  const go = (from: 'past' | 'next', to: 'past' | 'next') => {
    const wanted = steps[from].at(-1);
    if (wanted === undefined) return;
    last.current = { key: '', at: 0 };
    setSteps({ ...steps, [from]: steps[from].slice(0, -1), [to]: [...steps[to], source] });
    setSource(wanted);
  };
  return {
    source,
    problems,
    notes,
    effective,
    ...began,
    canUndo: steps.past.length > 0,
    canRedo: steps.next.length > 0,
    edit,
    choose,
    undo: () => go('past', 'next'),
    redo: () => go('next', 'past'),
    settle: () => {
      keep();
      touched.current = false;
    },
  };
}
