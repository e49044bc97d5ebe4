// docs/contributing.md is true of the whole house: in a copy with all of its differences everything compiles and keeps the form and the
// rules, the tests that it names pass, and what was added stands in the menus of the page, the lists of the command line and the schema.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allAdded, touched } from './support/guide.ts';
import { root } from './support/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'driftlab-house-'));

/** A program, run in the copy. */
const run = (script: string, ...given: string[]) =>
  spawnSync(process.execPath, [script, ...given], { cwd: folder, encoding: 'utf8' });

/** The same, of the packages; what it says where it fails. */
function failure(program: string, ...given: string[]): string {
  const { status, stdout, stderr } = run(join(root, 'node_modules', program), ...given);
  return status === 0 ? '' : `${stdout}${stderr}`;
}

beforeAll(() => {
  const { added } = allAdded();
  const whole = ['src', 'test', 'docs', 'scripts', 'public', '.ci', '.gitignore', 'index.html', 'README.md', 'LICENSE'];
  const settings = ['package.json', 'package-lock.json', 'biome.json', 'tsconfig.json', 'playwright.config.ts'];
  const builds = ['vite.config.ts', 'vite.cli.config.ts', 'vite.file.config.ts'];
  for (const part of [...whole, ...settings, ...builds])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const path of touched) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), added.get(path) ?? '');
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the whole project compiles', () => {
  expect(failure('typescript/bin/tsc', '-p', '.')).toBe('');
});

test('it has the form of the house', () => {
  expect(failure('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', ...touched)).toBe('');
});

test('the rules of the house hold, menus of the page and the schema have what was added, the tests that the guide changes pass', () => {
  const tests = [
    'house-rules.test.ts',
    'ui/faults',
    'files/schema.test.ts',
    'engine/services/subscriber',
    'engine/sections',
  ];
  const given = ['--project', 'model', '--project', 'page', '--update', ...tests.map((path) => `test/${path}`)];
  expect(failure('vitest/vitest.mjs', 'run', ...given)).toBe('');
  const schema = readFileSync(join(folder, 'public/scenario.schema.json'), 'utf8');
  for (const id of ['node-lost', 'delivery-lag', 'nightly-export', 'at-least', 'burst']) expect(schema).toContain(id);
});

test('the command line lists what was added', () => {
  const added: Readonly<Record<string, readonly string[]>> = {
    faults: ['node-lost', 'delivery-lag'],
    strategies: ['nightly-export'],
    policies: ['at-least'],
    measures: ['messages.perChange'],
    lessons: ['late-or-lost'],
  };
  for (const [catalogue, ids] of Object.entries(added)) {
    const { stdout } = run('scripts/driftlab.mjs', 'list', catalogue, '--format', 'csv');
    for (const id of ids) expect(stdout, catalogue).toMatch(new RegExp(`^${id},`, 'm'));
  }
});
