// Files that bundled scenarios name. Apart from the catalogue, since they are large: the page, which only lists scenarios, does
// not carry them.
import contributors from './contributors.ndjson?raw';

const files: Readonly<Record<string, string>> = { 'contributors.ndjson': contributors };

/** The text of a file beside the bundled scenarios, or undefined. */
export const bundledFile = (name: string): string | undefined => (Object.hasOwn(files, name) ? files[name] : undefined);
