// The simulation inside a session, or inside runs one after the other, for tests that look at what no surface of the engine shows.
import type { LaneReruns, Reruns } from '../../src/engine/run/reruns.ts';
import type { Session } from '../../src/engine/run/session.ts';
import type { Simulation } from '../../src/engine/run/simulation.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';

export const simulationOf = (session: Session | Reruns): Simulation =>
  (session as unknown as { readonly simulation: Simulation }).simulation;

/** Of the lanes that go on from one past, in their order. */
export function specsOf(lanes: LaneReruns): readonly RunSpec[] {
  const { last, others } = lanes as unknown as { readonly last: Reruns; readonly others: readonly Simulation[] };
  return [...others, simulationOf(last)].map(({ prepared }) => prepared.spec);
}
