// CSV by RFC 4180: what a writer by the letter of it writes reads back the same, with each separator and each line break.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRecords, separatorOf } from '../../../src/files/changes/csv.ts';

const fieldsOf = (text: string, separator = separatorOf(text)) =>
  [...csvRecords(text, separator)].map((part) => ('fields' in part ? part.fields : part.wrong));

/** A writer by the letter of RFC 4180; `all` quotes what need not be quoted too. */
function written(rows: readonly (readonly string[])[], separator: string, newline: string, all: boolean): string {
  const field = (text: string) => (all || /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(field).join(separator) + newline).join('');
}

const text = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom('"', ',', ';', '\t', '\n', '\r\n', ' ', 'a', 'é', '7'), { maxLength: 8 })
    .map((parts) => parts.join('')),
);
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));

test('what is written reads back the same, and each record knows its line', () => {
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (rows, separator, newline, all) => {
        const whole = written(rows, separator, newline, all);
        expect(fieldsOf(whole, separator)).toEqual(rows);
        let line = 1;
        const lines = rows.map((row) => {
          const begins = line;
          line += written([row], separator, newline, all).split('\n').length - 1;
          return begins;
        });
        expect([...csvRecords(whole, separator)].map((part) => part.line)).toEqual(lines);
        expect(fieldsOf(whole.slice(0, -newline.length), separator)).toEqual(rows);
      },
    ),
    { numRuns: 500 },
  );
});

test('the separator is the one of the header, whatever stands in quotes', () => {
  expect(separatorOf('time;user;type\n1,2,3,4,5')).toBe(';');
  expect(separatorOf('\ntime\tuser\ttype')).toBe('\t');
  expect(separatorOf('"a;b;c",user,"x\ny;z"\n')).toBe(',');
  expect(separatorOf('one')).toBe(',');
});

test('any text is read to its end', () => {
  fc.assert(
    fc.property(text, fc.constantFrom(',', ';', '\t'), (any, separator) => {
      for (const part of csvRecords(any, separator)) expect(part.line).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});
