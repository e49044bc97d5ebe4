// How the page becomes one HTML file, worker, fonts and licences inside: `npm run build:file`.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { licences } from './scripts/licences.mjs';
import { packedWorker } from './scripts/packed-worker.mjs';
import { singleFile } from './scripts/single-file.mjs';

const { noting, writing } = licences();
const CONSTANTS = { topLevelVar: false } as const; // see vite.config.ts
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const target = 'es2022';
const inside = (name: string) => ({ find: `./${name}.ts`, replacement: here(`src/worker/${name}-inside.ts`) });
const worker = {
  entry: here('src/worker/worker.ts'),
  target,
  alias: [inside('bundled-files')],
  plugins: [noting],
  output: CONSTANTS,
};

export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [react({ jsxImportSource: '#jsx' }), packedWorker(worker), writing, singleFile()],
  resolve: { alias: [inside('start')] },
  build: {
    outDir: 'dist-file',
    target,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 4000,
    modulePreload: false,
    rolldownOptions: { output: { ...CONSTANTS, codeSplitting: false } },
  },
});
