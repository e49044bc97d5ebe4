// Files that bundled scenarios name. They are large, so the worker does not carry them: one is fetched when it is read for the first
// time. The page that is one file has them inside (bundled-files-inside.ts).
import { bundledAddresses } from '../engine/index.ts';

export interface BundledFiles {
  readonly has: (name: string) => boolean;
  /** The text of one that there is; fails where it cannot be fetched. */
  readonly text: (name: string) => Promise<string>;
  /** Where they are fetched from. */
  readonly addresses: () => readonly string[];
}

const fetched: BundledFiles = {
  has: (name) => Object.hasOwn(bundledAddresses, name),
  text: async (name) => {
    const answer = await fetch(bundledAddresses[name] as string);
    if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
    return answer.text();
  },
  addresses: () => Object.values(bundledAddresses).map((address) => new URL(address, globalThis.location.href).href),
};

export default fetched;
