// One run after another of the same scenario, each with a seed of its own, in one simulation: what does not depend on the seed is made
// once, and before each run everything is put back in place. Nobody can look into such a run or go back in it; for that there are sessions.
import type { PutBack } from '../kernel/state.ts';
import type { Changes } from '../scenario.ts';
import { clearTables, takeKeyframe } from './history.ts';
import { resultOf, type VariantResult } from './result.ts';
import { Simulation } from './simulation.ts';
import { preparedRun, type RunSpec } from './spec.ts';

export class Reruns {
  private readonly simulation: Simulation;
  /** Before anything has happened. */
  private readonly blank: readonly PutBack[];

  /** The seed of `spec` plays no part. */
  constructor(spec: RunSpec, changes?: Changes) {
    this.simulation = new Simulation(preparedRun(spec, changes), changes);
    this.blank = this.simulation.asItIs();
  }

  /** The whole run with this seed. */
  run(seed: number): VariantResult {
    const { simulation } = this;
    simulation.chance.reseed(seed);
    simulation.workload.reseeded();
    clearTables(simulation);
    for (const part of this.blank) part.now();
    simulation.start();
    const beginning = takeKeyframe(simulation);
    simulation.run(Number.POSITIVE_INFINITY);
    return resultOf(simulation, () => beginning);
  }
}
