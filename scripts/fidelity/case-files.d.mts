export type CaseFile = Readonly<Record<string, unknown>> & { readonly id: string };
export function readCases(
  paths: readonly string[],
  check: (file: unknown) => string | undefined,
): { readonly cases: readonly CaseFile[]; readonly errors: readonly string[] };
export function inTheWay(folder: string, cases: readonly { readonly id: string }[]): readonly string[];
export function recordingOf(script: object, version: string, plays: readonly (readonly object[])[]): CaseFile;
export function writtenCase(one: object): string;
export function writeCase(folder: string, one: object): string;
