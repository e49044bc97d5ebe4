// The simulation inside a session, or inside runs one after the other, for tests that look at what no surface of the engine shows.
import type { Reruns } from '../../src/engine/run/reruns.ts';
import type { Session } from '../../src/engine/run/session.ts';
import type { Simulation } from '../../src/engine/run/simulation.ts';

export const simulationOf = (session: Session | Reruns): Simulation =>
  (session as unknown as { readonly simulation: Simulation }).simulation;
