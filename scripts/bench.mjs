// `npm run bench`: bundles the engine with its benchmarks (test/bench) once, as the page and the command line are bundled,
// and runs the bundle, which measures and prints. Arguments pass through; see `npm run bench -- --help`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { build as buildCommandLine, isFresh } from './cli-bundle.mjs';
import { olderTree } from './older-tree.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'bench');

bootstrap();
if (!isFresh()) buildCommandLine();
const { build } = await import('vite');

async function bundle(root, ssr, outDir) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bench.mjs', codeSplitting: false, topLevelVar: false } },
    },
  });
}

/** The arguments, with a bundle in place of the commit that `--before` names. */
async function withOlderTree(args) {
  const at = args.indexOf('--before') + 1;
  const commit = args[at];
  if (at === 0 || commit === undefined) return args;
  try {
    return args.with(at, await olderTree(ROOT, commit, bundle));
  } catch (error) {
    process.stderr.write(`--before ${commit}: ${error.message}\n`);
    return null;
  }
}

await bundle(ROOT, 'test/bench/entry.ts', CACHE);
const args = await withOlderTree(process.argv.slice(2));
if (args === null) process.exitCode = 2;
else
  process.exitCode = spawnSync(process.execPath, [join(CACHE, 'bench.mjs'), ...args], { stdio: 'inherit' }).status ?? 1;
