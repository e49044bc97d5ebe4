// Where the files that bundled scenarios name lie, for whoever does not carry them and fetches one when it is asked for. The bundler
// knows; the engine fetches nothing.
import contributors from './contributors.ndjson?url';

/** By name: an address, absolute or relative to the page. */
export const bundledAddresses: Readonly<Record<string, string>> = { 'contributors.ndjson': contributors };
