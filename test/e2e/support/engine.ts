// What the engine says, asked where the page is not: by the command line, as JSON and as a trace. Numbers on the page are held
// against these. What a trace says of a moment is counted here line by line, by code that is not the engine's.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Line } from '../../support/lines.ts';
import { kindOf, NOBODY, stateOf, type UserState } from '../../support/states.ts';

type Tree = { readonly [name: string]: Tree | number | string | boolean | null };

export interface Result {
  readonly scenario: unknown;
  readonly seed: number;
  readonly variants: readonly {
    readonly id: string;
    readonly title: string;
    readonly strategy: string;
    readonly fingerprint: string;
    readonly phases: readonly { readonly name: string; readonly from: number; readonly to: number | null }[];
    readonly measures: Tree;
  }[];
}

export const measured = (tree: Tree, name: string) =>
  name.split('.').reduce((at, part) => (at as Tree)[part] as Tree, tree as Tree | number);

/** Says the same again when asked the same again: a run is what it is. */
function once<A extends string[], T>(answer: (...asked: A) => T): (...asked: A) => T {
  const known = new Map<string, T>();
  return (...asked) => {
    const key = JSON.stringify(asked);
    if (!known.has(key)) known.set(key, answer(...asked));
    return known.get(key) as T;
  };
}

const asked = (...args: string[]): Result =>
  JSON.parse(
    execFileSync(process.execPath, ['scripts/driftlab.mjs', ...args, '--format', 'json'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );

/** The command line's answer, as JSON. */
export const driftlab = once(asked);

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'driftlab-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same for the text of a scenario. */
export const driftlabOf = once((text: string, ...args: string[]) =>
  inFolder((folder) => {
    const file = join(folder, 'own.yaml');
    writeFileSync(file, text);
    return asked('compare', file, ...args);
  }),
);

/** Every line of a run's trace. */
export const traceOf = once((id: string, variant: string): readonly Line[] =>
  inFolder((folder) => {
    const file = join(folder, 'trace.ndjson');
    asked('run', id, '--variant', variant, '--trace', file);
    return readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  }),
);

interface Standing {
  readonly kinds: Readonly<Record<string, number>>;
  readonly users: Readonly<Record<string, readonly number[]>>;
  readonly divergent: number;
  readonly wrong: number;
}

/** Users by kind of divergence at `time`, and the wrong invoices by then. */
export function standingAt(lines: readonly Line[], time: number): Standing {
  const truth = new Map<number, UserState>();
  const copy = new Map<number, UserState>();
  let wrong = 0;
  for (const line of lines) {
    if (line.t > time) break;
    if (line.kind === 'commit') truth.set(line.user, stateOf(line));
    else if (line.kind === 'copy') copy.set(line.user, stateOf(line));
    else if (line.kind === 'invoice' && line.truth !== 'active') wrong++;
  }
  const users: Record<string, number[]> = {};
  const kinds: Record<string, number> = { overbilled: 0, underbilled: 0, missing: 0, orphan: 0 };
  for (const user of new Set([...truth.keys(), ...copy.keys()])) {
    const kind = kindOf(truth.get(user) ?? NOBODY, copy.get(user) ?? NOBODY);
    if (kind === undefined) continue;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    users[kind] = [...(users[kind] ?? []), user];
  }
  return { kinds, users, divergent: Object.values(kinds).reduce((sum, count) => sum + count, 0), wrong };
}
