// The Scenario dialog: choose a bundled scenario or one of your own, edit its text with the problems beside it, import a file,
// save one. The scenario that is open stays as it is until another one is without problems.
import { useRef, useState } from 'react';
import { scenarios } from '../../engine/index.ts';
import { bundledSource, openSource } from '../state/driver.ts';
import { ownScenarios } from '../state/keep.ts';
import { announce } from '../state/office.ts';
import { type Source, usePage } from '../state/store.ts';
import { Dialog } from '../widgets/dialog.tsx';
import styles from './scenario.module.css';

const titleOf = (text: string): string => /^title:\s*(.+)$/m.exec(text)?.[1]?.replace(/^["']|["']$/g, '') ?? 'Untitled';

const close = () => usePage.setState({ dialog: 'none', problems: [] });

const EMPTY: Source = { file: 'scenario.yaml', text: 'schema: 1\ntitle: ', siblings: {} };

export const ScenarioDialog = () => {
  const open = usePage((page) => page.work?.source);
  const problems = usePage((page) => page.problems);
  const [source, setSource] = useState<Source>(open ?? EMPTY);
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const edit = (text: string) => setSource({ ...source, text });
  const choose = (chosen: Source) => {
    usePage.setState({ problems: [] });
    setSource(chosen);
  };
  const run = async () => {
    setBusy(true);
    const known = scenarios.some(({ file }) => file === source.file);
    const changed = known && bundledSource(source.file.replace(/\.yaml$/, ''))?.text !== source.text;
    const opened = await openSource(changed ? { ...source, file: `my-${source.file}` } : source, undefined, close);
    if (opened !== 'unreadable') return;
    setBusy(false);

    announce(`This scenario has ${usePage.getState().problems.length} problems. The one you had open stays as it is.`);
  };
  return (
    <Dialog title="Scenario" wide onClose={close}>
      <div className={styles['layout']}>
        <Choices source={source} onChoose={choose} />
        <div className={styles['editor']}>
          <textarea
            ref={area}
            className={styles['text']}
            aria-label="Scenario as YAML"
            aria-invalid={problems.length > 0}
            aria-describedby="problems"
            spellCheck={false}
            value={source.text}
            onChange={(event) => edit(event.target.value)}
          />
          <Problems area={area} text={source.text} />
          <div className={styles['actions']}>
            <button type="button" className="btn ink" disabled={busy} onClick={() => void run()}>
              Run this scenario
            </button>
            <Import onChoose={choose} />
            <button type="button" className="btn line" onClick={() => save(source)}>
              Save as file
            </button>
            <span className="grow" />
            <button type="button" className="btn" onClick={close}>
              Close
            </button>
          </div>
        </div>
      </div>
    </Dialog>
  );
};

const Choices = ({ source, onChoose }: { readonly source: Source; readonly onChoose: (source: Source) => void }) => {
  const own = ownScenarios();
  const item = (each: Source, key: string) => (
    <li key={key}>
      <button
        type="button"
        aria-pressed={each.file === source.file}
        className={styles['choice']}
        onClick={() => onChoose(each)}
      >
        {titleOf(each.text)}
        <small>{each.file}</small>
      </button>
    </li>
  );
  return (
    <div className={styles['choices']}>
      <h3>Bundled</h3>
      <ul>{scenarios.map((each) => item({ file: each.file, text: each.text, siblings: {} }, each.id))}</ul>
      {own.length > 0 && <h3>Yours</h3>}
      <ul>{own.map((each) => item(each, `own/${each.file}`))}</ul>
    </div>
  );
};

const Problems = ({
  area,
  text,
}: {
  readonly area: React.RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
}) => {
  const problems = usePage((page) => page.problems);
  const goTo = (line: number) => {
    const before =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    const until = text.indexOf('\n', before);
    area.current?.focus();
    area.current?.setSelectionRange(before, until < 0 ? text.length : until);
  };
  return (
    <div id="problems" className={styles['problems']} role="status">
      {problems.length > 0 && (
        <>
          <p className="serif">
            This scenario has <b>{problems.length === 1 ? '1 problem' : `${problems.length} problems`}</b>. The one you
            had open stays as it is.
          </p>
          <ul>
            {problems.map(({ line, path, message }) => (
              <li key={`${line}${path}${message}`}>
                <button type="button" className="textlink" onClick={() => goTo(line)}>
                  Line {line}
                </button>
                <span>
                  <code>{path}</code> {message}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};

const Import = ({ onChoose }: { readonly onChoose: (source: Source) => void }) => {
  const input = useRef<HTMLInputElement>(null);
  const take = async (files: FileList | null) => {
    const all = [...(files ?? [])];
    const main = all.find(({ name }) => /\.(?:ya?ml|json)$/i.test(name)) ?? all[0];
    if (main === undefined) return;
    const others = await Promise.all(
      all.filter((each) => each !== main).map(async (each) => [each.name, await each.text()] as const),
    );
    onChoose({ file: main.name, text: await main.text(), siblings: Object.fromEntries(others) });
  };
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
        accept=".yaml,.yml,.json,.ndjson,.csv"
        aria-label="Scenario file"
        onChange={(event) => void take(event.target.files)}
      />
    </>
  );
};

function save({ file, text }: Source): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
