// The five marks of an incident, as the runs have them.
import { expect, test } from 'vitest';
import { incidentMarks } from '../../../src/analysis/lanes/incident-marks.ts';
import { recording } from '../../../src/analysis/record/recording.ts';
import { HOUR, MINUTE, specOf } from '../../../src/engine/index.ts';
import { readScenario } from '../../../src/files/index.ts';

function marksOf(text: string, lane = 0) {
  const read = readScenario(`schema: 1\ntitle: Marks\n${text}`, { file: 'marks.yaml', readSibling: () => undefined });
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  const { scenario } = read;
  const variant = scenario.variants[lane];
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

const MONEY = `
length: 24h
population: { users: 1000, suspendedShare: 0.2 }
workload: { suspend: 0.05/h, reactivate: 0.2/h, signUps: 0/h, delete: 0/h }
billing: { policy: version, invoiceEvery: 1h }
api: { pageSize: 100, rateLimit: 1/m }
people: { find: 30m, build: 45m, review: 30m, run: 15m }
faults: [{ fault: publisher-silent, at: 10h, for: 1h }]
repair: { at: 12h }
`;
const CREDITS = `${MONEY}variants:
  - resync
  - { id: credited, strategy: resync, then: [credit-notes] }
  - { id: first, strategy: credit-notes, then: [resync] }
  - { id: forgetful, strategy: resync, then: [credit-notes], set: { user.history: none } }
  - { id: short, strategy: resync, then: [credit-notes], set: { user.history: 5h } }
  - { id: own, strategy: { steps: [{ step: build, title: Find whom we owe }, { step: credit, title: Pay back }] } }
`;

/** All that is said of the money of a lane, and of when it was mended. */
const moneyOf = (lane: number) => {
  const marks = marksOf(CREDITS, lane) ?? [];
  return marks
    .slice(3)
    .map(({ title, time, words }) => `${title} ${time === null ? '–' : Math.round(time / MINUTE)}: ${words}`);
};

test('the money is back with the last credit note, before or after the copy is right, or never; what stays is counted', () => {
  expect([0, 1, 2, 3, 4, 5].map(moneyOf)).toMatchInlineSnapshot(`
    [
      [
        "Mended 821: 2 h 41 min after that",
        "Money back –: never: 125 wrong invoices stay",
      ],
      [
        "Mended 821: 2 h 41 min after that",
        "Money back 912: 1 h 31 min after that",
      ],
      [
        "Mended 914: 4 h 14 min after that",
        "Money back 812: 1 h 42 min before that, but 59 wrong invoices stay",
      ],
      [
        "Mended 821: 2 h 41 min after that",
        "Money back –: never: 125 wrong invoices stay",
      ],
      [
        "Mended 821: 2 h 41 min after that",
        "Money back 912: 1 h 31 min after that",
      ],
      [
        "Mended –: never: 22 users are still wrong",
        "Money back 766: 1 h 46 min after it was fixed, but 224 wrong invoices stay",
      ],
    ]
  `);
});

test('an API that is away while others read it does not move the moment at which the money was back', () => {
  const away = CREDITS.replace('for: 1h }]', 'for: 1h }, { fault: api-down, at: 16h, for: 3h }]');
  // Credited before the API went away; the resync behind it waits for it until it is back.
  const [, , , , money] = marksOf(away, 2) ?? [];
  expect(money?.time).not.toBeNull();
  expect((money?.time ?? 0) / HOUR).toBeLessThan(15);
});
