// Files that people have: each is read as they mean it, or one sentence says what it is and how to get from it to what is read. Through
// the command line, and the way the page takes files that are chosen or dropped.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Changes, parseInstant } from '../../src/engine/index.ts';
import { printNote, printProblem, readScenario } from '../../src/files/index.ts';
import { imported } from '../../src/ui/scenario/import.ts';
import { root } from '../support/sources.ts';

const here = `${root}test/cases/`;
const folder = mkdtempSync(join(tmpdir(), 'driftlab-files-'));
// What changed since last time is built first, which is told.
beforeAll(() => void check('broken-publisher'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CREATED = 0;
const SUSPENDED = 1;
const DELETED = 3;

const driftlab = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/driftlab.mjs', ...args], { cwd: root, encoding: 'utf8' });

const check = (...args: string[]) => {
  const { status, stdout, stderr } = driftlab('check', ...args);
  return { status, stdout, stderr: stderr.replaceAll(here, '').replaceAll(`${folder}/`, '') };
};

const OPEN = { file: 'open.yaml', text: 'title: Open\n', siblings: {} };

/** As the page reads files that are chosen together. */
async function read(...names: string[]) {
  const files = names.map((name) => new File([readFileSync(here + name)], name));
  const outcome = await imported(files, OPEN);
  if ('problem' in outcome) return { problems: [outcome.problem], notes: [], rows: [] };
  const { file, text, siblings } = outcome.source;
  const reading = readScenario(text, { file, readSibling: (path) => (siblings as Record<string, string>)[path] });
  if ('errors' in reading) return { problems: reading.errors.map(printProblem), notes: [], rows: [] };
  return { problems: [], notes: reading.notes.map(printNote), rows: rowsOf(reading.scenario.start, reading.changes) };
}

/** Each change as `[time, user, kind]`. */
function rowsOf(start: string, changes: Changes | undefined): (readonly [string, number, number])[] {
  if (changes === undefined) return [];
  const zero = parseInstant(start) as number;
  const time = (n: number) => new Date((zero + (changes.time[n] as number)) / 1000).toISOString().replace('.000Z', 'Z');
  return [...changes.kind].map((kind, n) => [time(n), changes.user[n] as number, kind] as const);
}

describe('what is read', () => {
  const NINE = '2026-01-05T09:00:00Z';
  const TEN_PAST = '2026-01-05T09:10:00Z';
  test.each([
    [
      'cloudevents-batch',
      'json',
      [
        [NINE, 11, CREATED],
        [TEN_PAST, 11, SUSPENDED],
      ],
      '',
    ],
    [
      'cloudevents-sequence-zero-padded',
      'ndjson',
      [
        [NINE, 11, CREATED],
        [TEN_PAST, 11, SUSPENDED],
      ],
      '',
    ],
    [
      'cloudevents-seven-and-nine-digit-times',
      'ndjson',
      [
        ['2026-01-05T09:00:00.123Z', 11, CREATED],
        ['2026-01-05T09:10:00.123Z', 11, SUSPENDED],
      ],
      'finer than a microsecond, and is cut to it (1 more like it)',
    ],
    [
      'debezium-change-events',
      'ndjson',
      [
        [NINE, 11, CREATED],
        [TEN_PAST, 11, SUSPENDED],
        ['2026-01-05T09:20:00Z', 11, DELETED],
      ],
      'read as a change event of Debezium: id is the user, status the status, source.ts_ms the time',
    ],
    ['semicolon', 'csv', [[NINE, 11, CREATED]], ''],
  ] as const)('%s', async (name, ending, rows, note) => {
    const { status, stderr } = check(`${here}${name}.scenario.yaml`);
    expect({ status, quiet: stderr === '' }).toEqual({ status: 0, quiet: note === '' });
    expect(stderr).toContain(note);
    const page = await read(`${name}.scenario.yaml`, `${name}.${ending}`);
    expect(page.problems).toEqual([]);
    expect(page.rows).toEqual(rows);
    expect(page.notes.join('\n')).toContain(note);
  });

  /** The scenario of a case with a mapping in it. */
  const mapped = (name: string, workload: string): string => {
    const text = readFileSync(`${here}${name}.scenario.yaml`, 'utf8');
    return text.replace(/workload: \{ file: (\S+) \}/, `workload: { file: $1, ${workload} }`);
  };
  test.each([
    [
      'cloudevents-uuid-subject-reverse-dns-type',
      'ndjson',
      'types: { org.example.accounts.user.created.v1: UserCreated, org.example.accounts.user.suspended.v1: UserSuspended }',
      [
        ['2026-01-05T09:00:00.123Z', 11, CREATED],
        ['2026-01-05T09:00:00.500Z', 11, SUSPENDED],
      ],
      'users are texts here, and are numbered in order of appearance: "b7b3f6a0-4a44-4e0b-9f0e-2f6f2b6a0c11" is 11',
    ],
    [
      'audit-trail',
      'csv',
      'columns: { time: changed_at, user: user_id, status: new_status }',
      [
        ['2026-01-05T08:00:00Z', 11, CREATED],
        ['2026-01-05T08:10:00Z', 11, SUSPENDED],
      ],
      '',
    ],
    [
      'debezium-change-events',
      'ndjson',
      'columns: { user: after.id, status: after.status }',
      [
        ['2026-01-05T09:00:00Z', 11, CREATED],
        ['2026-01-05T09:10:00Z', 11, SUSPENDED],
        ['2026-01-05T09:20:00Z', 11, DELETED],
      ],
      'after.id is the user',
    ],
  ] as const)('%s, with what the scenario says of it', async (name, ending, workload, rows, note) => {
    const text = mapped(name, workload);
    writeFileSync(join(folder, `${name}.yaml`), text);
    writeFileSync(join(folder, `${name}.${ending}`), readFileSync(`${here}${name}.${ending}`));
    const { status, stderr } = check(join(folder, `${name}.yaml`));
    expect(status, stderr).toBe(0);
    expect(stderr).toContain(note);
    const reading = readScenario(text, {
      file: 'x.yaml',
      readSibling: (path) => readFileSync(here + path, 'utf8'),
    });
    if ('errors' in reading) throw new Error(reading.errors.map(printProblem).join('\n'));
    expect(rowsOf(reading.scenario.start, reading.changes)).toEqual(rows);
  });
});

describe('what is not read is told in one sentence, where and how to go on', () => {
  test.each([
    [
      'audit-trail',
      'csv',
      /^audit-trail\.csv:1: \(document\): the header has no column "time", "user", "type"; .* \{ time: changed_at, user: user_id, status: new_status \}$/,
    ],
    [
      'kafka-console-dump',
      'txt',
      /^kafka-console-dump\.txt:1: \(document\): these are lines of a Kafka console consumer .* CSV with the header time,user,type/,
    ],
  ] as const)('%s as changes', async (name, ending, sentence) => {
    const { status, stdout, stderr } = check(`${here}${name}.scenario.yaml`);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd()).toMatch(sentence);
    const page = await read(`${name}.scenario.yaml`, `${name}.${ending}`);
    expect(page.problems).toHaveLength(1);
    expect(page.problems[0]).toMatch(sentence);
  });

  test('types that are somebody’s own: each once, with the key that says what they mean', async () => {
    const name = 'cloudevents-uuid-subject-reverse-dns-type';
    const { status, stderr } = check(`${here}${name}.scenario.yaml`);
    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(
        /:1: type: .* workload\.types, such as \{ "org\.example\.accounts\.user\.created\.v1": UserCreated \}$/,
      ),
      expect.stringMatching(
        /:2: type: .* workload\.types, such as \{ "org\.example\.accounts\.user\.suspended\.v1": UserSuspended \}$/,
      ),
    ]);
  });

  test.each([
    ['asyncapi-document.yaml', /:1: \(document\): this is an AsyncAPI document: .* workload\.types/],
    [
      'rabbitmq-definitions.json',
      /:1: \(document\): these are definitions of RabbitMQ: driftlab broker --definitions FILE/,
    ],
    ['kafka-console-dump.txt', /:1: \(document\): these are lines of a Kafka console consumer/],
    ['audit-trail.csv', /:1: \(document\): this is a table of changes; a scenario names it under workload\.file/],
    ['semicolon.csv', /:1: \(document\): this is a table of changes; a scenario names it under workload\.file/],
    [
      'cloudevents-batch.json',
      /:1: \(document\): this is a CloudEvent; a scenario names a file of them under workload\.file/,
    ],
    ['debezium-change-events.ndjson', /:1: \(document\): this is a change event of Debezium; a scenario names/],
  ])('%s in place of a scenario', async (name, sentence) => {
    const { status, stdout, stderr } = check(here + name);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(sentence)]);
    const page = await read(name);
    expect(page.problems).toHaveLength(1);
    if (!/\.(?:csv|ndjson)$/.test(name)) expect(page.problems[0]).toMatch(sentence);
    else expect(page.problems[0]).toContain('Import it together with the scenario that names it');
  });

  test.each([
    ['asyncapi-document.yaml', /this is an AsyncAPI document/],
    ['rabbitmq-definitions.json', /these are definitions of RabbitMQ/],
  ])('%s in place of changes', (name, sentence) => {
    writeFileSync(join(folder, name), readFileSync(here + name));
    writeFileSync(join(folder, 'of.yaml'), `title: x\nworkload: { file: ${name} }\n`);
    expect(check(join(folder, 'of.yaml')).stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(sentence)]);
  });
});

test('run and compare name another format as check does', () => {
  for (const verb of ['run', 'compare']) {
    const { status, stdout, stderr } = driftlab(verb, `${here}asyncapi-document.yaml`);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/:1: \(document\): this is an AsyncAPI document[^\n]*\n$/);
  }
});

test('what is read is run: the changes of the file and no others', () => {
  const { status, stdout } = driftlab('run', `${here}debezium-change-events.scenario.yaml`, '--format', 'json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ variants: [{ measures: { messages: { committed: 3, delivered: 3 } } }] });
});

describe('what is no text', () => {
  const utf16 = Buffer.from('\ufefftime;user;type\n', 'utf16le');
  test('UTF-16 is named, as changes and as a scenario', async () => {
    writeFileSync(join(folder, 'wide.csv'), utf16);
    writeFileSync(join(folder, 'wide.yaml'), 'title: x\nworkload: { file: wide.csv }\n');
    expect(check(join(folder, 'wide.yaml'))).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'wide.yaml:2: workload.file: "wide.csv" cannot be read: this is UTF-16; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)\n',
    });
    expect(check(join(folder, 'wide.csv')).stderr).toMatch(/^wide\.csv:1: file: this is UTF-16; save it as UTF-8/);
    const page = await imported([new File([utf16], 'wide.yaml')], OPEN);
    expect('problem' in page && page.problem).toContain('wide.yaml is no text in UTF-8: this is UTF-16; save it as');
  });

  test('bytes that are no UTF-8 are refused with their line, in a scenario and in changes', () => {
    expect(check(`${here}break/invalid-utf8.yaml`)).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^break\/invalid-utf8\.yaml:1: file: bytes that are no UTF-8 stand here/),
    });
    writeFileSync(join(folder, 'latin.csv'), Buffer.from('time,user,type\nJos\xe9,1,UserCreated\n', 'latin1'));
    writeFileSync(join(folder, 'latin.yaml'), 'title: x\nworkload: { file: latin.csv }\n');
    expect(check(join(folder, 'latin.yaml')).stderr).toMatch(
      /"latin\.csv" cannot be read: line 2: bytes that are no UTF-8/,
    );
  });

  test('a directory is said to be one, and a file without an end is refused soon', () => {
    expect(check(folder)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/is a directory/) });
    expect(check('/dev/zero')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/has more than/) });
  });
});
