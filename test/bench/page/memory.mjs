// What the built page holds in a real Chromium with two million users: after their run, and after six lanes of a day. Megabytes of
// the process that draws and simulates, as the system counts them, and of the histories as the worker counts them; and how soon a
// jump is drawn, and script per frame beside a bare loop's. Prints one line of JSON. Run by `npm run bench -- --only page`; a scenario
// file as argument takes the place of the two million users.
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { ensureBrowser, FLAGS } from '../../../scripts/browser.mjs';
import { bare, measuring, playing, scrub } from './frames.mjs';
import { run, SIZE, seek, served } from './serving.mjs';

const HOUR = 3_600_000_000;
const MEGABYTE = 1_000_000;
/** Long enough for a slow machine, milliseconds. */
const PATIENCE = 600_000;
const MILLIONS = `schema: 1
title: Two million
length: 24h
opensAt: 8h
population: { users: 2000000 }
workload: { signUps: 2000/h, suspend: 0.039/h, reactivate: 0.351/h, delete: 0.00002/h }
publisher: { path: outbox }
billing: { consumers: 3, prefetch: 50, policy: version, serviceTime: { constant: 12ms }, invoiceEvery: 12h }
api: { pageSize: 1000, rateLimit: 50/s }
faults: [{ fault: publisher-silent, at: 9h, for: 2h }]
repair: { at: 13h }
variants: [wait, resync, { id: newer, strategy: resync, parameters: { merge: newer } }, republish-state, republish-events, resync-naive]
`;

/** Megabytes of the largest process that draws pages: now, and at most so far. */
async function resident(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sizes = processInfo.flatMap(({ type, id }) => {
    if (type !== 'renderer') return [];
    const text = readFileSync(`/proc/${id}/status`, 'utf8');
    const of = (name) => (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1]) * 1024) / MEGABYTE;
    return [{ now: of('VmRSS'), most: of('VmHWM') }];
  });
  return sizes.sort((a, b) => b.now - a.now)[0];
}

/** Milliseconds until Users is of the clock's moment. */
async function jump(page, time) {
  const began = Date.now();
  await seek(page, time);
  await page.waitForFunction(
    () => document.querySelector('[aria-label=Users]')?.getAttribute('aria-busy') === 'false',
    undefined,
    { timeout: PATIENCE },
  );
  return Date.now() - began;
}

/** Whether every lane is drawn that is kept; one that is not stays marked until somebody has it run again. */
const drawn = () =>
  [...document.querySelectorAll('[aria-label=Comparison] [aria-busy=true]')].every(
    (each) => each.getAttribute('role') === 'group' && each.querySelector('[data-late] button') !== null,
  );

async function main(browser, url, text) {
  const session = await browser.newBrowserCDPSession();
  const page = await (await browser.newContext({ viewport: SIZE })).newPage();
  page.setDefaultTimeout(PATIENCE);
  const measure = await measuring(page);
  const bareLoop = await bare(page, measure, 10_000);
  await page.goto(`${url}?debug`);
  await page.getByRole('button', { name: 'Play' }).and(page.locator(':enabled')).waitFor();
  await run(page, text, new RegExp(/title: (.{5})/.exec(text)[1]), PATIENCE);
  const jumps = [];
  for (const hour of [10.5, 9.5, 14, 11]) jumps.push(await jump(page, hour * HOUR));
  await scrub(page);
  const dragged = await measure(() => scrub(page));
  await jump(page, 9.9 * HOUR);
  const played = await playing(page, measure);
  const one = await resident(session);
  const began = Date.now();
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await page.getByRole('table', { name: 'Outcomes' }).waitFor();
  const compared = (Date.now() - began) / 1000;
  await page.waitForFunction(drawn, undefined, { timeout: PATIENCE });
  const lanes = await playing(page, measure);
  const six = await resident(session);
  const history = (await page.evaluate(() => window.driftlab.weight())) / MEGABYTE;
  const asleep = await page.getByRole('button', { name: 'Run it again' }).count();
  const memory = { one: one.now, six: six.now, most: six.most, history, asleep };
  const frames = {
    bareLoop,
    play: played.script,
    scrub: dragged.script,
    longest: dragged.longest,
    lanes: lanes.script,
  };
  return { ...memory, jump: Math.max(...jumps), compared, ...frames };
}

const [file] = process.argv.slice(2);
const text = file === undefined ? MILLIONS : readFileSync(file, 'utf8');
const executablePath = await ensureBrowser();
const { url, stop } = await served();
const browser = await chromium.launch({ executablePath, args: FLAGS });
try {
  process.stdout.write(`${JSON.stringify(await main(browser, url, text))}\n`);
} finally {
  await browser.close();
  stop();
}
