// The sum of a text is the one that everybody else computes.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '../../../src/analysis/report/sha256.ts';

const theirs = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

test('of nothing, of every length around a block, and of any text', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  for (let length = 50; length < 135; length++) expect(sha256('ü'.repeat(length))).toBe(theirs('ü'.repeat(length)));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(theirs(text));
    }),
    { numRuns: 100 },
  );
});
