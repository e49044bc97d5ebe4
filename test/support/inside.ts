// The simulation inside a session, for tests that look at what no surface of the engine shows.
import type { Session } from '../../src/engine/run/session.ts';
import type { Simulation } from '../../src/engine/run/simulation.ts';

export const simulationOf = (session: Session): Simulation =>
  (session as unknown as { readonly simulation: Simulation }).simulation;
