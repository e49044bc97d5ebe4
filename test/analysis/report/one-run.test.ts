// What one run says is told with two digits; what stands in a name or a time of day stays.
import { expect, test } from 'vitest';
import { countsOfOneRun, lengthsOfOneRun } from '../../../src/analysis/report/one-run.ts';

test.each([
  ['Mends everybody, with 20456 messages.', 'Mends everybody, with ≈ 20\u202f000 messages.'],
  ['never: 15\u202f104 wrong invoices stay', 'never: ≈ 15\u202f000 wrong invoices stay'],
  ['for 330 min of work, 12 calls', 'for 330 min of work, 12 calls'],
  ['It goes on costing 9.54 an hour.', 'It goes on costing ≈ 9.5 an hour.'],
  ['It goes on costing 1234.5 an hour.', 'It goes on costing ≈ 1200 an hour.'],
  ['for 44.5 min of work: 7 stay', 'for 44.5 min of work: 7 stay'],
  ['invoices.wrong-1234 at 12:345', 'invoices.wrong-1234 at 12:345'],
])('%s', (text, told) => {
  expect(countsOfOneRun(text)).toBe(told);
});

test.each([
  ['1 h 53 min after that', '1 h 50 min after that'],
  ['5 h 40 min after it broke', '5 h 40 min after it broke'],
  ['9 h 58 min', '10 h'],
  ['26 min 12 s after it broke', '26 min after it broke'],
  ['6 min 51 s, 2 h of it', '6 min 50 s, 2 h of it'],
  ['2 d 5 h before that', '2 d 5 h before that'],
  ['12 d 14 h', '13 d'],
])('%s', (text, told) => {
  expect(lengthsOfOneRun(text)).toBe(told);
});
