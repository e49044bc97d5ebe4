// The title in a list is the one that the reader of scenarios finds, whatever quotes it stands in.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { titleIn } from '../../../src/analysis/scenario/title.ts';

test.each([
  ['schema: 1\ntitle: Plain words # and a remark\nseed: 2', 'Plain words'],
  ['title: "He said \\"no\\""   # so', 'He said "no"'],
  ["title: 'It''s late'", "It's late"],
  ['{"schema":1,"title":"T <img src=x onerror=\\"run()\\">","length":"4h"}', 'T <img src=x onerror="run()">'],
  ['schema: 1\ntitle:\nseed: 2', 'Untitled'],
  ['seed: 2', 'Untitled'],
])('%s', (text, title) => {
  expect(titleIn(text)).toBe(title);
});

test('whatever a title is, it is found as it was written, in YAML and in JSON', () => {
  const title = fc
    .string({ minLength: 1, maxLength: 40 })
    .filter((text) => text.trim() === text && !/[\n\r\u2028\u2029\u0085]/.test(text));
  fc.assert(
    fc.property(title, (text) => {
      expect(titleIn(JSON.stringify({ schema: 1, title: text }))).toBe(text);
      expect(titleIn(stringify({ schema: 1, title: text, seed: 1 }, { lineWidth: 0 }))).toBe(text);
    }),
    { seed: 1, numRuns: 500 },
  );
});
