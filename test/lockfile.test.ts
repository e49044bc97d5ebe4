// The lock must install on every system, not only on the one it was written on: each optional platform package that a
// dependency names has an entry of its own, and no entry says from where it was once fetched. The versions that the
// README explains are the versions in package.json.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './support/sources.ts';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly engines?: { readonly node?: string };
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string) => readFileSync(root + file, 'utf8');
const packages: Record<string, Entry> = JSON.parse(read('package-lock.json')).packages;

/** Where Node would look for `name` from `path`: its own node_modules first, then every one further up. */
const placesFor = (path: string, name: string): string[] => {
  const parts = path.split('/node_modules/');
  const nested = parts.map(
    (_, at) => `${parts.slice(0, parts.length - at).join('/node_modules/')}/node_modules/${name}`,
  );
  return [...nested, `node_modules/${name}`];
};

test('every optional package of every dependency is in the lock', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesFor(path, name).some((place) => packages[place]))
      .map(
        (name) => `${path} wants ${name}: choose a version whose platform packages all exist, then write the lock anew`,
      ),
  );
  expect(missing.join('\n')).toBe('');
});

test('no entry names the place it was fetched from', () => {
  const placed = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);
  expect(placed.map(([path]) => path)).toEqual([]);
});

test('no dependency needs an install script', () => {
  const scripted = Object.entries(packages).filter(([, entry]) => entry.hasInstallScript && !entry.optional);
  expect(scripted.map(([path]) => path)).toEqual([]);
});

test('every dependency is exact and stands in the README with its version and a reason', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const rows = [...read('README.md').matchAll(/^\| `([^`]+)` \| (\S+) \| (.+) \|$/gm)];
  const explained = Object.fromEntries(rows.map(([, name, version]) => [name, version]));
  expect(explained).toEqual({ ...dependencies, ...devDependencies });
  for (const version of Object.values(explained)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});
