// Files that somebody drops or chooses as a lesson: a folder, a file in another encoding and one that is too long are told in a sentence,
// what is something else is left to others, and a kept lesson that cannot be read any more is set aside and told.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { isLesson } from '../../../../src/lessons/index.ts';
import { imported } from '../../../../src/ui/scenario/import.ts';
import { openLessonFile } from '../../../../src/ui/state/lesson/lesson-files.ts';
import { bundledLesson } from '../../../../src/ui/state/lesson/lesson-link.ts';
import { keepLesson, keptLesson } from '../../../../src/ui/state/storage/lessons.ts';
import type { Source } from '../../../../src/worker/door.ts';
import { newRunner } from '../../../support/runner.tsx';
import { root } from '../../../support/sources.ts';

beforeEach(() => localStorage.clear());

/** As browsers hand over a folder that is dropped: a file with a size that cannot be read. */
function folder(name: string): File {
  const file = new File(['a folder has a size too'], name);
  file.arrayBuffer = () => Promise.reject(new DOMException('could not be found', 'NotFoundError'));
  file.text = file.arrayBuffer as never;
  return file;
}

const { text: LESSON } = bundledLesson('autonomous-copy') as Source;
const OPEN: Source = { file: 'open.yaml', text: 'title: Open\n', siblings: {} };

test('a folder is left to whoever reads scenarios, which says what it is; chosen as a lesson it is told at once', async () => {
  const runner = newRunner();
  expect(await openLessonFile(runner, [folder('holidays')])).toBe(false);
  const told = 'holidays cannot be read: it is a folder, or it is gone. What you had open stays as it is.';
  expect(await imported([folder('holidays')], OPEN)).toEqual({ problem: told });
  expect(await openLessonFile(runner, [folder('holidays')], true)).toBe(true);
  expect(runner.get()).toMatchObject({ dialog: 'lessons', lessonUnread: told, lesson: null });
  await openLessonFile(runner, [new File([LESSON], 'mine.yaml'), folder('holidays')]);
  expect(runner.get()).toMatchObject({ lessonUnread: told, lesson: null });
});

test('a lesson in another encoding, or too long for one, says so', async () => {
  const runner = newRunner();
  const unread = async (file: File) => {
    await openLessonFile(runner, [file], true);
    return runner.get().lessonUnread;
  };
  expect(await unread(new File([new Uint8Array([...Buffer.from('lesson: 1\ntitle: Caf'), 0xe9])], 'a.yaml'))).toBe(
    'a.yaml is no text in UTF-8: bytes that are no UTF-8 stand here; save the text as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8, say). What you had open stays as it is.',
  );
  expect(await unread(new File(['lesson: 1\n', ' '.repeat(4_000_000)], 'b.yaml'))).toContain(
    'b.yaml has 4.0 MB; a lesson has',
  );
});

test('what has the key deeper down, or is a broker script, is no lesson', async () => {
  const runner = newRunner();
  const script = readFileSync(
    join(root, 'test/cases/redis-lag-after-trim-past-a-deleted-entry.recorded-7.0.15.json'),
    'utf8',
  );
  expect(isLesson(script, 'a.json')).toBe(false);
  const scenario = 'title: A school\nworkload:\n  types:\n    lesson: UserCreated\n';
  for (const text of [script, scenario, JSON.stringify({ title: 'A school', words: { lesson: 'x' } }, null, 2)])
    expect(await openLessonFile(runner, [new File([text], 'a.json')])).toBe(false);
  expect(await openLessonFile(runner, [new File(['{ lesson: 1, title: Mine }'], 'a.yaml')])).toBe(true);
});

test('of files that are no scenario each is told by what is wrong with it, many by their number', async () => {
  const problem = async (...files: File[]) => ((await imported(files, OPEN)) as { problem: string }).problem;
  const scenario = (name: string) => new File(['title: A\n'], name);
  expect(await problem(scenario('a.yaml'), new File(['\0'], 'b.png'))).toMatch(/^b\.png is no text/);
  expect(await problem(scenario('a.yaml'), scenario('b.yaml'))).toMatch(/^a\.yaml and b\.yaml are two scenarios\./);
  const many = Array.from({ length: 50 }, (_, n) => scenario(`${n}.yaml`));
  expect(await problem(...many)).toMatch(/^0\.yaml, 1\.yaml and 48 more are 50 scenarios\./);
});

test('a kept lesson that cannot be read any more is set aside and told; a bundled one is opened as it is now', async () => {
  const runner = newRunner();
  const source = { file: 'mine.yaml', text: 'lesson: 7\n', siblings: {} };
  keepLesson({ source, bundled: null, before: null });
  expect(await runner.lessons.resume()).toBe(false);
  expect(runner.get().notice).toMatch(
    /^The lesson that was open \(mine\.yaml\) cannot be read any more: line 1: .*set aside/,
  );
  expect(runner.get().lessonProblems).toEqual([]);
  expect(keptLesson()).toBeNull();
  expect(JSON.parse(localStorage.getItem('driftlab.lesson.unreadable-1') ?? '')).toMatchObject({ source });
  keepLesson({ source, bundled: 'autonomous-copy', before: null });
  expect(await runner.lessons.resume()).toBe(true);
  expect(runner.get().lesson?.played.id).toBe('autonomous-copy');
});
