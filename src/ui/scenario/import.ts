// From files that somebody chose or dropped to a scenario's text, or to a sentence that says why not. It believes no ending and judges
// no scenario: reading does.
import type { Source } from '../../worker/door.ts';
import { fileText, SAFE } from '../state/file-text.ts';

type Imported = { readonly source: Source } | { readonly problem: string };

const MEGABYTE = 1_000_000;
const MOST_SCENARIO = MEGABYTE;
const MOST_CHANGES = 64 * MEGABYTE;

const isTable = ({ name }: File): boolean => /\.(?:csv|tsv|ndjson|jsonl)$/i.test(name);

/** Whether a scenario's text names a file of changes. */
const names = (text: string, file: string): boolean =>
  new RegExp(`file:\\s*["']?${file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?\\s*(?:[,}#]|$)`, 'm').test(text);

/** Changes by themselves belong to the scenario that names them; `open` is the one that is being edited. */
async function changesFor(files: readonly File[], open: Source): Promise<Imported> {
  const [first] = files;
  if (first === undefined) return { problem: `There was no file in what you chose. ${SAFE}` };
  if (!files.every(({ name }) => names(open.text, name)))
    return {
      problem: `${first.name} holds changes of users, not a scenario. Import it together with the scenario that names it under workload.file. ${SAFE}`,
    };
  const added = await siblingsOf(files);
  return 'problem' in added ? added : { source: { ...open, siblings: { ...open.siblings, ...added.siblings } } };
}

async function siblingsOf(
  files: readonly File[],
): Promise<{ readonly siblings: Record<string, string> } | { readonly problem: string }> {
  const siblings: Record<string, string> = {};
  for (const file of files) {
    const read = await fileText(file, MOST_CHANGES, 'a file of changes');
    if ('problem' in read) return read;
    siblings[file.name] = read.text;
  }
  return { siblings };
}

/** The first names of many. */
const listed = (names: readonly string[]): string => {
  const [first, second, ...more] = names;
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
};

/** A file that may be a scenario, and its text if it has one. */
interface Candidate {
  readonly file: File;
  readonly read: { readonly text: string } | { readonly problem: string };
}

/** Several files are one scenario and the changes that it names. An ending does not say which is which: JSON may be either. */
export async function imported(files: readonly File[], open: Source): Promise<Imported> {
  const candidates: Candidate[] = [];
  for (const file of files)
    if (!isTable(file)) candidates.push({ file, read: await fileText(file, MOST_SCENARIO, 'a scenario') });
  const isNamed = ({ file: { name } }: Candidate): boolean =>
    candidates.some(({ file, read }) => file.name !== name && 'text' in read && names(read.text, name));
  const scenarios = candidates.filter((candidate) => !isNamed(candidate));
  const [main, second] = scenarios;
  const isOfOpen = scenarios.every(({ file: { name } }) => names(open.text, name));
  if (main === undefined || isOfOpen) return changesFor(files, open);
  const unread = scenarios.find(({ read }) => 'problem' in read)?.read;
  if (unread !== undefined && 'problem' in unread) return unread;
  if (second !== undefined)
    return {
      problem: `${listed(scenarios.map(({ file }) => file.name))} are ${scenarios.length === 2 ? 'two' : scenarios.length} scenarios. Import one at a time. ${SAFE}`,
    };
  if ('problem' in main.read) return main.read;
  const added = await siblingsOf(files.filter((file) => file !== main.file));
  const { name } = main.file;
  return 'problem' in added ? added : { source: { file: name, text: main.read.text, siblings: added.siblings } };
}
