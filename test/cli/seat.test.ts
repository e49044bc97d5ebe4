// Threads of the command line that die are replaced: each costs its batch, which is carried out again, and nobody can tell from the results.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { seatsOf } from '../../src/cli/seat.ts';
import { onSeats, type Task } from '../../src/pool/pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'driftlab-seat-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that carries out every task, and dies in its own way at the third one when it meets it for the first time. */
function mortal(name: string, death: string): string {
  const script = join(folder, `${name}.mjs`);
  const met = join(folder, `${name}.met`);
  writeFileSync(
    script,
    `import { existsSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
parentPort.on('message', (tasks) => {
  if (tasks.some(({ seed }) => seed === 3) && !existsSync(${JSON.stringify(met)})) {
    writeFileSync(${JSON.stringify(met)}, '');
    ${death}
  } else parentPort.postMessage({ is: 'done', packed: tasks.map(({ seed }) => 'of ' + seed + '\\n').join('') });
});
`,
  );
  return script;
}

test.each([
  ['ends', 'process.exit(3);'],
  ['throws', "setImmediate(() => { throw new Error('out of memory'); });"],
])('a thread that %s costs its batch', async (name, death) => {
  const tasks: readonly Task[] = Array.from({ length: 200 }, (_, n) => ({ job: 0, seed: n + 1 }));
  const heard: string[] = [];
  await onSeats(tasks, 2, seatsOf(mortal(name, death), [], 'lines'), {
    onResult: ({ seed }, line) => heard.push(`${seed}: ${line}`),
  });
  expect(heard).toEqual(tasks.map(({ seed }) => `${seed}: of ${seed}\n`));
});

test('one that dies each time fails the whole, and says why', async () => {
  const script = join(folder, 'always.mjs');
  writeFileSync(
    script,
    "import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => process.exit(7));\n",
  );
  const ended = onSeats([{ job: 0, seed: 9 }], 1, seatsOf(script, [], 'results'), { onResult: () => {} });
  await expect(ended).rejects.toThrow('seed 9: the thread that ran it died 2 times: it ended with code 7');
});
