// The text of a file that somebody chose or dropped, or a sentence that says why it has none. It looks at the size before it reads,
// believes no ending, and knows neither scenarios nor lessons.
import { textOf } from '../../files/index.ts';

const MEGABYTE = 1_000_000;
export const SAFE = 'What you had open stays as it is.';

const sizeWords = (bytes: number): string =>
  bytes < MEGABYTE ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** `most`: bytes that it may have, `what` it is then. */
export async function fileText(
  file: File,
  most: number,
  what: string,
): Promise<{ readonly text: string } | { readonly problem: string }> {
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
  const read = textOf(new Uint8Array(bytes));
  if ('text' in read) return { text: read.text.replaceAll('\r\n', '\n') };
  return { problem: `${name} is no text in UTF-8: ${read.message}. ${SAFE}` };
}
