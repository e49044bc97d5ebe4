// The verb `broker`: what it prints, what it refuses, and with which code it ends.
import { expect, test } from 'vitest';
import { brokerVerb } from '../../src/cli/broker.ts';

const GOOD = JSON.stringify({
  id: 'good',
  broker: 'rabbitmq',
  steps: [
    { op: 'declareQueue', queue: 'q', type: 'classic' },
    { op: 'publish', queue: 'q', ids: ['m1'] },
  ],
});
const BAD =
  '{\n  "id": "bad", "broker": "rabbitmq",\n  "steps": [\n    { "op": "declareQueue",\n      "queue": 7 }\n  ]\n}\n';
const FILES: Readonly<Record<string, string>> = { 'good.json': GOOD, 'bad.json': BAD, 'torn.json': '{\n  "id": ' };

async function run(files: readonly string[], format: 'table' | 'json' | 'csv' | 'markdown') {
  let out = '';
  let errors = '';
  const code = await brokerVerb(
    files,
    { format },
    {
      stdout: (text) => {
        out += text;
      },
      stderr: (text) => {
        errors += text;
      },
      readFile: (path) => {
        const text = FILES[path];
        if (text === undefined) throw new Error('no such file');
        return text;
      },
    },
  );
  return { code, out, errors };
}

test('prints what was observed, as one JSON document', async () => {
  const { code, out, errors } = await run(['good.json'], 'json');
  expect([code, errors]).toEqual([0, '']);
  const confirm = { actor: 'publisher', type: 'confirm', id: 'm1', result: 'ack' };
  expect(JSON.parse(out)).toEqual([{ id: 'good', steps: [{ step: 1, events: [confirm] }] }]);
});

test('names file, line and field of what cannot be played, and plays the rest', async () => {
  const { code, out, errors } = await run(['bad.json', 'good.json', 'torn.json', 'none.json'], 'json');
  expect(code).toBe(2);
  expect(errors.split('\n')).toEqual([
    'bad.json:5: steps[0].queue: expected a text that is not empty, found 7',
    expect.stringMatching(/^torn\.json:2: \(document\): is not JSON: /),
    'none.json:1: (document): cannot be read: no such file',
    '',
  ]);
  const results = JSON.parse(out) as { id: string; error?: string }[];
  expect(results.map(({ id, error }) => [id, error !== undefined])).toEqual([
    ['bad', true],
    ['good', false],
    ['torn', true],
    ['none', true],
  ]);
});

test('prints for people and spreadsheets too', async () => {
  for (const format of ['table', 'csv', 'markdown'] as const) {
    const { code, out } = await run(['good.json'], format);
    expect([code, out]).toEqual([0, expect.stringContaining('id=m1 result=ack')]);
  }
});
