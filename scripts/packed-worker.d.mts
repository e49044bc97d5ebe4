import type { Plugin } from 'vite';

export declare function packedWorker(options: {
  readonly entry: string;
  readonly target: string;
  readonly plugins: readonly Plugin[];
  readonly output: { readonly topLevelVar: boolean };
}): Plugin;
