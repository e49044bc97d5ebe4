// The five marks of an incident, as the runs have them.
import { expect, test } from 'vitest';
import { incidentMarks } from '../../src/analysis/incident-marks.ts';
import { recording } from '../../src/analysis/record/recording.ts';
import { HOUR, MINUTE, specOf } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';

function marksOf(text: string) {
  const read = readScenario(`schema: 1\ntitle: Marks\n${text}`, { file: 'marks.yaml', readSibling: () => undefined });
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  const { scenario } = read;
  const [variant] = scenario.variants;
  if (variant === undefined) throw new Error('no variant');
  const { work } = recording(specOf(scenario, variant, scenario.seed));
  let step = work.next();
  while (step.done !== true) step = work.next();
  return incidentMarks(step.value.facts);
}

const BASE = `
length: 20h
population: { users: 1000, suspendedShare: 0.2 }
workload: { suspend: 0.05/h, reactivate: 0.2/h, signUps: 0/h, delete: 0/h }
billing: { policy: version, invoiceEvery: 4h }
`;

test('a customer notices after the first wrong run, people fix it, a resync mends it, no money comes back', () => {
  const marks = marksOf(`${BASE}
faults: [{ fault: publisher-silent, at: 3h, for: until-fixed }]
detection: { by: customer, delay: 30m }
people: { find: 10m, build: 10m, review: 0s, run: 0s, fix: 20m }
variants: [resync]
`);
  const [broken, noticed, fixed, mended, money] = marks ?? [];
  expect(broken).toMatchObject({ time: 3 * HOUR, words: 'Publisher silent' });
  expect(noticed).toMatchObject({ time: 4.5 * HOUR, words: '1 h 30 min after it broke' });
  expect(fixed).toMatchObject({ time: 4.5 * HOUR + 20 * MINUTE, words: '20 min after that' });
  expect((mended?.time ?? 0) / MINUTE).toBeGreaterThan(4.5 * 60 + 20);
  expect((mended?.time ?? 0) / HOUR).toBeLessThan(7);
  expect(money?.time).toBeNull();
  expect(money?.words).toMatch(/^never: \d+ wrong invoices stay$/);
});

test('what nobody notices is never fixed and never mended', () => {
  const marks = marksOf(
    `${BASE}
faults: [{ fault: publisher-silent, at: 3h, for: until-fixed, share: 0.5 }]
detection: { by: gap }
publisher: { path: outbox }
events: { versioned: true }
workload: { suspend: 0/h, reactivate: 0.2/h, signUps: 0/h, delete: 0/h }
variants: [resync]
`.replace(/\nworkload: \{ suspend: 0.05[^\n]*/, ''),
  );
  expect(marks?.map(({ time }) => time !== null)).toEqual([true, false, false, false, false]);
  expect(marks?.[1]?.words).toBe('never');
  expect(marks?.[2]?.words).toBe('never');
  expect(marks?.[3]?.words).toMatch(/^never: \d+ users are still wrong$/);
});

test('a day on which nothing breaks has no marks', () => {
  expect(marksOf(`${BASE}\nvariants: [wait]\n`)).toBeNull();
});
