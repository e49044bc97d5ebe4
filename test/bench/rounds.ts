// Candidates side by side: each measurement in a fresh process, in rounds (A B C, A B C, …), so that whatever else the
// machine does meets all alike. What counts is the ratio of medians within one run.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Measured, median } from './measure.ts';

export interface Candidate {
  readonly name: string;
  /** A program of its own; left out: a bundle, this one if no other is named. */
  readonly command?: string;
  readonly bundle?: string;
  /** Name and words of a candidate of this bundle, or the program's arguments. */
  readonly measure: readonly string[];
  /** For Node. */
  readonly flags?: readonly string[];
  /** At most so many, where one takes long or says all. */
  readonly rounds?: number;
}

/** Medians by candidate and measurement. */
export type Medians = ReadonlyMap<string, Measured>;

const own = fileURLToPath(import.meta.url);

function run({ command, bundle = own, flags = [], measure }: Candidate): Measured {
  const args = command === undefined ? [...flags, bundle, '--candidate', ...measure] : measure;
  const printed = execFileSync(command ?? process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(printed.trim().split('\n').at(-1) as string) as Measured;
}

export function runRounds(candidates: readonly Candidate[], rounds: number, onRun: (name: string) => void): Medians {
  const runs = new Map(candidates.map(({ name }) => [name, [] as Measured[]]));
  for (let round = 0; round < rounds; round++) {
    for (const candidate of candidates) {
      if (round >= (candidate.rounds ?? rounds)) continue;
      onRun(`round ${round + 1} of ${rounds}: ${candidate.name}`);
      runs.get(candidate.name)?.push(run(candidate));
    }
  }
  return new Map([...runs].map(([name, measured]) => [name, medians(measured)]));
}

function medians(runs: readonly Measured[]): Measured {
  const names = Object.keys(runs[0] as Measured);
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name] as number))]));
}
