// From files that somebody chose or dropped to a scenario's text, or to a sentence that says why not. It looks at sizes before it
// reads, believes no ending, and judges no scenario: reading does.
import { textOf as decoded } from '../../files/index.ts';
import type { Source } from '../../worker/door.ts';

type Imported = { readonly source: Source } | { readonly problem: string };

const MEGABYTE = 1_000_000;
const MOST_SCENARIO = MEGABYTE;
const MOST_CHANGES = 64 * MEGABYTE;
const SAFE = 'What you had open stays as it is.';

const isTable = ({ name }: File): boolean => /\.(?:csv|tsv|ndjson|jsonl)$/i.test(name);

const sizeWords = (bytes: number): string =>
  bytes < MEGABYTE ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** The text of a file, or why it has none. */
async function textOf(file: File, most: number, what: string): Promise<{ text: string } | { problem: string }> {
  const { name, size } = file;
  if (size === 0) return { problem: `${name} is empty. ${SAFE}` };
  if (size > most)
    return { problem: `${name} has ${sizeWords(size)}; ${what} has at most ${sizeWords(most)}. ${SAFE}` };
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return { problem: `${name} cannot be read: it is a folder, or it is gone. ${SAFE}` };
  }
  const read = decoded(new Uint8Array(bytes));
  if ('text' in read) return { text: read.text.replaceAll('\r\n', '\n') };
  return { problem: `${name} is no text in UTF-8: ${read.message}. ${SAFE}` };
}

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
    const read = await textOf(file, MOST_CHANGES, 'a file of changes');
    if ('problem' in read) return read;
    siblings[file.name] = read.text;
  }
  return { siblings };
}

/** A file that may be a scenario, and its text if it has one. */
interface Candidate {
  readonly file: File;
  readonly read: { readonly text: string } | { readonly problem: string };
}

/** Several files are one scenario and the changes that it names. An ending does not say which is which: JSON may be either. */
export async function imported(files: readonly File[], open: Source): Promise<Imported> {
  const candidates: Candidate[] = [];
  for (const file of files)
    if (!isTable(file)) candidates.push({ file, read: await textOf(file, MOST_SCENARIO, 'a scenario') });
  const isNamed = ({ file: { name } }: Candidate): boolean =>
    candidates.some(({ file, read }) => file.name !== name && 'text' in read && names(read.text, name));
  const scenarios = candidates.filter((candidate) => !isNamed(candidate));
  const [main, second] = scenarios;
  const isOfOpen = scenarios.every(({ file: { name } }) => names(open.text, name));
  if (main === undefined || isOfOpen) return changesFor(files, open);
  if (second !== undefined)
    return {
      problem: `${scenarios.map(({ file }) => file.name).join(' and ')} are two scenarios. Import one at a time. ${SAFE}`,
    };
  if ('problem' in main.read) return main.read;
  const added = await siblingsOf(files.filter((file) => file !== main.file));
  const { name } = main.file;
  return 'problem' in added ? added : { source: { file: name, text: main.read.text, siblings: added.siblings } };
}
