// A link that reopens the same moment without a server: what people made, packed into the address behind a format number and a
// checksum. A link that cannot be read is a sentence, never a crash.
import { checksum, LINK_FORMAT, linkOf } from '../../../analysis/link-text.ts';
import { type Bookmark, isBookmark } from '../bookmark.ts';

/** No link unpacks to more than this, bytes: a scenario with the largest changes that a page takes. */
const MOST = 64_000_000;

class TooLarge extends Error {}

/** Bytes sent through a stream; it is not read on once more than `most` have come. */
async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream, most: number) {
  const reader = new Blob([bytes as BlobPart])
    .stream()
    .pipeThrough(stream as unknown as ReadableWritablePair<Uint8Array, Uint8Array>)
    .getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      void reader.cancel();
      throw new TooLarge();
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const toBytes = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/** The part of the address behind `#`. */
export async function writeLink(bookmark: Bookmark): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(bookmark));
  const packed = await through(plain, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
  return linkOf(packed);
}

type LinkOutcome = { readonly bookmark: Bookmark } | { readonly problem: string };

const SAFE = 'Your work is untouched.';

export async function readLink(hash: string): Promise<LinkOutcome> {
  const match = /^#?(\d+)\.([0-9a-f]{8})\.([\w-]+)$/.exec(hash);
  if (match === null) return { problem: `This link is not one of Driftlab’s, or a part of it is missing. ${SAFE}` };
  const [, format, sum, text] = match as unknown as [string, string, string, string];
  if (Number(format) > LINK_FORMAT)
    return {
      problem: `This link was made by a newer Driftlab (format ${format}; this one reads up to ${LINK_FORMAT}). ${SAFE}`,
    };
  try {
    const packed = toBytes(text);
    if (checksum(packed) !== sum) return { problem: `This link is damaged: a part of it was changed or lost. ${SAFE}` };
    const plain = await through(packed, new DecompressionStream('deflate-raw'), MOST);
    const content: unknown = JSON.parse(new TextDecoder().decode(plain));
    if (isBookmark(content)) return { bookmark: content };
    return { problem: `This link holds something else than a moment of Driftlab. ${SAFE}` };
  } catch (error) {
    if (error instanceof TooLarge)
      return { problem: `This link unpacks to more than ${MOST / 1_000_000} MB; none of Driftlab’s does. ${SAFE}` };
    return { problem: `This link is damaged and cannot be unpacked. ${SAFE}` };
  }
}
