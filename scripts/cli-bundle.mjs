// The command line's bundle: whether dist-cli/driftlab.mjs is made from the sources at hand, and how it is made anew.
// It is built aside and moved into place in one step, so commands running at the same time never see half of it.
// Node built-ins only. Run as a script, it builds unconditionally.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FILE as LICENCES } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const CONFIGURATION = [
  'package.json',
  'package-lock.json',
  'vite.cli.config.ts',
  'scripts/cli-bundle.mjs',
  'scripts/licences.mjs',
];

export const bundle = join(root, 'dist-cli', 'driftlab.mjs');

/** What the bundle is made from, as one short text: content, not dates, so that a fresh checkout counts as unchanged. */
export function fingerprint() {
  const hash = createHash('sha256');
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('src/ui/'));
  for (const file of [...files.sort(), ...CONFIGURATION]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

export function isFresh() {
  const head = Buffer.alloc(120);
  try {
    const file = openSync(bundle, 'r');
    readSync(file, head, 0, head.length, 0);
    closeSync(file);
  } catch {
    return false;
  }
  return head.toString('latin1').includes(`// sources ${fingerprint()}\n`);
}

/** Builds the bundle; what the build prints goes to stderr. Throws when it fails. */
export function build() {
  const aside = join(root, 'node_modules', '.cache', `driftlab-cli-${process.pid}`);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'];
  try {
    const env = { ...process.env, DRIFTLAB_CLI_OUT: aside };
    const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2], env });
    if (status !== 0) throw error ?? new Error('the command line could not be built; the reason stands above');
    const built = join(aside, 'driftlab.mjs');
    chmodSync(built, 0o755);
    mkdirSync(join(root, 'dist-cli'), { recursive: true });
    renameSync(join(aside, LICENCES), join(root, 'dist-cli', LICENCES));
    renameSync(built, bundle);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
