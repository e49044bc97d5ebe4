// docs/contributing.md is true: its differences fit the sources, one after the other, and what comes of them compiles, keeps the
// rules of the house, and does what it says.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Engine from '../src/engine/index.ts';
import { printProblem } from '../src/files/index.ts';
import { playLesson, readLesson } from '../src/lessons/index.ts';
import { type Difference, withDifference } from './support/diffs.ts';
import { allAdded, recipes, sources, touched } from './support/guide.ts';
import { codeIn, ENTRIES, headerComplaints } from './support/house.ts';
import { circleComplaints, homonymComplaints, unreadComplaints } from './support/house-names.ts';
import { root, source } from './support/sources.ts';

const { added, misfits } = allAdded();

test.each(misfits)('%s: the difference fits', (_, misfit) => expect(misfit).toBe(''));

test('two faults, a repair tool with its strategy, a policy and a lesson are new files, and nothing else is', () => {
  const files = recipes.flatMap(([, differences]) => differences.filter(({ isNew }) => isNew).map(({ path }) => path));
  expect(files).toEqual([
    'src/engine/faults/node-lost.ts',
    'src/engine/faults/delivery-lag.ts',
    'src/engine/repair/exporting.ts',
    'src/engine/strategies/nightly-export.ts',
    'src/engine/policies/at-least.ts',
    'src/lessons/late-or-lost/lesson.yaml',
  ]);
});

describe('with everything added', () => {
  const folder = mkdtempSync(join(tmpdir(), 'driftlab-guide-'));
  let engine: typeof Engine;

  beforeAll(async () => {
    cpSync(`${root}src/engine`, join(folder, 'src/engine'), { recursive: true });
    cpSync(`${root}tsconfig.json`, join(folder, 'tsconfig.json'));
    symlinkSync(`${root}node_modules`, join(folder, 'node_modules'));
    for (const path of touched)
      if (path.startsWith('src/engine/')) writeFileSync(join(folder, path), added.get(path) ?? '');
    engine = await import(pathToFileURL(join(folder, 'src/engine/index.ts')).href);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('the engine compiles', () => {
    const compiler = `${root}node_modules/typescript/bin/tsc`;
    const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', 'src/engine'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  test('the rules of the house hold', () => {
    const all = [...added].map(([path, text]) => source(path, text));
    const code = codeIn(all, 'src', 'test');
    expect([
      ...circleComplaints(code),
      ...unreadComplaints(code, ENTRIES),
      ...homonymComplaints(codeIn(all, 'src')),
      ...headerComplaints(codeIn(all, 'src')),
    ]).toEqual([]);
  });

  /** What a measure says of each of the variants. */
  function measured(document: object, id: string): (number | null)[] {
    const { checkScenario, compare, measureOf, scenarioDefinition } = engine;
    const small = { schema: 1, title: 'Small', length: '6h', population: { users: 200 }, people: 'none' };
    const checked = checkScenario({ ...small, ...document }, scenarioDefinition, { id: 'small' });
    if ('issues' in checked) throw new Error(JSON.stringify(checked.issues));
    const { variants } = compare(checked.scenario, checked.scenario.variants);
    return variants.map((variant) => measureOf(variant.measures, id) as number | null);
  }
  const workload = { suspend: '0.5/h', reactivate: '1/h' };

  test('while a node is lost messages are lost', () => {
    const faults = [{ fault: 'node-lost', at: '1h', for: '1h' }];
    const [lost] = measured({ workload, faults, variants: ['wait'] }, 'messages.lost');
    expect(lost).toBeGreaterThan(50);
  });

  test('while deliveries lag messages wait', () => {
    const faults = [{ fault: 'delivery-lag', at: '1h', for: '1h', by: '20m' }];
    const [calm, slow] = [[], faults].map((each) =>
      measured({ workload, faults: each, variants: ['wait'] }, 'queue.peak'),
    );
    expect(slow?.[0]).toBeGreaterThan(5 + (calm?.[0] ?? 0));
  });

  test('an export that is loaded mends everything', () => {
    const faults = [{ fault: 'publisher-silent', at: '1h', for: '1h' }];
    const [waited, loaded] = measured({ workload, faults, variants: ['wait', 'nightly-export'] }, 'divergent.settled');
    expect(waited).toBeGreaterThan(0);
    expect(loaded).toBe(0);
  });

  test('policy, measure and key are there', () => {
    const document = { workload, billing: { policy: 'at-least' }, api: { burst: 5 }, variants: ['wait'] };
    expect(measured(document, 'messages.perChange')).toEqual([1]);
  });
});

test('the lesson is right, and its runs say what it expects', () => {
  const text = added.get('src/lessons/late-or-lost/lesson.yaml') ?? '';
  const read = readLesson(text, { file: 'lesson.yaml' });
  if ('errors' in read) throw new Error(read.errors.map(printProblem).join('\n'));
  expect(playLesson(read)).toMatchObject({ refuted: [], played: { holds: true } });
});

test('a difference that does not fit is noticed', () => {
  const [first] = recipes[0]?.[1].filter(({ isNew }) => !isNew) ?? [];
  const { path } = first as Difference;
  const stale = (sources.get(path) ?? '').replaceAll('messageDelay', 'somethingElse');
  expect(() => withDifference(stale, first as Difference)).toThrow(`${path}: fits in 0 places`);
});
