// `npm run docs:first-minute`: takes the pictures of docs/first-minute.md and of README.md anew, from the built page as a new user meets it.
// Builds first; needs a Chromium, as the end-to-end tests do.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrap } from './bootstrap.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs', 'first-minute');

bootstrap();
const { build, preview } = await import('vite');
const { chromium } = await import('playwright');
const { ensureBrowser, FLAGS } = await import('./browser.mjs');

await build({ root, logLevel: 'warn' });
const server = await preview({ root, preview: { host: '127.0.0.1', port: 0 } });
const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: FLAGS });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const picture = (name) => page.screenshot({ path: join(folder, `${name}.png`) });
  const slider = page.getByRole('slider', { name: 'Virtual time' });
  /** Waits until the clock shows at least `time`, a text such as "10:30"; it plays on meanwhile, nothing is paused for a picture. */
  const clock = async (time) => {
    while (((await slider.getAttribute('aria-valuetext')) ?? '') < time) await page.waitForTimeout(30);
  };
  const press = (name) => page.getByRole('button', { name, exact: true }).click();

  await page.goto(server.resolvedUrls.local[0]);
  await page.getByRole('button', { name: 'Play', exact: true, disabled: false }).waitFor();
  await page.waitForTimeout(500);
  await picture('1-opens');
  await press('Play');
  await clock('10:00:25');
  await picture('2-silence');
  await clock('10:45');
  await picture('3-nothing-looks-wrong');
  await clock('11:00:01');
  await picture('4-invoices');
  await clock('12:00:01');
  await press('Compare strategies');
  await page.getByRole('group', { name: /^Wait/ }).first().waitFor();
  await page.waitForTimeout(1000);
  await picture('5-lanes');
  await press('Play');
  await clock('12:44:44');
  await picture('6-replay');
  await clock('13:00:30');
  await picture('7-emptied');
  await clock('13:30:20');
  await picture('8-scan');
  await clock('13:59:31');
  await picture('9-late-events');
  await clock('14:30');
  await picture('10-the-rest');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  await page.waitForTimeout(1000);
  await picture('11-outcomes');
  // The picture that README begins with: all lanes, when the last of them has been seen to its end.
  await page.screenshot({ path: join(root, 'docs', 'driftlab.png') });
} finally {
  await browser.close();
  await server.close();
}
