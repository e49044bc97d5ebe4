// What the house promises not to compile does not: each slip below is made in a copy of the tree, all at once, and the compiler says of
// each where it is wrong. A slip that no longer fits its file is told too.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './support/sources.ts';

interface Slip {
  readonly title: string;
  readonly file: string;
  /** What stands there once, and what somebody writes instead. */
  readonly right: string;
  readonly wrong: string;
  /** Where the compiler complains, each file with words of the complaint. */
  readonly told: Readonly<Record<string, RegExp>>;
}

const points = 'src/engine/points.ts';
const words = 'src/engine/trace/words.ts';
const dictionary = 'src/analysis/dictionary.ts';

const slips: readonly Slip[] = [
  {
    title: 'a fault whose verdict its point cannot honour',
    file: 'src/engine/faults/message-loss.ts',
    right: '    route: (about',
    wrong: '    transport: (about',
    told: { 'src/engine/faults/message-loss.ts': /Loss/ },
  },
  {
    title: 'a verdict at a point whose rule does not hear it',
    file: points,
    right: 'route: point<AboutEvent, Loss, TakenBy>',
    wrong: 'route: point<AboutEvent, Loss | HoldBack, TakenBy>',
    told: { [points]: /HoldBack/ },
  },
  {
    title: 'a rule that is to hear a verdict and has no branch for it',
    file: 'src/engine/point-rules.ts',
    right: 'const sendings: PointRule<Dying | HoldBack, Sending>',
    wrong: 'const sendings: PointRule<Dying | HoldBack | Lag, Sending>',
    told: { 'src/engine/point-rules.ts': /undefined|return/ },
  },
  {
    title: 'a point at no place of the topology',
    file: points,
    right: "stamp: point<AboutEvent, Lag, number>('user',",
    wrong: "stamp: point<AboutEvent, Lag, number>('attic',",
    told: { [points]: /attic/ },
  },
  {
    title: 'a deed that strikes nowhere and that nobody does',
    file: points,
    right: '  migrate: Record<never, never>;',
    wrong: '  migrate: Record<never, never>;\n  vacuum: Record<never, never>;',
    told: { [points]: /vacuum/, 'src/engine/run/fault-tasks.ts': /vacuum/ },
  },
  {
    title: 'a cause of a row without words, of which nobody knows whether it is a repair',
    file: words,
    right: "  'sweep',\n  'redrive',\n] as const;",
    wrong: "  'sweep',\n  'redrive',\n  'rumour',\n] as const;",
    told: { [dictionary]: /rumour/, [words]: /rumour/ },
  },
  {
    title: 'a cause of a publication without words',
    file: words,
    right: "'redrive', 'heartbeat'] as const;",
    wrong: "'redrive', 'heartbeat', 'hearsay'] as const;",
    told: { [dictionary]: /hearsay/ },
  },
  {
    title: 'an effect without words',
    file: words,
    right: "'ignored', 'aside'] as const;",
    wrong: "'ignored', 'aside', 'shrugged'] as const;",
    told: { [dictionary]: /shrugged/ },
  },
  {
    title: 'a place of losses without words',
    file: words,
    right: "export type LostWhere = 'publisher'",
    wrong: "export type LostWhere = 'drawer' | 'publisher'",
    told: { [dictionary]: /drawer/ },
  },
  {
    title: 'a kind of line without a sentence',
    file: 'src/engine/trace/lines.ts',
    right: "type CreditLine = At<'credit'>",
    wrong: "type CreditLine = At<'credit' | 'reminder'>",
    told: { 'src/analysis/sentences.ts': /reminder/ },
  },
  {
    title: 'a runbook that asks for what no tool does',
    file: 'src/engine/strategies/replay.ts',
    right: "entry: 'stopConsumer',",
    wrong: "entry: 'calmConsumer',",
    told: { 'src/engine/strategies/replay.ts': /calmConsumer/ },
  },
  {
    title: 'a runbook that waits for a signal that no tool gives',
    file: 'src/engine/strategies/compacted-seed.ts',
    right: 'caughtUp:',
    wrong: 'fedUp:',
    told: { 'src/engine/strategies/compacted-seed.ts': /fedUp/ },
  },
  {
    title: 'a key of the scenario that its compilation does not know',
    file: 'src/engine/sections/api.ts',
    right: '    pageSize: {',
    wrong: '    sizeOfPage: {',
    told: { 'src/engine/sections/api.ts': /pageSize/ },
  },
];

let complaints: readonly string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'driftlab-slips-'));
const misfits: string[] = [];

beforeAll(() => {
  for (const part of ['src/engine', 'src/analysis', 'tsconfig.json', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { title, file, right, wrong } of slips) {
    const text = readFileSync(join(folder, file), 'utf8');
    const places = text.split(right).length - 1;
    if (places !== 1) misfits.push(`${title}: fits in ${places} places of ${file}`);
    else
      writeFileSync(
        join(folder, file),
        text.replace(right, () => wrong),
      );
  }
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', '.', '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  // A complaint begins at the margin; what explains it follows, further in.
  complaints = stdout.split(/\n(?=\S)/);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every slip fits', () => expect(misfits).toEqual([]));

test.each(slips.map((slip) => [slip.title, slip] as const))('%s', (_, { told }) => {
  for (const [file, about] of Object.entries(told)) {
    const here = complaints.filter((each) => each.startsWith(`${file}(`));
    expect(
      here.some((each) => about.test(each)),
      `${file}: ${about}\n${complaints.join('\n')}`,
    ).toBe(true);
  }
});
