// The verb `broker`: what it prints, what it refuses, and with which code it ends.
import { readFileSync } from 'node:fs';
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
/** Goes to the exchange that the definitions make, and fails once too often. */
const PARKED = JSON.stringify({
  id: 'parked',
  broker: 'rabbitmq',
  steps: [
    { op: 'publish', exchange: 'user-events', ids: ['m1'] },
    { op: 'consume', consumer: 'c1', queue: 'billing.user-events', prefetch: 1 },
    { op: 'reject', consumer: 'c1', id: 'm1', requeue: false },
    { op: 'depth', queue: 'billing.parked' },
  ],
});
const DEFINITIONS = readFileSync(new URL('../cases/rabbitmq-definitions.json', import.meta.url), 'utf8');
const FILES: Readonly<Record<string, string>> = {
  'good.json': GOOD,
  'bad.json': BAD,
  'torn.json': '{\n  "id": ',
  'parked.json': PARKED,
  'definitions.json': DEFINITIONS,
};

async function run(files: readonly string[], format: 'table' | 'json' | 'csv' | 'markdown', definitions?: string) {
  let out = '';
  let errors = '';
  const code = await brokerVerb(
    files,
    { format, ...(definitions !== undefined && { definitions }) },
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

test('a script that cannot be played is answered with its error in place of its steps; file, line and field are named', async () => {
  const { code, out, errors } = await run(['bad.json', 'good.json'], 'json');
  expect(code).toBe(0);
  expect(errors).toBe('bad.json:5: steps[0].queue: expected a text that is not empty, found 7\n');
  const results = JSON.parse(out) as { id: string; error?: string; steps?: unknown }[];
  expect(results.map(({ id, error, steps }) => [id, error !== undefined, steps !== undefined])).toEqual([
    ['bad', true, false],
    ['good', false, true],
  ]);
});

test('a file that cannot be read or is not JSON is wrong input: all are named, and nothing is printed', async () => {
  for (const format of ['json', 'table'] as const) {
    const { code, out, errors } = await run(['good.json', 'torn.json', 'none.json'], format);
    expect([code, out]).toEqual([2, '']);
    expect(errors.split('\n')).toEqual([
      expect.stringMatching(/^torn\.json:2: \(document\): is not JSON: /),
      'none.json:1: (document): cannot be read: no such file',
      '',
    ]);
  }
});

test('definitions of RabbitMQ are the first steps of every script; what is left out is named', async () => {
  const { code, out, errors } = await run(['parked.json', 'bad.json'], 'json', 'definitions.json');
  expect(code).toBe(0);
  expect(errors.split('\n').slice(0, 3)).toEqual([
    expect.stringMatching(
      /^definitions\.json:1: note: queues\[0\] "billing\.user-events": x-dead-letter-strategy "at-least-once" /,
    ),
    expect.stringMatching(/^definitions\.json:1: note: policies\[0\] "limit" is not simulated; left out$/),
    'definitions.json:1: note: RabbitMQ 3.12.0 is not simulated; played as 3.10',
  ]);
  expect(errors).toContain('bad.json:5: steps[4].queue: ');
  const [parked] = JSON.parse(out) as { steps: { step: number; events: { id?: string; ready?: number }[] }[] }[];
  expect(parked?.steps.map(({ step, events }) => [step, events.map(({ id, ready }) => id ?? ready)])).toEqual([
    [4, ['m1']],
    [5, ['m1']],
    [7, [1]],
  ]);
});

test('definitions alone are asked for their queues; they are no script, and a script is none of them', async () => {
  const alone = await run([], 'json', 'definitions.json');
  const depth = { actor: 'control', type: 'depth', ready: 0, consumers: 0 };
  const steps = [
    { step: 4, events: [{ ...depth, queue: 'billing.user-events' }] },
    { step: 5, events: [{ ...depth, queue: 'billing.parked' }] },
  ];
  expect([alone.code, JSON.parse(alone.out)]).toEqual([0, [{ id: 'definitions', steps }]]);
  const asScript = await run(['definitions.json'], 'json');
  expect(asScript.errors).toMatch(/^definitions\.json:1: .*definitions of RabbitMQ, no script: .*--definitions FILE/);
  const other = await run(['good.json'], 'json', 'good.json');
  expect([other.code, other.out, other.errors]).toEqual([2, '', expect.stringContaining('no definitions of RabbitMQ')]);
});

test('prints for people and spreadsheets too', async () => {
  for (const format of ['table', 'csv', 'markdown'] as const) {
    const { code, out } = await run(['good.json'], format);
    expect([code, out]).toEqual([0, expect.stringContaining('id=m1 result=ack')]);
  }
});
