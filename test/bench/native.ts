// Programs of their own: the page in a browser, and peers outside JavaScript. These take part when the machine has what they need; what is missing is said aloud and left out.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Candidate } from './rounds.ts';

/** The bundle lies in node_modules/.cache/bench. */
const cache = dirname(fileURLToPath(import.meta.url));
const sources = join(cache, '..', '..', '..', 'test', 'bench', 'native');

const works = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const skip = (reason: string): undefined => {
  process.stderr.write(`SKIPPED: ${reason}\n`);
};

export function cppHold(pending: number, steps: number): Candidate | undefined {
  const program = join(cache, 'hold');
  mkdirSync(cache, { recursive: true });
  if (!works('g++', '--version')) return skip('the comparison with C++: there is no g++ here');
  if (!works('g++', '-O3', '-o', program, join(sources, 'hold.cpp')))
    return skip('the comparison with C++: native/hold.cpp does not compile');
  return { name: 'C++', command: program, measure: [String(pending), String(steps)] };
}

export function pythonServer(customers: number): Candidate | undefined {
  const python = ['python3', '/usr/bin/python3'].find((command) => works(command, '-c', 'import simpy'));
  if (python === undefined) return skip('the comparison with SimPy: no python3 here has the package simpy');
  return { name: 'SimPy', command: python, measure: [join(sources, 'server.py'), String(customers)] };
}

/** The built page, driven in a browser. */
/** `script`: a file of the folder `page`. */
export const drivenPage = (name: string, script: string): Candidate => ({
  name,
  command: process.execPath,
  measure: [join(sources, '..', 'page', script)],
});
