// The rules about names, circles and the map can see: each is shown something wrong and something that only looks so. What they say of
// the house itself is in house-rules.test.ts.
import { expect, test } from 'vitest';
import { idleComplaints, layersOf } from './support/house.ts';
import { commentComplaints, crowdComplaints, mapComplaints, mirrorComplaints } from './support/house-map.ts';
import { circleComplaints, homonymComplaints, unreadComplaints } from './support/house-names.ts';
import { exportsOf, takenBy } from './support/names.ts';
import { source } from './support/sources.ts';

const file = (path: string, ...lines: string[]) => source(path, lines.join('\n'));

test('an edge that nobody uses is taken out of the table', () => {
  const layers = layersOf({ kernel: '', services: 'kernel', faults: 'kernel' }, { ui: 'engine' }, { ui: ['react'] });
  const sources = [
    file('src/engine/kernel/time.ts'),
    file('src/engine/services/ledger.ts', "import type { Time } from '../kernel/time.ts';"),
    file('src/ui/app.tsx', "import { useState } from 'react';"),
  ];
  expect(idleComplaints(sources, layers)).toEqual([
    'test/house-rules.test.ts:1: no file lies in engine/faults: take it out of the table',
    'test/house-rules.test.ts:1: no file of ui imports engine: take the edge out of the table',
  ]);
});

test('a circle is told once, the shortest, types counted', () => {
  const circle = [
    file('src/a.ts', "import { b } from './b.ts';"),
    file('src/b.ts', "import 'vitest';", "import type { C } from './c.ts';"),
    file('src/c.ts', "export * from './a.ts';", "import { d } from './d.ts';"),
    file('src/d.ts', "// import { a } from './a.ts';"),
  ];
  expect(circleComplaints(circle)).toEqual([
    'src/a.ts:1: a circle of imports: a.ts → b.ts → c.ts → a.ts: move what both need into a file that knows neither',
  ]);
  const pair = [file('src/a.ts', "import './b.ts';"), file('src/b.ts', '', "import './a.ts';")];
  expect(circleComplaints([...pair, file('src/e.ts', "import './a.ts';")])).toHaveLength(1);
  expect(circleComplaints(circle.slice(1))).toEqual([]);
});

test('exports of every form are seen, and in words that only look like them none', () => {
  const one = file(
    'src/a.ts',
    'export const a = 1;',
    'export async function b() {}',
    'export abstract class C {}',
    'export type D = string;',
    'export interface E {}',
    'export const { f, g: h } = it;',
    "export { type I, j as k } from './b.ts';",
    "export * as l from './b.ts';",
    'export default a;',
    "// export const no = 'export const neither';",
    'const x = { export: 1 };',
  );
  expect(exportsOf(one).map(({ name, line }) => `${name} ${line}`)).toEqual(
    ['a 1', 'b 2', 'C 3', 'D 4', 'E 5', 'f 6', 'h 6', 'I 7', 'k 7', 'l 8', 'default 9'].sort(
      (left, right) => Number(left.split(' ')[1]) - Number(right.split(' ')[1]),
    ),
  );
  expect(exportsOf(one).find(({ name }) => name === 'k')?.from).toBe('src/b.ts');
});

test('imports of every form are seen', () => {
  const one = file(
    'src/a.ts',
    "import b, { type C, d as e } from './b.ts';",
    "import * as f from './f.ts';",
    "import type * as g from './g.ts';",
    "export { h } from './h.ts';",
    "const later = () => import('./i.ts');",
    "type J = import('./j.ts').K;",
    'const used = [f.one, ...f.two, it.f.three, g];',
  );
  expect(takenBy(one).map(({ from, name }) => `${from} ${name}`)).toEqual([
    'src/b.ts C',
    'src/b.ts d',
    'src/h.ts h',
    'src/b.ts default',
    'src/f.ts one',
    'src/f.ts two',
    'src/g.ts *',
    'src/i.ts *',
    'src/j.ts K',
  ]);
});

test('an export needs a reader, and passing on is not reading', () => {
  const sources = [
    file('src/a.ts', 'export const read = 1;', 'export const unread = 2;', 'export type Passed = 3;'),
    file('src/index.ts', "export { type Passed, read } from './a.ts';"),
    file('test/b.test.ts', "import { read } from '../src/index.ts';"),
  ];
  expect(unreadComplaints(sources, [])).toEqual([
    'src/a.ts:2: nobody imports "unread": take the word export away, or what it exports',
    'src/index.ts:1: nobody imports "Passed" from here: do not pass it on',
  ]);
  expect(unreadComplaints(sources, ['src/a.ts', 'src/index.ts'])).toEqual([]);
});

test('one name has one meaning; passing on gives it no second', () => {
  const sources = [
    file('src/a.ts', 'export interface PreparedRun {}', 'interface Own {}'),
    file('src/b.ts', "export { PreparedRun } from './a.ts';", 'interface Own {}'),
    file('src/c.tsx', '', 'export const PreparedRun = () => null;'),
    file('src/d.ts', "import type { PreparedRun } from './a.ts';", 'export type { PreparedRun };'),
  ];
  expect(homonymComplaints(sources)).toEqual([
    'src/c.tsx:2: src/a.ts exports another "PreparedRun": let each name say what it is, or share one',
  ]);
});

test('the map is compared with the disk, both ways', () => {
  const text = (...lines: string[]) =>
    ['# Map', '```', ...lines, '```', 'See `room/door.ts` and `gone.ts`.'].join('\n');
  const sources = [
    source(
      'src/README.md',
      text('src/', '  one/        inner/ and door.ts', '    *.ts      things', '  lost.ts     ', '  two/ three/ '),
    ),
    file('src/one/inner/room/door.ts'),
    file('src/one/thing.ts'),
    file('src/two/a.ts'),
    file('src/four/a.ts'),
  ];
  expect(mapComplaints(sources, ['src/README.md'])).toEqual([
    'src/README.md:6: no src/lost.ts: draw the house as it is',
    'src/README.md:7: no src/three/: draw the house as it is',
    'src/README.md:1: src/four/ is not on the map: say there what it is for',
    'src/README.md:6: no file lost.ts: name the one that is meant',
    'src/README.md:9: no file gone.ts: name the one that is meant',
  ]);
});

test('what comments name is there; what only code or a text names is none of theirs', () => {
  const sources = [
    file(
      'src/a.ts',
      '// How it is stands in b.ts, and why in ../gone.ts.',
      "import './never.ts'; // see lost.ts",
      ' * of nowhere.tsx and of b.ts',
      "const text = 'other.ts';",
    ),
    file('src/b.ts'),
  ];
  expect(commentComplaints(sources, sources)).toEqual([
    'src/a.ts:1: no file ../gone.ts: name the one that is meant',
    'src/a.ts:2: no file lost.ts: name the one that is meant',
    'src/a.ts:3: no file nowhere.tsx: name the one that is meant',
  ]);
});

test('a folder with too many files is told, and none that is only above others', () => {
  const files = [1, 2, 3].flatMap((n) => [file(`src/full/${n}.ts`), file(`src/roomy/${n}/a.ts`)]);
  expect(crowdComplaints(files, 3)).toEqual([]);
  expect(crowdComplaints(files, 2)).toEqual(['src/full/: 3 files of code: divide it by subject, at most 2 in one']);
});

test('a test lies where what it tests lies', () => {
  const sources = [
    file('src/engine/kernel/ring.ts'),
    file('test/engine/kernel/ring.test.ts'),
    file('test/kernel/ring.test.ts'),
    file('test/laws/travel.long.test.ts'),
    file('test/lockfile.test.ts'),
  ];
  expect(mirrorComplaints(sources, ['laws'])).toEqual([
    'test/kernel/ring.test.ts:1: src has no such folder: lay the test where what it tests lies',
  ]);
});
