// What is packed for links is unpacked by others as what it was.
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deflated } from '../../../src/analysis/report/deflate.ts';

const again = (bytes: Uint8Array): Uint8Array => new Uint8Array(inflateRawSync(deflated(bytes)));

test('any bytes come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      expect(again(bytes)).toEqual(bytes);
    }),
  );
});

test('bytes that repeat, near and far, come back and take less room', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a: 1\n', 'variants', '  - { id: x }\n', 'é'.repeat(300), 'z'), { maxLength: 400 }),
      (parts) => {
        const bytes = new TextEncoder().encode(parts.join(''));
        expect(again(bytes)).toEqual(bytes);
      },
    ),
    { numRuns: 60 },
  );
  const bytes = new TextEncoder().encode('the same again, '.repeat(4000));
  expect(deflated(bytes).length).toBeLessThan(bytes.length / 50);
  expect(again(bytes)).toEqual(bytes);
});
