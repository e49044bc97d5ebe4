// The engine of an older commit, bundled with what of the benchmarks any tree can be measured by (test/bench/any-tree.ts), so that
// `npm run bench -- --before COMMIT` runs both side by side. The commit's files lie in .trees and are taken once: beneath node_modules the
// bundler would not read their tsconfig.json, and would leave class fields as they are, which costs a third of the speed.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Of this tree: they know only the other one's door and `test/support/scenarios.ts`. */
const OURS = ['any-tree.ts', 'any-tree-entry.ts', 'measure.ts', 'models.ts'];

function git(root, ...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error((stderr || 'there is no git here').trim());
  return stdout.trim();
}

/** The files of a commit, unpacked; returns their folder. */
function unpacked(root, commit) {
  const trees = join(root, '.trees');
  const folder = join(trees, `${git(root, 'rev-parse', '--short=12', '--verify', `${commit}^{commit}`)}`);
  if (existsSync(join(folder, 'src'))) return folder;
  const archive = `${folder}.tar`;
  mkdirSync(folder, { recursive: true });
  git(root, 'archive', '--output', archive, commit, 'src', 'test/support', 'package.json', 'tsconfig.json');
  const { status, stderr } = spawnSync('tar', ['-xf', archive, '-C', folder], { encoding: 'utf8' });
  rmSync(archive, { force: true });
  if (status === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(stderr.trim() || 'there is no tar here');
}

/** Bundles the engine of `commit` by `bundle(folder, entry, outDir)`, and returns the path of what it made. */
export async function olderTree(root, commit, bundle) {
  const folder = unpacked(root, commit);
  mkdirSync(join(folder, 'test', 'bench'), { recursive: true });
  for (const name of OURS) copyFileSync(join(root, 'test', 'bench', name), join(folder, 'test', 'bench', name));
  const outDir = join(folder, 'bundle');
  await bundle(folder, 'test/bench/any-tree-entry.ts', outDir);
  return join(outDir, 'bench.mjs');
}
