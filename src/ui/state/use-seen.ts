// The run on the stage as far as it may be told, for panels that draw it: made anew with every event that is reached, and in between only
// so often as it can be seen.
import { useMemo } from 'react';
import { type SeenFacts, seenOf } from '../../analysis/seen.ts';
import { firstWhere } from '../../engine/index.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from './use-runner.ts';
import { veiledAfter } from './veil.ts';

/** Every moment at which something of a run becomes known that is not told by its curve, in order. */
function eventsOf({ invoiceRuns, phases, seeding, faults }: RunFacts): readonly number[] {
  const works = [...phases, ...seeding].flatMap(({ from, to }) => [from, to ?? from]);
  const all = [...invoiceRuns.map(({ time }) => time), ...works, ...faults.flatMap(({ at, until }) => [at, until])];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The last of sorted numbers that is at most `value`; 0 where there is none. */
function lastUpTo(sorted: readonly number[], value: number): number {
  return sorted[firstWhere(0, sorted.length, (n) => (sorted[n] as number) > value) - 1] ?? 0;
}

/** `grain`: so much virtual time, in microseconds, makes no difference to what is drawn; Infinity: nothing but events does. */
export function useSeen(grain: number): SeenFacts | null {
  const facts = usePage((page) => page.facts);
  const events = useMemo(() => (facts === null ? [] : eventsOf(facts)), [facts]);
  const until = usePage((page) => {
    const veil = veiledAfter({ ...page, comparing: false });
    const even = Number.isFinite(grain) ? Math.floor(veil / grain) * grain : 0;
    return Number.isFinite(veil) ? Math.max(even, lastUpTo(events, veil)) : veil;
  });
  return useMemo(() => (facts === null ? null : seenOf(facts, until)), [facts, until]);
}
