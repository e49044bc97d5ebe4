// How the command line is built: one file, everything in it, so that it starts fast and needs no node_modules. Its
// second line names the sources it was made from; scripts/driftlab.mjs rebuilds when they differ.
import { defineConfig } from 'vite';
import { fingerprint } from './scripts/cli-bundle.mjs';
import { licences } from './scripts/licences.mjs';

export default defineConfig({
  publicDir: false,
  plugins: [licences().writing],
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: process.env['DRIFTLAB_CLI_OUT'] ?? 'dist-cli',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      output: {
        entryFileNames: 'driftlab.mjs',
        codeSplitting: false,
        topLevelVar: false, // see vite.config.ts
        banner: `#!/usr/bin/env node\n// sources ${fingerprint()}`,
      },
    },
  },
});
