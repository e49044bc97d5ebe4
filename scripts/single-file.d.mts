import type { Plugin } from 'vite';

export declare function documentOf(
  html: string,
  parts: { readonly script: string; readonly style: string; readonly icon: string; readonly licences: string },
): string;
export declare function singleFile(): Plugin;
