import type { Plugin } from 'vite';

export const FILE: string;
export function packageOf(module: string): string | undefined;
export function licencesOf(modules: Iterable<string>): string;
export function licences(): { readonly noting: Plugin; readonly writing: Plugin };
