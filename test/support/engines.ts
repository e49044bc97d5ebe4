// Other browsers than Playwright's, driven headless: WebKitGTK through its own WebDriver, Firefox through WebDriver BiDi. Each
// opens a page and evaluates an expression there; which of them this machine has is asked first.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';

interface OpenPage {
  readonly version: string;
  /** The value of an expression; a promise is awaited. */
  evaluate(expression: string): Promise<string>;
  close(): Promise<void>;
}

const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);
const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver';
const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const XVFB = '/usr/bin/Xvfb';

/** What is here, and what its absence is called. */
export const ENGINES = [
  { name: 'WebKit', open: openWebKit, missing: [WEBKIT_DRIVER, MINI_BROWSER, XVFB].find((path) => !existsSync(path)) },
  { name: 'Firefox', open: openFirefox, missing: FIREFOX === undefined ? 'firefox' : undefined },
] as const;

async function openFirefox(url: string): Promise<OpenPage> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX as string,
    timeout: 60_000,
    protocolTimeout: 120_000,
  });
  const page = await browser.newPage();
  await page.goto(url);
  return {
    version: await browser.version(),
    evaluate: async (expression) => String(await page.evaluate(expression)),
    close: () => browser.close(),
  };
}

/** Kills whole process groups: the browser has children of its own. */
function killAll(children: readonly ChildProcess[]): void {
  for (const child of children) {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }
}

async function openWebKit(url: string): Promise<OpenPage> {
  const home = await mkdtemp(join(tmpdir(), 'driftlab-webkit-'));
  const children: ChildProcess[] = [];
  const stop = async () => {
    killAll(children);
    await rm(home, { recursive: true, force: true });
  };
  try {
    const screen = spawn(XVFB, ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
    children.push(screen);
    const display = await firstLine(screen);
    const port = 20_000 + (process.pid % 20_000);
    const places = Object.fromEntries(
      ['HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_RUNTIME_DIR'].map((name) => [name, home]),
    );
    const driver = spawn(WEBKIT_DRIVER, [`--port=${port}`], {
      stdio: 'ignore',
      detached: true,
      env: {
        ...process.env,
        ...places,
        DISPLAY: `:${display}`,
        GDK_BACKEND: 'x11',
        NO_AT_BRIDGE: '1',
        LANG: 'en_US.UTF-8',
        LC_ALL: 'en_US.UTF-8',
      },
    });
    children.push(driver);
    const session = await newSession(port);
    await command(port, 'POST', `/session/${session.id}/url`, { url });
    return {
      version: session.version,
      evaluate: async (expression) => {
        const script = `const tell = arguments[0]; (async () => (${expression}))().then((value) => tell({ value }), (error) => tell({ error: String(error) }))`;
        const answer = (await command(port, 'POST', `/session/${session.id}/execute/async`, { script, args: [] })) as {
          value?: string;
          error?: string;
        };
        if (answer.error !== undefined) throw new Error(answer.error);
        return String(answer.value);
      },
      close: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(String(data).trim()));
    child.once('error', reject);
    setTimeout(() => reject(new Error('The virtual screen did not start.')), 10_000).unref();
  });
}

async function command(port: number, method: string, path: string, body?: unknown): Promise<unknown> {
  const init: RequestInit = { method, signal: AbortSignal.timeout(130_000) };
  if (method === 'POST') init.body = JSON.stringify(body ?? {});
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(JSON.stringify(value));
  return value;
}

async function newSession(port: number): Promise<{ readonly id: string; readonly version: string }> {
  for (let tries = 0; ; tries++) {
    try {
      await command(port, 'GET', '/status');
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const options = { binary: MINI_BROWSER, args: ['--automation'] };
  const alwaysMatch = { timeouts: { script: 120_000 }, 'webkitgtk:browserOptions': options };
  const value = await command(port, 'POST', '/session', { capabilities: { alwaysMatch } });
  const { sessionId, capabilities } = value as { sessionId: string; capabilities: { browserVersion: string } };
  return { id: sessionId, version: capabilities.browserVersion };
}
