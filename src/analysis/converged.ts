// When the end of a run is known: once what it was about has been put right, or at its last moment.
import { measureOf, SECOND } from '../engine/index.ts';
import { endOf } from './planned.ts';
import type { RunFacts } from './record/facts.ts';

type Ended = Pick<RunFacts, 'result' | 'length' | 'endedAt' | 'repairAt' | 'faults' | 'phases'>;

/** When every user who was divergent at the repair had been right once; null when that never was. Microseconds. */
export function convergedAt({ result, repairAt }: Pick<RunFacts, 'result' | 'repairAt'>): number | null {
  const after = measureOf(result.measures, 'repair.convergedAfter');
  return typeof after === 'number' && repairAt !== null ? repairAt + Math.round(after * SECOND) : null;
}

/** Of runs that were asked about: what is drawn asks in every frame, of each lane, many times. */
const verdicts = new WeakMap<Ended, number>();

/** From when on its verdict tells nothing that is still to come: converged, all faults and the repair’s work over; else its end. */
export function verdictAt(facts: Ended): number {
  const known = verdicts.get(facts);
  if (known !== undefined) return known;
  const at = foundAt(facts);
  verdicts.set(facts, at);
  return at;
}

function foundAt(facts: Ended): number {
  const end = endOf(facts);
  const converged = convergedAt(facts);
  if (converged === null) return end;
  const ends = [
    ...facts.faults.map(({ until }) => until),
    ...facts.phases.flatMap(({ team, to }) => (team === 'none' ? [] : [to ?? end])),
  ];
  return Math.min(end, Math.max(converged, ...ends));
}
