// Unit tests load the model compiled: every module of src but the page's, and of test/support, as a file of its own that Node reads by
// itself. Vitest's own loader makes a call of each use of something imported, with which runs take half as long again. Kept by what the
// sources say, so that it is made once after a change. Who watches gets the sources: there a change must be seen at once.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'driftlab-compiled');
const FOLDERS = ['src', 'test/support'];
const CONFIGURATION = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/compiled.mjs'];
/** How long one that is no longer made is kept, milliseconds: somebody may still load from it. */
const KEPT = 3_600_000;

/** All files in the folders, from the root, with slashes. */
const files = () =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/')),
  ).sort();

function fingerprint(of) {
  const hash = createHash('sha256');
  for (const file of of)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** A module knows where its source lies, and an address of a file is that of the source. */
const places = {
  name: 'driftlab:places',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id.endsWith('?url') && importer !== undefined ? `\0${resolve(dirname(importer), id)}` : undefined,
  load: (id) =>
    id.startsWith('\0') && id.endsWith('?url')
      ? `export default ${JSON.stringify(`/${relative(root, id.slice(1, -4)).replaceAll('\\', '/')}`)};`
      : undefined,
  transform: {
    filter: { code: /import\.meta\.url/ },
    handler: (code, id) => ({
      code: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)),
      map: null,
    }),
  },
};

/** All of them into a folder, each as a file of its own. */
const compileInto = (outDir, inputs) =>
  build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [places],
    build: {
      ssr: true,
      outDir,
      target: 'es2022',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        external: [/^virtual:/],
        checks: { pluginTimings: false },
        input: Object.fromEntries(inputs.map((file) => [file.replace(/\.ts$/, ''), join(root, file)])),
        output: { preserveModules: true, preserveModulesRoot: root, entryFileNames: '[name].mjs', topLevelVar: false },
      },
    },
  });

/** Compiled aside and moved into place in one step, so that whoever runs tests at the same time never loads half of it. */
async function compileTo(folder, inputs) {
  const aside = `${folder}-${process.pid}`;
  try {
    await compileInto(aside, inputs);
    if (!existsSync(folder)) renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function forgetOthers(folder) {
  for (const name of readdirSync(cache)) {
    const other = join(cache, name);
    if (other !== folder && Date.now() - statSync(other).mtimeMs > KEPT) rmSync(other, { recursive: true });
  }
}

/** Where each source lies compiled: from file to file. */
async function compile() {
  const all = files().filter((file) => !file.startsWith('src/ui/') && !file.endsWith('.md'));
  const inputs = all.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  const folder = join(cache, fingerprint([...all, ...CONFIGURATION]));
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    await compileTo(folder, inputs);
    forgetOthers(folder);
  }
  return new Map(inputs.map((file) => [join(root, file), join(folder, file.replace(/\.ts$/, '.mjs'))]));
}

/** All projects of tests share what is compiled. */
let modules;

export function compiled() {
  let isWatching = false;
  return {
    name: 'driftlab:compiled',
    enforce: 'pre',
    configureVitest({ vitest }) {
      isWatching = vitest.config.watch;
    },
    async resolveId(id, importer) {
      if (isWatching || importer === undefined || !/^\.{1,2}\/.*\.ts$/.test(id)) return undefined;
      modules ??= compile();
      return (await modules).get(resolve(dirname(importer), id));
    },
  };
}
