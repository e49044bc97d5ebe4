// The recorder without a real broker: its arguments, the files it reads and writes, and its report.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { inTheWay, readCases, recordingOf, writeCase, writtenCase } from '../../scripts/fidelity/case-files.mjs';
import { HELP, readArguments } from '../../scripts/fidelity/options.mjs';
import {
  exitCode,
  failed,
  linesOf,
  notPlayed,
  summaryLines,
  totals,
  verdictOf,
} from '../../scripts/fidelity/report.mjs';
import { type Case, outcomesOf, type Step } from './compare.ts';
import { cases } from './corpus.ts';
import * as rules from './player.ts';

const folder = mkdtempSync(join(tmpdir(), 'driftlab-record-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const AMQP = 'amqp://127.0.0.1';
const caseOf = (id: string) => cases.find((one) => one.id === id) as Case;
const fileOf = (id: string) => fileURLToPath(new URL(`./cases/${id}.json`, import.meta.url));
const check = rules.formProblem;

test('arguments are read, with what is usual', () => {
  const { options } = readArguments(['--amqp', AMQP, '--redis=redis://127.0.0.1:7000', 'some.json', '--runs', '3']);
  expect(options).toEqual({
    amqp: AMQP,
    redis: 'redis://127.0.0.1:7000',
    servers: { rabbitmq: undefined, redis: undefined },
    only: undefined,
    write: undefined,
    summary: undefined,
    runs: 3,
    parallel: 4,
    quiet: 150,
    paths: ['some.json'],
  });
  expect(readArguments(['--redis-server', 'redis-server']).options?.servers.redis).toBe('redis-server');
});

test('everything wrong with the arguments is said at once', () => {
  const errors = (...argv: string[]) => readArguments(argv).errors?.join('\n');
  expect(errors()).toContain('which broker?');
  expect(errors('some.json')).toContain('--rabbitmq-server PATH');
  const many = errors(
    '--amqp',
    'redis://127.0.0.1',
    '--redis',
    'x',
    '--runs',
    '0',
    '--quiet',
    '1.5',
    '--only',
    '--again',
    '--nonsense',
    '--write',
  );
  expect(many?.split('\n')).toEqual([
    expect.stringContaining('--only: a value is missing'),
    expect.stringContaining('--nonsense: unknown option; allowed: --amqp, --redis,'),
    expect.stringContaining('--write: a value is missing'),
    expect.stringContaining('--amqp: expected a URL such as amqp://127.0.0.1'),
    expect.stringContaining('--redis: expected a URL such as redis://127.0.0.1'),
    expect.stringContaining('--runs: "0" is out of bounds; allowed is 1 to 100'),
    expect.stringContaining('--quiet: "1.5" is out of bounds; allowed is 20 to 10000'),
  ]);
  expect(errors('--amqp', AMQP, '--amqp', AMQP)).toBe('--amqp: given twice');
});

test('help names every option', () => {
  expect(readArguments(['--help', '--nonsense']).help).toBe(HELP);
  const unknown = readArguments(['--nonsense', '1']).errors?.[0] ?? '';
  for (const option of unknown.match(/--[a-z-]+(?=,|$)/g) ?? []) expect(HELP).toContain(option);
});

test('cases are read from files and folders, and each error names its file', () => {
  const wrong = structuredClone(caseOf('redis-ack')) as unknown as { id: string; steps: Record<string, unknown>[] };
  (wrong.steps[0] as Record<string, unknown>)['op'] = 'nonsense';
  writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ ...wrong, id: 'wrong' }));
  writeFileSync(join(folder, 'bad.json'), '{');
  writeFileSync(join(folder, 'name.json'), JSON.stringify({ ...caseOf('redis-ack'), id: '../escape' }));
  const read = readCases([folder, fileOf('redis-ack'), fileOf('redis-ack'), join(folder, 'absent')], check);
  expect(read.cases.map(({ id }) => id)).toEqual(['redis-ack']);
  expect(read.errors).toHaveLength(5);
  for (const part of [
    'absent: there is no',
    'bad.json: ',
    'name.json: id: expected',
    'steps[0].op: unknown operation',
    "another case's already",
  ])
    expect(
      read.errors.filter((error) => error.includes(part)),
      part,
    ).toHaveLength(1);
});

test('a case is written the way the cases at hand are', () => {
  for (const one of cases) expect(writtenCase(one), one.id).toBe(readFileSync(fileOf(one.id), 'utf8'));
});

test('a recording holds every outcome, the most frequent first, and never overwrites', () => {
  const script = caseOf('classic-round-robin');
  const steps = script.observed.steps as readonly Step[];
  const other = [{ step: 0, events: [{ actor: 'c1', type: 'deliver', id: 'm1' }] }];
  const stable = recordingOf(script, '4.2', [steps, steps]);
  expect(stable).toMatchObject({
    brokerVersion: '4.2',
    stable: true,
    lesson: script.lesson,
    observed: { runs: 2, steps },
  });
  const unstable = recordingOf(script, '4.2', [other, steps, steps]) as unknown as Case;
  expect(unstable.stable).toBe(false);
  expect(unstable.observed.outcomes?.map(({ times }) => times)).toEqual([2, 1]);
  const file = writeCase(folder, { ...stable, id: 'written' });
  expect(readCases([file], check).cases).toMatchObject([{ id: 'written', brokerVersion: '4.2' }]);
  expect(inTheWay(folder, [{ id: 'written' }, { id: 'unwritten' }])).toEqual([
    expect.stringContaining('written.json: exists already'),
  ]);
  expect(() => writeCase(folder, { ...stable, id: 'written' })).toThrow();
});

test('a real broker that does the same is as recorded and as simulated, in every case', () => {
  for (const one of cases) {
    for (const steps of outcomesOf(one)) {
      const verdict = verdictOf(one, '1', [steps], rules);
      const defect = one.notes?.startsWith('Broker defect');
      expect({ ...verdict, details: [] }, one.id).toMatchObject({
        recording: 'same',
        ...(!defect && { simulation: 'same' }),
      });
    }
  }
});

test('a difference is told for the case, counted, and decides the exit code', () => {
  const one = caseOf('classic-round-robin');
  const steps = structuredClone(one.observed.steps) as unknown as { step: number; events: Record<string, unknown>[] }[];
  const event = steps[0]?.events[0] as Record<string, unknown>;
  event['redelivered'] = true;
  const verdict = verdictOf(one, '4.2', [one.observed.steps, steps], rules);
  expect(linesOf(verdict)).toEqual([
    'classic-round-robin: NOT as recorded, NOT as simulated',
    '    - recorded, + seen now',
    expect.stringContaining('    step '),
    '      - c1 deliver id="m1" queue="q" redelivered=false',
    '      + c1 deliver id="m1" queue="q" redelivered=true',
    '    - simulated, + seen now',
    expect.stringContaining('    step '),
    '      - c1 deliver id="m1" queue="q" redelivered=false',
    '      + c1 deliver id="m1" queue="q" redelivered=true',
  ]);
  const { observed: _, compare: __, ...fresh } = one;
  const unseen = verdictOf(fresh, '4.2', [one.observed.steps], rules);
  expect(linesOf(unseen)).toEqual(['classic-round-robin: not recorded, as simulated']);
  const left = notPlayed(caseOf('classic-restart'), 'it restarts the broker');
  const broken = failed(caseOf('redis-ack'), '8.0', 'step 3 did not become quiet');
  expect(linesOf(left)).toEqual(['classic-restart: not played: it restarts the broker']);
  expect(linesOf(notPlayed(one, 'needs --amqp', false))).toEqual([]);
  expect(linesOf(broken)).toEqual(['redis-ack: FAILED: step 3 did not become quiet']);
  expect(summaryLines([verdict, unseen, left, broken])).toEqual([
    'rabbitmq 4.2: 2 played, 0 as recorded, 1 as simulated, 1 different, 1 not played',
    'redis-streams 8.0: 1 played, 0 as recorded, 0 as simulated, 1 different, 0 not played',
  ]);
  expect(totals([verdict, left])['rabbitmq']).toEqual({
    version: '4.2',
    played: 1,
    likeRecording: 0,
    likeSimulation: 0,
    notPlayed: ['classic-restart'],
    differ: ['classic-round-robin'],
  });
  expect([exitCode([unseen, left]), exitCode([verdict, unseen]), exitCode([broken])]).toEqual([0, 1, 1]);
});

test('a case is recorded though the simulation cannot play it to its end, and though it does otherwise', () => {
  const steps = [
    { op: 'declareQueue', queue: 'q', type: 'classic' },
    { op: 'consume', consumer: 'c1', queue: 'nowhere' },
    { op: 'ack', consumer: 'c1', id: 'm1' },
  ];
  const odd = { id: 'odd', broker: 'rabbitmq', brokerVersion: '3.13.7', steps };
  writeFileSync(join(folder, 'odd.json'), JSON.stringify(odd));
  const read = readCases([join(folder, 'odd.json')], check);
  expect([read.errors, read.cases.map(({ id }) => id)]).toEqual([[], ['odd']]);
  const verdict = verdictOf(odd, '3.13.7', [[]], rules);
  expect(linesOf(verdict)).toEqual([
    'odd: not recorded, NOT simulated',
    expect.stringContaining('    the simulation: brokerVersion: rabbitmq "3.13.7" is not simulated'),
  ]);
  expect(linesOf(verdictOf({ ...odd, brokerVersion: '3.10.8' }, '3.10.8', [[]], rules))[1]).toContain(
    'the simulation: steps[2].consumer: "c1" is not connected any more',
  );
  expect(recordingOf(odd, '3.13.7', [[]])).toMatchObject({ brokerVersion: '3.13.7', observed: { runs: 1, steps: [] } });
  expect([exitCode([verdict]), totals([verdict])['rabbitmq']]).toMatchObject([1, { played: 1, likeSimulation: 0 }]);
});
