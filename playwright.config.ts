// End-to-end tests: the built page, served as it would be in the field, in a real Chromium. scripts/e2e.mjs chooses
// browser and port; without it, Playwright's own browser and a fixed port serve.
import { defineConfig } from '@playwright/test';
import { FLAGS } from './scripts/browser.mjs';

const port = process.env['E2E_PORT'] ?? '4173';
const executablePath = process.env['CHROMIUM_PATH'];
const origin = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  // Two share a machine that may be slow.
  timeout: 120_000,
  // A test mostly waits for what it plays, so two share two cores well.
  workers: 2,
  // What passes only the second or third time is listed as flaky at the end: a defect to be found, not a reason to lose a whole run.
  retries: 2,
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: origin,
    launchOptions: { args: FLAGS, ...(executablePath ? { executablePath } : {}) },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: origin,
    reuseExistingServer: false,
  },
});
