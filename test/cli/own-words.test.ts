// A scenario's own words are for people who look at it. What scripts read has ours: nothing that a verb prints or writes differs by them,
// but the scenario itself where a result repeats it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkVerb } from '../../src/cli/check.ts';
import { compareVerb } from '../../src/cli/compare.ts';
import { exportVerb } from '../../src/cli/export.ts';
import { runVerb } from '../../src/cli/run.ts';
import { whyVerb } from '../../src/cli/why.ts';

const folder = mkdtempSync(join(tmpdir(), 'driftlab-words-'));
const SCENARIO = `title: Small
length: 8h
population: { users: 60, suspendedShare: 0.3 }
workload: { suspend: 0.5/h, reactivate: 0.9/h }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
variants: [wait, resync]
`;
const WORDS = `words: { userService: Qcrm, billingService: Qledger, broker: Qhub, user: qholder, users: qholders, active: qopen, suspended: qshut,
  plan: qtariff, invoice: qbill, UserCreated: QBorn, UserSuspended: QShut, UserReactivated: QOpened, UserDeleted: QGone }
`;
const files = ['ours', 'mine'].map((name) => join(folder, name, 'small.yaml')) as [string, string];

beforeAll(() => {
  for (const [n, file] of files.entries()) {
    mkdirSync(join(file, '..'));
    writeFileSync(file, n === 0 ? SCENARIO : SCENARIO + WORDS);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a verb says on standard output. */
async function said(verb: () => void | Promise<void>): Promise<string> {
  const spy = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await verb();
    return spy.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    spy.mockRestore();
  }
}

const table = { format: 'table' } as const;

test.each<[string, (file: string) => void | Promise<void>]>([
  ['run', (file) => runVerb(file, table)],
  ['compare', (file) => compareVerb(file, table)],
  ['compare --format csv', (file) => compareVerb(file, { format: 'csv' })],
  ['why', (file) => whyVerb(file, { ...table, user: '7', variant: 'wait' })],
  ['why --format json', (file) => whyVerb(file, { format: 'json', user: '7' })],
  ...['mermaid', 'perfetto', 'shiviz', 'csv', 'cloudevents'].map((as): [string, (file: string) => void] => [
    `export --as ${as}`,
    (file) => exportVerb(file, { ...table, as, user: '7' }),
  ]),
])('%s says the same with own words', async (_, verb) => {
  const [ours, own] = [await said(() => verb(files[0])), await said(() => verb(files[1]))];
  expect(ours.length).toBeGreaterThan(20);
  expect(own).toBe(ours);
});

test('a trace is the same to the byte', async () => {
  const traces = files.map((file) => `${file}.ndjson`);
  for (const [n, file] of files.entries()) await said(() => runVerb(file, { ...table, trace: traces[n] as string }));
  const [ours, own] = traces.map((trace) => readFileSync(trace, 'utf8'));
  expect(ours?.length).toBeGreaterThan(1000);
  expect(own).toBe(ours);
});

test('a result has them in the scenario that it repeats, and nowhere else', async () => {
  const result = async (file: string) => JSON.parse(await said(() => compareVerb(file, { format: 'json' })));
  const [ours, own] = [await result(files[0]), await result(files[1])];
  expect(own.scenario.words.user).toBe('qholder');
  expect({ ...own, scenario: { ...own.scenario, words: ours.scenario.words } }).toEqual(ours);
});

test('what check tells has our words', async () => {
  const check = (file: string) => said(() => checkVerb([file], table));
  expect((await check(files[1])).replaceAll(files[1], files[0])).toBe(await check(files[0]));
});
