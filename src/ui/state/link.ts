// A link that reopens the same moment without a server: what people made, packed into the address behind a format number and a
// checksum. A link that cannot be read is a sentence, never a crash.
import type { Future } from '../../analysis/futures.ts';
import type { Input, VariantSpec } from '../../engine/index.ts';
import type { Source } from './store.ts';

/** Everything a link, a file of work or a reload carries. */
export interface Bookmark {
  /** A bundled scenario's id, or the text itself. */
  readonly scenario: string | Source;
  readonly seed: number;
  readonly variant: string;
  readonly inputs: readonly Input[];
  /** Lanes of one's own in place of the scenario's. */
  readonly lanes?: readonly VariantSpec[] | undefined;
  readonly time: number;
  readonly comparing: boolean;
  /** The furthest moment that was shown, and futures that were left behind. Links made before there were any have neither. */
  readonly reached?: number;
  readonly futures?: readonly Future[];
  /** Of the run on the main stage where the link was made: who opens it sees whether it is the same run. */
  readonly fingerprint?: string | undefined;
}

const FORMAT = 1;

/** FNV-1a of bytes, as eight hex digits. */
function checksum(bytes: Uint8Array): string {
  let h = 0x811c9dc5;
  for (const byte of bytes) h = Math.imul(h ^ byte, 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}

async function through(bytes: Uint8Array, stream: TransformStream): Promise<Uint8Array> {
  const written = new Blob([bytes as BlobPart])
    .stream()
    .pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array>);
  return new Uint8Array(await new Response(written as ReadableStream).arrayBuffer());
}

const toText = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

const toBytes = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/** The part of the address behind `#`. */
export async function writeLink(bookmark: Bookmark): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(bookmark));
  const packed = await through(plain, new CompressionStream('deflate-raw') as unknown as TransformStream);
  return `${FORMAT}.${checksum(packed)}.${toText(packed)}`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether plain data is the text of a scenario with the files it names. */
export const isSource = (value: unknown): value is Source =>
  isRecord(value) &&
  typeof value['file'] === 'string' &&
  typeof value['text'] === 'string' &&
  isRecord(value['siblings']) &&
  Object.values(value['siblings']).every((text) => typeof text === 'string');

const isListOrNothing = (value: unknown): boolean => value === undefined || Array.isArray(value);

/** Whether plain data has a bookmark's form; whether what it says can be done is seen when its scenario is read. */
export function isBookmark(value: unknown): value is Bookmark {
  return (
    isRecord(value) &&
    (typeof value['scenario'] === 'string' || isSource(value['scenario'])) &&
    Number.isSafeInteger(value['seed']) &&
    (value['seed'] as number) >= 0 &&
    typeof value['variant'] === 'string' &&
    Array.isArray(value['inputs']) &&
    isListOrNothing(value['lanes']) &&
    isListOrNothing(value['futures']) &&
    Number.isFinite(value['time']) &&
    typeof value['comparing'] === 'boolean'
  );
}

export type LinkOutcome = { readonly bookmark: Bookmark } | { readonly problem: string };

const SAFE = 'Your work is untouched.';

export async function readLink(hash: string): Promise<LinkOutcome> {
  const match = /^#?(\d+)\.([0-9a-f]{8})\.([\w-]+)$/.exec(hash);
  if (match === null) return { problem: `This link is not one of Driftlab’s, or a part of it is missing. ${SAFE}` };
  const [, format, sum, text] = match as unknown as [string, string, string, string];
  if (Number(format) > FORMAT)
    return {
      problem: `This link was made by a newer Driftlab (format ${format}; this one reads up to ${FORMAT}). ${SAFE}`,
    };
  try {
    const packed = toBytes(text);
    if (checksum(packed) !== sum) return { problem: `This link is damaged: a part of it was changed or lost. ${SAFE}` };
    const plain = await through(packed, new DecompressionStream('deflate-raw') as unknown as TransformStream);
    const content: unknown = JSON.parse(new TextDecoder().decode(plain));
    if (isBookmark(content)) return { bookmark: content };
    return { problem: `This link holds something else than a moment of Driftlab. ${SAFE}` };
  } catch {
    return { problem: `This link is damaged and cannot be unpacked. ${SAFE}` };
  }
}
