// A file is a part of a sweep as far as its lines say it: what else stands there is told by its line, however large or odd it is.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { headerOf, type PartLine, readPart, seedLine, seedsIn } from '../../src/cli/part.ts';
import { drive } from '../../src/engine/experiment/comparison.ts';
import { SeedRuns } from '../../src/engine/index.ts';
import { scenario, variant } from '../support/scenarios.ts';

const folder = mkdtempSync(join(tmpdir(), 'driftlab-part-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const of = scenario({ length: '1h', population: { users: 5 } });
const variants = [variant('wait'), variant('resync')];
const runs = new SeedRuns(of, variants);
const header = headerOf(of, variants, undefined, [5, 14], { index: 2, of: 3 });
const HEAD = JSON.stringify(header);
const lineOf = (seed: number): string => seedLine(seed, drive(runs.comparing(seed)));
const LINES = [...seedsIn(header)].map(lineOf);

let files = 0;
function fileOf(...parts: readonly (string | Uint8Array)[]): string {
  const path = join(folder, `${++files}.ndjson`);
  writeFileSync(path, '');
  for (const part of parts) appendFileSync(path, part);
  return path;
}

test('every line is told once, in order, and a half-written one is not there', () => {
  const heard: PartLine[] = [];
  const read = readPart(fileOf(`${HEAD}\n`, ...LINES, '{"seed":17,"var'), () => (line) => heard.push(line));
  expect(read).toEqual({ header, seeds: 3, whole: Buffer.byteLength(`${HEAD}\n${LINES.join('')}`) });
  expect(heard.map(({ seed }) => seed)).toEqual([6, 9, 12]);
  expect(heard.map((line) => `${JSON.stringify(line)}\n`)).toEqual(LINES);
});

test('a line that is longer than what is read at a time is one line', () => {
  const long = { ...header, scenario: { ...of, description: 'ü'.repeat(3_000_000) } };
  const read = readPart(fileOf(`${JSON.stringify(long)}\n`, ...LINES));
  expect(read).toMatchObject({ seeds: 3 });
  expect('header' in read && read.header.scenario.description).toHaveLength(3_000_000);
});

test('of a first line that is not whole the beginning is told', () => {
  expect(readPart(fileOf(HEAD.slice(0, 40)))).toMatchObject({ line: 1, begun: HEAD.slice(0, 40) });
  expect(readPart(fileOf())).toMatchObject({ line: 1, begun: '' });
});

const NONE = 'is no part of a sweep; allowed is a file that `driftlab sweep` has written';
const changed = (change: object): string => `${JSON.stringify({ ...header, ...change })}\n`;

test.each([
  ['something else', ['my notes\n'], 1, NONE],
  ['more seeds than a sweep has', [changed({ seeds: [1, Number.MAX_SAFE_INTEGER] })], 1, NONE],
  ['seeds the wrong way round', [changed({ seeds: [9, 3] })], 1, NONE],
  ['half a seed', [changed({ seeds: [0.5, 3] })], 1, NONE],
  ['a shard of none', [changed({ shard: { index: 0, of: 0 } })], 1, NONE],
  ['a shard beyond the last', [changed({ shard: { index: 4, of: 3 } })], 1, NONE],
  ['more shards than can be', [changed({ shard: { index: 1, of: 1e9 } })], 1, NONE],
  ['variants that are none', [changed({ variants: [null] })], 1, NONE],
  ['a table that was packed', [new Uint8Array([0x1f, 0x8b, 8, 0, 10])], 1, /gzip/],
  ['bytes that are no text', [`${HEAD}\n`, new Uint8Array([0xff, 0xfe, 0xfd, 10])], 2, /./],
  ['a seed twice', [`${HEAD}\n`, LINES[0], LINES[0]], 3, 'is of seed 6; here belongs seed 9'],
  ['a seed too many', [`${HEAD}\n`, ...LINES, lineOf(15)], 5, 'is of seed 15; here belongs none'],
  [
    'a line without measures',
    [`${HEAD}\n`, LINES[0]?.replace(/"measures":.*\n$/, '"measures":{}}]}\n')],
    2,
    /does not say/,
  ],
  ['a line of another lane', [`${HEAD}\n`, LINES[0]?.replace('"wait"', '"other"')], 2, /does not say/],
] as [string, (string | Uint8Array)[], number, string | RegExp][])(
  '%s is told by its line',
  (_what, parts, line, message) => {
    const read = readPart(fileOf(...parts));
    expect(read).toMatchObject({ line });
    expect('message' in read && read.message).toMatch(message);
  },
);

test('a folder and a file that is not there are told', () => {
  expect(readPart(folder)).toMatchObject({ line: 1, message: 'is a directory; allowed is a file' });
  expect(readPart(join(folder, 'none'))).toMatchObject({ line: 1, message: expect.stringContaining('cannot be read') });
});
