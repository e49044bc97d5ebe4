// Files that bundled scenarios name. Apart from the catalogue, since they are large: the command line carries them, the page does not,
// and its worker fetches them (worker/bundled-files.ts).
import contributors from './contributors.ndjson?raw';

const files: Readonly<Record<string, string>> = { 'contributors.ndjson': contributors };

/** The text of a file beside the bundled scenarios, or undefined. */
export const bundledFile = (name: string): string | undefined => (Object.hasOwn(files, name) ? files[name] : undefined);
