// What a build bundles of others goes with its licence: a Vite plugin that notes which packages the modules of a build come from, and
// lays a file with the text of each licence beside what is built. A package without a text fails the build. Node built-ins only.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export const FILE = 'licences.txt';

/** The folder of the package that a module comes from; undefined when it is our own. */
export function packageOf(module) {
  const found = /^\0?(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/.exec(module);
  return found?.[1];
}

function textIn(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(?:[-.].*)?$/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no text of its licence`);
  return readFileSync(join(folder, file), 'utf8').trim();
}

function entryOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { title: `${name} ${version} (${license})`, text: textIn(folder) };
}

/** Our own licence, then one of each package that the modules come from. */
export function licencesOf(modules) {
  const folders = new Set([...modules].map(packageOf).filter((folder) => folder !== undefined));
  const entries = [...folders].map(entryOf).sort((a, b) => (a.title < b.title ? -1 : 1));
  const all = [{ title: 'Driftlab', text: textIn(root) }, ...entries];
  const rule = '─'.repeat(80);
  return `${all.map(({ title, text }) => `${title}\n\n${text}\n`).join(`\n${rule}\n\n`)}`;
}

/** `noting` is for builds within the build, such as the worker's; `writing` for the build itself. Both share what they noted. */
export function licences() {
  const modules = new Set();
  const moduleParsed = ({ id }) => void modules.add(id);
  return {
    noting: { name: 'driftlab:licences-noted', apply: 'build', moduleParsed },
    writing: {
      name: 'driftlab:licences',
      apply: 'build',
      moduleParsed,
      // Fonts are no modules but files that a style sheet names.
      transform: {
        order: 'pre',
        handler(code, id) {
          if (!id.endsWith('.css')) return;
          for (const [, file] of code.matchAll(/url\("([^"./][^"]*)"\)/g))
            modules.add(join(root, 'node_modules', file));
        },
      },
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: FILE, source: licencesOf(modules) });
      },
    },
  };
}
