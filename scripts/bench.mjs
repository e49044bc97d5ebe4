// `npm run bench`: bundles the engine with its benchmarks (test/bench) once, as the page and the command line are bundled,
// and runs the bundle, which measures and prints. Arguments pass through; see `npm run bench -- --help`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { build as buildCommandLine, isFresh } from './cli-bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = join(root, 'node_modules', '.cache', 'bench');

bootstrap();
if (!isFresh()) buildCommandLine();
const { build } = await import('vite');
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'test/bench/entry.ts',
    outDir,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'bench.mjs', codeSplitting: false, topLevelVar: false } },
  },
});
const { status } = spawnSync(process.execPath, [join(outDir, 'bench.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
