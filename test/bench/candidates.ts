// What can be measured, by name: each runs in a process of its own and returns its numbers. Arguments are plain words, since
// they come by a command line.
import { ANY_TREE } from './any-tree.ts';
import { domain, growth } from './domain.ts';
import type { Measured } from './measure.ts';
import { LARGE, LONG, LONG_MILLION, ONE_OF_MANY, type Size, SMALL } from './models.ts';
import { ourHold, ourServer, simjsHold, simjsServer } from './queues.ts';
import { reference, referenceRuns } from './reference.ts';
import { smallRunsWith } from './small.ts';
import { memory, walks } from './timetravel.ts';
import { sweepOn } from './workers.ts';

const SIZES: Readonly<Record<string, Size>> = { large: LARGE, small: SMALL, long: LONG, million: LONG_MILLION };
const size = (name = ''): Size => SIZES[name] as Size;

const CANDIDATES: Readonly<Record<string, (...words: readonly string[]) => Measured | Promise<Measured>>> = {
  ...ANY_TREE,
  'our-hold': (pending, steps) => ourHold(Number(pending), Number(steps)),
  'our-server': (customers) => ourServer(Number(customers)),
  'simjs-hold': (pending, steps) => simjsHold(Number(pending), Number(steps)),
  'simjs-server': (customers) => simjsServer(Number(customers)),
  domain: (name, feature) => domain(size(name), feature),
  growth: (users) => growth(Number(users)),
  reference: (name, how) => reference(size(name), how === 'warmed'),
  walks: (name, marks, count) => walks(size(name), Number(marks), Number(count)),
  memory: (name, marks) => memory(size(name), Number(marks)),
  'reference-runs': (runs) => referenceRuns(ONE_OF_MANY, Number(runs)),
  'small-runs-with': (runs, name = '') => smallRunsWith(Number(runs), name),
  'sweep-on': (threads, seeds) => sweepOn(Number(threads), Number(seeds)),
};

export function measure(name: string, words: readonly string[]): Measured | Promise<Measured> {
  const candidate = CANDIDATES[name];
  if (candidate === undefined) throw new Error(`No candidate is called ${name}.`);
  return candidate(...words);
}
