// Threads of the command line that die are replaced: each costs one task, which is carried out again, and nobody can tell from the results.
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
parentPort.on('message', ({ seed }) => {
  if (seed === 3 && !existsSync(${JSON.stringify(met)})) {
    writeFileSync(${JSON.stringify(met)}, '');
    ${death}
  } else parentPort.postMessage({ is: 'done', results: [{ id: String(seed) }] });
});
`,
  );
  return script;
}

test.each([
  ['ends', 'process.exit(3);'],
  ['throws', "setImmediate(() => { throw new Error('out of memory'); });"],
])('a thread that %s costs one task', async (name, death) => {
  const tasks: readonly Task[] = [1, 2, 3, 4, 5, 6].map((seed) => ({ job: 0, seed }));
  const heard: string[] = [];
  await onSeats(tasks, 2, seatsOf(mortal(name, death), []), {
    onResult: ({ seed }, results) => heard.push(`${seed}: ${results.map(({ id }) => id).join()}`),
  });
  expect(heard).toEqual(['1: 1', '2: 2', '3: 3', '4: 4', '5: 5', '6: 6']);
});

test('one that dies each time fails the whole, and says why', async () => {
  const script = join(folder, 'always.mjs');
  writeFileSync(
    script,
    "import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => process.exit(7));\n",
  );
  const ended = onSeats([{ job: 0, seed: 9 }], 1, seatsOf(script, []), { onResult: () => {} });
  await expect(ended).rejects.toThrow('seed 9: the thread that ran it died 2 times: it ended with code 7');
});
