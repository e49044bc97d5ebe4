// The worker's program as a text within the page's: a Vite plugin that builds the worker by itself, packs it and hands it out as
// the module `virtual:packed-worker`. For the page that is one file.
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const NAME = 'virtual:packed-worker';

/** `entry`: the worker's file; `alias`: what stands in the place of what; `plugins`: for its build; `output`: how its constants are written. */
export function packedWorker({ entry, target, alias, plugins, output }) {
  return {
    name: 'driftlab:packed-worker',
    apply: 'build',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    async load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const [built] = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        plugins,
        resolve: { alias },
        build: {
          write: false,
          target,
          minify: true,
          lib: { entry, formats: ['iife'], name: 'simulator' },
          rolldownOptions: { output },
        },
      });
      const program = gzipSync(built.output[0].code, { level: 9 }).toString('base64');
      return { code: `export default ${JSON.stringify(program)};`, moduleSideEffects: false };
    },
  };
}
