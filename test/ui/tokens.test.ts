import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const UI = join(import.meta.dirname, '../../src/ui');

interface Rule {
  readonly file: string;
  readonly selectors: readonly string[];
  readonly body: string;
}

const rules: readonly Rule[] = readdirSync(UI, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .flatMap((file) => {
    const text = readFileSync(join(UI, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
    return [...text.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector, body]) => ({
      file,
      selectors: (selector ?? '').split(',').map((each) => each.trim()),
      body: body ?? '',
    }));
  });

/** What the reader's own colours leave as the style sheet has it. */
const kept = new Set(
  rules
    .filter(({ body }) => /forced-color-adjust:\s*none/.test(body))
    .flatMap(({ file, selectors }) => selectors.map((each) => `${file} ${each}`)),
);
const isKept = (file: string, selector: string): boolean =>
  kept.has(`${file} ${selector}`) || kept.has(`${file} ${selector.replace(/:(?:hover|not\(|is\().*$/, '')}`);

describe('in forced colours', () => {
  test('words in the colour of the page, on a ground of their own, keep that ground: a plate behind them would hide them', () => {
    const inverted = rules.filter(({ body }) => /(?:^|[\s;])color:\s*var\(--(?:paper|raised|on-\w+)\)/.test(body));
    expect(inverted.length).toBeGreaterThan(10);
    const lost = inverted.flatMap(({ file, selectors }) =>
      selectors.filter((selector) => !isKept(file, selector)).map((selector) => `${file} ${selector}`),
    );
    expect(lost).toEqual([]);
  });

  test('a ground of a kind’s colour keeps it', () => {
    const kinds = rules.filter(({ body }) =>
      /background:\s*var\(--(?:underbilled|missing|orphan|wrong-plan)\)/.test(body),
    );
    expect(kinds.length).toBeGreaterThan(4);
    const bare = (selector: string): string => selector.replace(/\[data-kind.*$/, '');
    const lost = kinds.flatMap(({ file, selectors }) =>
      selectors.filter((each) => !isKept(file, bare(each))).map((each) => `${file} ${each}`),
    );
    expect(lost).toEqual([]);
  });
});
