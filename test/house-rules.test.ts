// The rules of the house, as a test. First screen: who may import whom. Below it: names that are banned and what stands
// in their place, budgets, headers, unused files. A new edge in the table is a decision to be reviewed, not an accident.
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Ban } from './support/house.ts';
import * as house from './support/house.ts';
import { commentComplaints, crowdComplaints, mapComplaints, mirrorComplaints } from './support/house-map.ts';
import { circleComplaints, homonymComplaints, unreadComplaints } from './support/house-names.ts';
import { allSources, root, source } from './support/sources.ts';

// ── Who may import whom ─────────────────────────────────────────────────────────────────────────────────────────────
// The table is as tight as the house is: an edge that no import uses is a complaint too. Within src/engine; `base` are the files
// directly in it (units, parameters, points …) and `sections/`, `index` is engine/index.ts, the only door:
const ENGINE = {
  kernel: '',
  broker: '',
  base: 'kernel',
  trace: 'base kernel',
  faults: 'base',
  policies: 'base',
  services: 'base kernel broker trace',
  repair: 'base kernel trace services',
  strategies: 'base repair',
  measures: 'base kernel services',
  steps: 'base strategies',
  scenarios: 'base broker faults policies strategies steps measures',
  run: 'base kernel trace services repair measures faults policies strategies steps',
  experiment: 'base measures scenarios run',
  index: 'base broker trace faults policies strategies steps measures scenarios run experiment',
};
const AROUND = {
  analysis: 'engine',
  files: 'engine',
  player: '',
  pool: 'engine',
  lessons: 'engine analysis files',
  worker: 'engine analysis files lessons pool',
  cli: 'engine analysis files lessons pool',
  ui: 'engine analysis files lessons player pool worker',
};
const PACKAGES: Record<string, readonly string[]> = {
  'engine/strategies': ['xstate'],
  'engine/steps': ['xstate'],
  'engine/run': ['xstate'],
  files: ['yaml'],
  player: ['xstate'],
  worker: ['comlink', 'virtual:packed-worker'],
  cli: ['node:', 'commander', 'cli-progress'],
  ui: ['react', 'react-dom', 'zustand', 'xstate', '@xyflow/react'],
};
const LAYERS = house.layersOf(ENGINE, AROUND, PACKAGES);

const { ENTRIES } = house;
const MAPS = ['src/README.md', 'src/ui/README.md'];
const ACROSS = ['stories', 'laws', 'oracle', 'closed-forms', 'fidelity', 'golden', 'cases', 'e2e', 'bench']; // tests of no one folder
const FILE_BUDGET = { aim: 300, limit: 350 }; // lines of code; functions have theirs in biome.json
const FOLDER_LIMIT = 50; // files of code directly in a folder of src

// ── Names that are banned, and what to write instead ────────────────────────────────────────────────────────────────
const time = 'use virtual time: the `now` that is handed in';
const task = "put a task into the kernel's queue";
const exact =
  'its last digit differs between machines; use + - * /, Math.sqrt, integers or what src/engine/kernel offers';

const IN_THE_ENGINE: readonly Ban[] = [
  { pattern: /\bMath\.random\b/, instead: "draw from the kernel's addressed chance: (seed, purpose, subject, n)" },
  { pattern: /\bDate\b/, instead: time },
  { pattern: /\bperformance\b/, instead: time },
  { pattern: /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask)\b/, instead: task },
  { pattern: /\bconsole\b/, instead: 'return it or put it into the trace; printing belongs to the command line' },
  {
    pattern: /\bMath\.(?:log\w*|exp\w*|pow|a?(?:sin|cos|tan)h?|atan2|cbrt|hypot)\b/,
    instead: exact,
  },
  { pattern: /\*\*/, instead: `multiply in a loop: ${exact}` },
  { pattern: /\bMath\b(?!\.\w)/, instead: 'write Math.name in full, so that this test can see which' },
  {
    pattern: /\.toString\(\s*36\s*\)/,
    instead: 'browsers disagree on fractions in base 36; use base 16 of an integer',
  },
  { pattern: /\b(?:Intl|localeCompare|toLocaleString)\b/, instead: 'differs between machines; compare with < and >' },
];

const IN_ALL_CODE: readonly Ban[] = [
  { pattern: /\b(?:it|test|describe)\.(?:only|skip|todo|fixme|fails)\b/, instead: 'mend the test or delete it' },
];

const IN_TESTS: readonly Ban[] = [
  {
    pattern: /\{\s*i\b[^{}]*\bt\b[^{}]*\bkind\b/,
    instead: 'a trace made by hand goes past the witness: make it with handMade of test/support/hand-made.ts',
  },
  {
    pattern: /\{\s*id\b[^{}]*,\s*sends\s*:/,
    instead:
      'another subscriber is made in one place, so that a key more is a line: otherService of test/support/other-service.ts',
  },
];

const IN_EVERY_TEXT: readonly Ban[] = [
  { pattern: /\b(?:TO.?DO|FIX.?ME)\b/, instead: 'do it now, or write down what is not simulated where people read it' },
  {
    pattern: /(?<![\w.])\/(?:home|root|Users|work|workspace)\/\w+/,
    instead: 'a path of one machine: make it relative',
  },
  {
    pattern: /\bhttps?:\/\/(?:\d+\.){3}\d+(?<!127\.0\.0\.1)\b/,
    instead: "an address of one network: use the project's own",
  },
];

const sources = allSources();
const code = house.codeIn(sources, 'src', 'test');

/** One list of everything that is wrong, so that a failure reads like a to-do list. */
const expectNone = (complaints: readonly string[]) => expect(complaints.join('\n')).toBe('');

test('every import goes the way the table allows', () => {
  expectNone([
    ...house.importComplaints(sources, LAYERS),
    ...house.pathComplaints(house.codeIn(sources, 'src'), (path) => existsSync(root + path)),
  ]);
});

test('the table allows no more than what is', () => {
  expectNone(house.idleComplaints(sources, LAYERS));
});

test('the READMEs draw the house as it is, and tests lie as what they test does', () => {
  expectNone([
    ...mapComplaints(sources, MAPS),
    ...mirrorComplaints(sources, ACROSS),
    ...commentComplaints(sources, house.codeIn(sources, 'src')),
  ]);
});

test('no folder is too full to find things in', () => {
  expectNone(crowdComplaints(house.codeIn(sources, 'src'), FOLDER_LIMIT));
});

test('no imports go in a circle', () => {
  expectNone(circleComplaints(code));
});

test('every export has a reader, and every name one meaning', () => {
  expectNone([...unreadComplaints(code, ENTRIES), ...homonymComplaints(house.codeIn(sources, 'src'))]);
});

test('no banned name is used', () => {
  expectNone([
    ...house.banComplaints(house.codeIn(sources, 'src/engine'), IN_THE_ENGINE, 'code'),
    ...house.banComplaints(code, IN_ALL_CODE, 'code'),
    ...house.banComplaints(
      house.codeIn(sources, 'test').filter(({ path }) => path !== 'test/support/hand-made.ts'),
      IN_TESTS,
      'code',
    ),
    ...house.banComplaints(sources, IN_EVERY_TEXT, 'everywhere'),
  ]);
});

test('every file keeps its budget', () => {
  expectNone(house.budgetComplaints(code, FILE_BUDGET.aim, FILE_BUDGET.limit));
});

test('every file in src says what it is', () => {
  expectNone(house.headerComplaints(house.codeIn(sources, 'src')));
});

test('every file in src is used', () => {
  expectNone(house.unusedComplaints(sources, ENTRIES));
});

// ── The rules can see ───────────────────────────────────────────────────────────────────────────────────────────────
test('the import rule sees each kind of import, and only imports', () => {
  const wrong = source(
    'src/engine/kernel/sample.ts',
    [
      "import type { Queue } from '../broker/queue.ts';",
      "import {\n  parse,\n} from 'yaml';",
      "export * from '../../ui/app.tsx';",
      "const later = () => import('node:fs');",
      "const worker = new URL('../run/worker.ts', import.meta.url);",
      "// import { comment } from '../broker/comment.ts';",
      "const text = `import x from '../broker/text.ts' ${later} '`;",
    ].join('\n'),
  );
  expect(wrong.imports.map(({ line }) => line)).toEqual([1, 2, 5, 6, 7]);
  expect(house.importComplaints([wrong], LAYERS)).toHaveLength(5);
  const fine = source('src/ui/users/sample.ts', "import { run } from '../../engine/index.ts';\nimport 'react';");
  expect(house.importComplaints([fine], LAYERS)).toEqual([]);
  const deep = source('src/ui/users/sample.ts', "import '../../engine/units.ts';\nimport '../topology/edge.ts';");
  expect(house.importComplaints([deep], LAYERS)).toHaveLength(2);
});

test('the name rule reads code, not comments, strings or patterns', () => {
  const ban = (text: string) => house.banComplaints([source('src/engine/sample.ts', text)], IN_THE_ENGINE, 'code');
  for (const bad of [
    'x ** 2',
    'Math.log2(x)',
    'const { log } = Math',
    'new Date()',
    'n.toString(36)',
    '`${Math.exp(1)}`',
  ])
    expect(ban(bad), bad).toHaveLength(1);
  for (const good of ['// Date', '/** Math.log */', "'console'", '/x ** 2/', '`Date`', 'a / b; Math.sqrt(x); dueDate'])
    expect(ban(good), good).toEqual([]);
  expect(ban('const a = 1;\n\nMath.random();')[0]).toMatch(/^src\/engine\/sample\.ts:3: "Math\.random": draw from/);
});

test('budget, header and use are measured', () => {
  const long = source('src/cli/long.ts', `const a = 1;\n${'a;\n'.repeat(FILE_BUDGET.limit)}`);
  expect(house.budgetComplaints([long], FILE_BUDGET.aim, FILE_BUDGET.limit)[0]).toContain(
    '351 lines of code: split it',
  );
  expect(house.headerComplaints([long])).toHaveLength(1);
  expect(house.unusedComplaints([long], ENTRIES)).toHaveLength(1);
  const commented = source('src/cli/long.ts', `// words\n${'// words\n\n'.repeat(400)}`);
  expect(house.budgetComplaints([commented], FILE_BUDGET.aim, FILE_BUDGET.limit)).toEqual([]);
});
