// What is no text is named by its first bytes, with what to do.
import { expect, test } from 'vitest';
import { textOf } from '../../src/files/index.ts';

test.each([
  ['UTF-32', [0xff, 0xfe, 0, 0, 0x74, 0, 0, 0], /UTF-32; .*iconv -f UTF-32/],
  ['UTF-32, the other way round', [0, 0, 0xfe, 0xff, 0, 0, 0, 0x74], /UTF-32/],
  ['UTF-16', [0xff, 0xfe, 0x74, 0], /UTF-16; /],
  ['bzip2', [...Buffer.from('BZh91AY&SY')], /bzip2; unpack it \(bunzip2\)/],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4], /xz; unpack it \(unxz\)/],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4], /7z archive/],
  ['an old spreadsheet', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0], /xls.*CSV in UTF-8/],
  ['records with the number of a schema', [0, 0, 0, 0, 7, 0x7b], /schema registry.*kafka-avro-console-consumer/],
])('%s', (_, bytes, sentence) => {
  const read = textOf(Uint8Array.from(bytes));
  expect('message' in read && read.message).toMatch(sentence);
});

test('a text that begins as one of them might is read', () => {
  expect(textOf(Buffer.from('BZh,time\n'))).toEqual({ text: 'BZh,time\n' });
});
