// What a file may say of noticing: the end of a fault and the begin of the repair follow from it, and what contradicts it is refused.
import { expect, test } from 'vitest';
import { printProblem, readScenario } from '../../src/files/index.ts';

const read = (text: string) => readScenario(`title: T\n${text}`, { file: 'x.yaml' });
const complaints = (text: string): readonly string[] => {
  const outcome = read(text);
  return 'errors' in outcome ? outcome.errors.map(printProblem) : [];
};
const FAULT = 'faults: [{ fault: publisher-silent, at: 10h, for: until-fixed }]\n';

test.each([
  ['detection: { by: given, at: 10h30m }\n', '10h50m'],
  ['detection: { by: given, at: 10h30m }\npeople: { fix: 2h }\n', '12h30m'],
  ['detection: { by: given, at: 10h30m }\npeople: none\n', '10h30m'],
  ['detection: { by: silence-alarm }\n', 'detected'],
])('%j: the repair begins at %s', (text, at) => {
  const outcome = read(FAULT + text);
  expect('scenario' in outcome && outcome.scenario.repair.at).toBe(at);
});

test.each([
  [FAULT, 'x.yaml:2: faults[0].for: "until-fixed" needs somebody who notices, and detection.at is none'],
  [`${FAULT}detection: { at: 9h }\n`, 'x.yaml:3: detection.at: "9h" is before faults[0] begins'],
  [
    `${FAULT}detection: { by: gap }\nrepair: { at: 12h }\n`,
    'x.yaml:4: repair.at: "12h" cannot be given where detection.by is gap',
  ],
  ['repair: { at: detected }\n', 'x.yaml:2: repair.at: "detected" needs somebody who notices'],
  [
    'detection: { by: gap }\nevents: { versioned: false }\n',
    'x.yaml:2: detection.by: "gap" looks for missing versions',
  ],
  ['detection: { by: hearsay }\n', 'x.yaml:2: detection.by: '],
  ['detection: { at: 30h }\n', 'x.yaml:2: detection.at: "30h" is after the end of the run'],
])('%j is refused', (text, message) => {
  expect(complaints(text).join('\n')).toContain(message);
});

test('a lane may notice otherwise than the scenario, and its repair follows', () => {
  const text = `${FAULT}detection: { by: given, at: 11h }\nvariants: [wait, { id: alarm, strategy: wait, set: { detection.by: silence-alarm } }]\n`;
  expect(complaints(text)).toEqual([]);
});
