// Finds a Chromium for the end-to-end tests, or installs one. No candidate is believed: each is launched and has to load
// a page. It never gives up silently: without a browser the tests fail and the message names the ways out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));
const cacheFile = join(root, 'node_modules', '.cache', 'e2e-browser.json');
const isRoot = process.getuid?.() === 0;

export const FLAGS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PLACES = {
  linux: ['/usr/bin/chromium', '/usr/bin/google-chrome', '/opt/google/chrome/chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((path) =>
      join(process.env[name] ?? 'C:\\', path),
    ),
  ),
};

const say = (text) => process.stderr.write(`browser: ${text}\n`);

const run = (command, ...args) => {
  say(`running ${[command, ...args].join(' ').replaceAll(root, '')} …`);
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] }).status === 0;
};

const playwright = (...args) => run(process.execPath, join(root, 'node_modules', 'playwright', 'cli.js'), ...args);

/** Does it start and show a page? Returns its version, or undefined. */
async function works(path) {
  if (!path || !existsSync(path)) return undefined;
  let browser;
  try {
    browser = await chromium.launch({ executablePath: path, args: FLAGS, timeout: 30_000 });
    const page = await browser.newPage();
    await page.goto('data:text/html,<title>works</title>');
    return (await page.title()) === 'works' ? browser.version() : undefined;
  } catch (error) {
    say(`${path} does not work: ${String(error.message).split('\n')[0]}`);
    return undefined;
  } finally {
    await browser?.close();
  }
}

function cached() {
  try {
    return JSON.parse(readFileSync(cacheFile, 'utf8')).path;
  } catch {
    return undefined;
  }
}

function candidates() {
  const extension = process.platform === 'win32' ? '.exe' : '';
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command + extension)));
  const all = [cached(), chromium.executablePath(), ...onPath, ...(PLACES[process.platform] ?? [])];
  return [...new Set(all)].filter((path) => path && existsSync(path));
}

async function firstThatWorks(paths) {
  for (const path of paths) {
    const version = await works(path);
    if (!version) continue;
    say(`${path} (${version})`);
    mkdirSync(dirname(cacheFile), { recursive: true });
    writeFileSync(cacheFile, JSON.stringify({ path }));
    return path;
  }
  return undefined;
}

/** The ways to install one, gentlest first; each is followed by another look at the candidates. */
function* installations() {
  const asAdministrator = isRoot ? [] : ['sudo', '-n'];
  const administers = isRoot || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  if (playwright('install', '--no-shell', 'chromium')) {
    yield;
    if (administers && process.platform === 'linux') yield playwright('install-deps', 'chromium');
  }
  if (administers && existsSync('/usr/bin/apt-get')) {
    const apt = [...asAdministrator, 'apt-get'];
    run(...apt, 'update');
    yield run(...apt, 'install', '-y', '--no-install-recommends', 'chromium');
  }
}

export async function ensureBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (await works(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, which does not start or is not there.`);
  }
  let path = await firstThatWorks(candidates());
  if (path) return path;
  say('no Chromium found, trying to install one');
  for (const _ of installations()) {
    path = await firstThatWorks(candidates());
    if (path) return path;
  }
  throw new Error(`No Chromium for the end-to-end tests. Any one of these helps:
  - install Chromium, Chrome or Edge the usual way of your system
  - npx playwright install chromium
  - CHROMIUM_PATH=/path/to/chromium npm test`);
}

/**
 * On a build machine, where installing is nobody's surprise: WebKit too, so that fingerprints are compared in a second engine.
 * Without it the tests name what they did not compare.
 */
export function installOtherEngines() {
  if (!process.env.CI || !isRoot || !existsSync('/usr/bin/apt-get') || existsSync('/usr/bin/WebKitWebDriver')) return;
  run('apt-get', 'update');
  run('apt-get', 'install', '-y', '--no-install-recommends', 'webkit2gtk-driver', 'xvfb');
}
