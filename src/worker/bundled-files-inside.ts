// The same as bundled-files.ts for the page that is one file: what bundled scenarios name is inside, and nothing is fetched. The build of
// that page puts this in the place of bundled-files.ts.
import { bundledFile } from '../engine/index.ts';
import type { BundledFiles } from './bundled-files.ts';

const carried: BundledFiles = {
  has: (name) => bundledFile(name) !== undefined,
  text: (name) => Promise.resolve(bundledFile(name) as string),
  addresses: () => [],
};

export default carried;
