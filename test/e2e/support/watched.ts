// The test that every end-to-end file starts from: while it runs, the whole browser context is watched. A request to anybody but
// the page's own origin, a violation of the content security policy, an error nobody caught or a word on the console fails it,
// and so does what axe finds in the state in which the test leaves the page.
import { test as base, type ConsoleMessage, expect } from '@playwright/test';
import { clean } from './clean.ts';

const VIOLATION = 'content security policy violated:';

interface Watched {
  /** What this test provokes on purpose: complaints that match are no failure. */
  readonly expected: RegExp[];
}

const isProblem = (message: ConsoleMessage): boolean => message.type() === 'error' || message.type() === 'warning';

export const test = base.extend<{ watched: Watched }>({
  watched: [
    async ({ context, baseURL }, use, testInfo) => {
      const complaints: string[] = [];
      const expected: RegExp[] = [];
      await context.addInitScript((prefix) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
          console.error(prefix, effectiveDirective, blockedURI),
        );
      }, VIOLATION);
      context.on('request', (request) => {
        const url = request.url();
        const own = url.startsWith(`${baseURL}/`) || url.startsWith('data:') || url.startsWith('blob:');
        if (!own) complaints.push(`asked ${url}`);
      });
      context.on('weberror', (error) => complaints.push(`not caught: ${error.error().message}`));
      context.on('console', (message) => isProblem(message) && complaints.push(`console: ${message.text()}`));
      await use({ expected });
      if (testInfo.status === testInfo.expectedStatus) {
        for (const page of context.pages()) {
          if (!page.url().startsWith(`${baseURL}/`)) continue;
          await page.emulateMedia({ media: null, forcedColors: null, contrast: null });
          await clean(page, 'as the test leaves the page');
        }
      }
      expect(complaints.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { type Browser, expect, type Locator, type Page } from '@playwright/test';
