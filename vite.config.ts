// How the page is built and how unit tests run. The built page carries a content security policy: nothing but its own
// files may load, nothing may be sent elsewhere. The dev server goes without, since hot reloading needs inline scripts.
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { compiled } from './scripts/compiled.mjs';
import { licences } from './scripts/licences.mjs';

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const contentSecurityPolicy = (): Plugin => ({
  name: 'driftlab:content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
  ],
});

/** Constants stay `const`: an engine that sees `var` reads and checks them at every use. The simulator runs a quarter faster. */
const CONSTANTS = { topLevelVar: false } as const;

/** What elements are made by: it says their texts in a scenario's own words. */
const ELEMENTS = { jsxImportSource: '#jsx' } as const;

/** What plays so much that `npm run check` leaves it to `npm test`. */
const LONG = 'test/**/*.long.test.ts';

/** Before every test of the model: no run goes unwatched. */
const WATCH = ['test/support/watch-every-run.ts'];

const { noting, writing } = licences();

export default defineConfig({
  base: './',
  plugins: [react(ELEMENTS), contentSecurityPolicy(), writing],
  worker: { format: 'es', plugins: () => [noting], rolldownOptions: { output: CONSTANTS } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { output: CONSTANTS },
  },
  test: {
    // Every core works on tests: what waits meanwhile is only the one that hands them out.
    maxWorkers: '100%',
    // No test is about time; a slow machine is no reason to fail.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        plugins: [compiled()],
        test: {
          name: 'model',
          environment: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/ui/**', 'test/e2e/**', LONG],
          setupFiles: WATCH,
          // The engine keeps nothing between runs, so that files may share what was loaded: a quarter of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        plugins: [compiled()],
        test: { name: 'long', environment: 'node', include: [LONG], setupFiles: WATCH, isolate: false },
      },
      {
        extends: true,
        plugins: [compiled()],
        test: { name: 'page', environment: 'happy-dom', include: ['test/ui/**/*.test.{ts,tsx}'] },
      },
    ],
  },
});
