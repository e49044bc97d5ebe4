// `npm run -s driftlab -- <verb>`: the command line from a checkout. Installs what is missing and rebuilds what changed,
// saying so on stderr only, then runs the bundle in this process, so arguments and exit code pass through untouched.
import { pathToFileURL } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { build, bundle, isFresh } from './cli-bundle.mjs';

bootstrap();
if (!isFresh()) {
  process.stderr.write('driftlab: sources changed, building the command line …\n');
  try {
    build();
  } catch (error) {
    process.stderr.write(`driftlab: ${error.message}\n`);
    process.exit(1);
  }
}
await import(pathToFileURL(bundle).href);
