// The built page, served for a measurement, and the few things that are done on it: opening a scenario, moving its time.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const outDir = join(root, 'node_modules', '.cache', 'bench', 'page');
export const SIZE = { width: 1440, height: 900 };

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

export async function served() {
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const port = await freePort();
  const args = ['preview', '--host', '127.0.0.1', '--port', String(port), '--strictPort', '--outDir', outDir];
  const server = spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), ...args], {
    cwd: root,
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, stop: () => server.kill() };
}

export const seek = (page, time) =>
  page.getByRole('slider', { name: 'Virtual time' }).evaluate((element, value) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(element, String(value));
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }, time);

export const ready = async (page, title, timeout = 30_000) => {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.waitForFunction(
    () => [...document.querySelectorAll('button')].some((b) => b.textContent === 'Play' && !b.disabled),
    undefined,
    { timeout },
  );
  await page.waitForTimeout(500);
};

/** Opens a scenario by its text and waits until its run has been computed. */
export async function run(page, text, title, timeout) {
  await page.getByRole('button', { name: 'Scenario' }).click();
  await page.getByRole('button', { name: 'Edit what is open' }).click();
  await page.getByRole('textbox', { name: 'Scenario as YAML' }).fill(text);
  await page.getByRole('button', { name: 'Run this scenario' }).click();
  await ready(page, title, timeout);
}
