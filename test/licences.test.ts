// What is bundled of others goes with its licence: from the modules of a build to the packages they come from, and to their texts.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FILE, licencesOf, packageOf } from '../scripts/licences.mjs';
import { root } from './support/sources.ts';

const inside = (path: string) => `${root}node_modules/${path}`;

test('a module belongs to the innermost package it lies in, or to nobody but us', () => {
  expect(packageOf(`${root}src/cli/main.ts`)).toBeUndefined();
  expect(packageOf('\0vite/preload-helper.js')).toBeUndefined();
  expect(packageOf(inside('yaml/dist/index.js'))).toBe(inside('yaml'));
  expect(packageOf(`\0${inside('react/index.js')}?commonjs-es-import`)).toBe(inside('react'));
  expect(packageOf(inside('@xyflow/react/node_modules/zustand/esm/index.mjs'))).toBe(
    inside('@xyflow/react/node_modules/zustand'),
  );
});

test('each package is told once, with the text of its licence', () => {
  const modules = ['yaml/dist/index.js', 'yaml/dist/log.js', '@fontsource/ibm-plex-mono/400.css'].map(inside);
  const text = licencesOf([...modules, `${root}src/ui/main.tsx`]);
  const titles = [...text.matchAll(/^(?:\S+ [\d.]+ \(\S+\)|Driftlab)$/gm)].map(([title]) =>
    title.replace(/ [\d.]+/, ''),
  );
  expect(titles).toEqual(['Driftlab', '@fontsource/ibm-plex-mono (OFL-1.1)', 'yaml (ISC)']);
  expect(text).toContain('SIL OPEN FONT LICENSE');
  expect(text).toContain('Copyright Eemeli Aro');
});

test('whatever is bundled has a text to go with it', () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const text = licencesOf(Object.keys(dependencies).map((name) => inside(`${name}/index.js`)));
  for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`${name} ${version} (`);
});

test('the command line is built with the licences of what is in it', async () => {
  const { build } = await import('../scripts/cli-bundle.mjs');
  build();
  const text = readFileSync(`${root}dist-cli/${FILE}`, 'utf8');
  for (const name of ['commander', 'cli-progress', 'yaml', 'xstate'])
    expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
  expect(text).not.toMatch(/^react \d/m);
});
