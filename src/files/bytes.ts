// From the bytes of a file to its text, or to a sentence that says what the file is and how to get a text out of it. It knows no
// scenarios.

type Look = readonly [starts: readonly number[], message: string];

/** `at` counts lines from 1. */
type DecodedText = { readonly text: string } | { readonly line: number; readonly message: string };

const UTF_16 = 'this is UTF-16; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)';

const UTF_32 = 'this is UTF-32; save it as UTF-8 (iconv -f UTF-32 -t UTF-8)';

const BEGINNINGS: readonly Look[] = [
  [[0xff, 0xfe, 0x00, 0x00], UTF_32],
  [[0x00, 0x00, 0xfe, 0xff], UTF_32],
  [[0xff, 0xfe], UTF_16],
  [[0xfe, 0xff], UTF_16],
  [[0x1f, 0x8b], 'this is compressed with gzip; unpack it (gunzip)'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'this is compressed with Zstandard; unpack it (unzstd)'],
  [[0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59], 'this is compressed with bzip2; unpack it (bunzip2)'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'this is compressed with xz; unpack it (unxz)'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 'this is a 7z archive; unpack it'],
  [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'this is a spreadsheet (xls); save the sheet as CSV in UTF-8'],
  [[0x50, 0x4b, 0x03, 0x04], 'this is a zip archive or a spreadsheet; unpack it, or save the sheet as CSV in UTF-8'],
  [[0x50, 0x41, 0x52, 0x31], 'this is Parquet, a binary format; write it as CSV, or as JSON with one event per line'],
  [
    [0x4f, 0x62, 0x6a, 0x01],
    'this is Avro, a binary format; write it as JSON with one event per line (avro-tools tojson)',
  ],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'this is a database of SQLite; export the table as CSV with a header'],
  [[0x25, 0x50, 0x44, 0x46], 'this is a PDF'],
  [
    [0x00, 0x00, 0x00],
    'this begins as records do that were written with a schema registry; let its own printer write JSON (kafka-avro-console-consumer, kafka-json-schema-console-consumer)',
  ],
];

/** Half of the bytes of plain text in UTF-16 are 0, in the same places. */
function isUtf16(bytes: Uint8Array): boolean {
  const some = Math.min(bytes.length - (bytes.length % 2), 1000);
  const zeros = [0, 0];
  for (let at = 0; at < some; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] as number) + 1;
  return some >= 8 && zeros.some((count, n) => count > some / 4 && zeros[1 - n] === 0);
}

/** The line of the first byte for which `wrong` holds, from 1. */
function lineOf(bytes: Uint8Array, wrong: (line: Uint8Array) => boolean): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const newline = bytes.indexOf(10, from);
    const end = newline < 0 ? bytes.length : newline;
    if (wrong(bytes.subarray(from, end))) return line;
    from = end + 1;
  }
  return 1;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The text of a file in UTF-8, with or without the mark of its bytes' order. */
export function textOf(bytes: Uint8Array): DecodedText {
  const known = BEGINNINGS.find(([starts]) => starts.every((byte, at) => bytes[at] === byte));
  if (known !== undefined) return { line: 1, message: known[1] };
  if (isUtf16(bytes)) return { line: 1, message: UTF_16 };
  const nul = bytes.indexOf(0);
  if (nul >= 0)
    return { line: lineOf(bytes, (line) => line.includes(0)), message: 'a NUL stands here, so this is no text' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return {
      line: lineOf(bytes, (line) => !isUtf8(line)),
      message: 'bytes that are no UTF-8 stand here; save the text as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8, say)',
    };
  }
}
