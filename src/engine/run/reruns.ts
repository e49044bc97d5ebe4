// One run after another of the same scenario, each with a seed of its own, in one simulation: what does not depend on the seed is made
// once, and before each run everything is put back in place. Runs that agree until their strategies are asked have their past run once,
// and go on from it, each in its own simulation. Nobody can look into such a run or go back in it; for that there are sessions.
import type { PutBack } from '../kernel/state.ts';
import type { Changes } from '../scenario.ts';
import { clearTables, continueLogs, inputsKnown, type Keyframe, standBeside, takeKeyframe } from './history.ts';
import { resultOf, type VariantResult } from './result.ts';
import { Simulation } from './simulation.ts';
import { preparedRun, type RunSpec } from './spec.ts';
import type { KeyframeBefore } from './usual.ts';

const made = (spec: RunSpec, changes?: Changes): Simulation => new Simulation(preparedRun(spec, changes), changes);

function reseed({ chance, workload }: Simulation, seed: number): void {
  chance.reseed(seed);
  workload.reseeded();
}

function ended(simulation: Simulation, beginning: KeyframeBefore): VariantResult {
  simulation.run(Number.POSITIVE_INFINITY);
  return resultOf(simulation, beginning);
}

export class Reruns {
  private readonly simulation: Simulation;
  /** Before anything has happened. */
  private readonly blank: readonly PutBack[];
  private readonly changes: Changes | undefined;

  /** The seed of `spec` plays no part. */
  constructor(spec: RunSpec, changes?: Changes) {
    this.changes = changes;
    this.simulation = made(spec, changes);
    this.blank = this.simulation.asItIs();
  }

  /** The whole run with this seed. */
  run(seed: number): VariantResult {
    return ended(this.simulation, this.begin(seed));
  }

  /** The same run, on which `others` go on from where they are first asked for anything: their results, then its own. */
  *shared(seed: number, others: readonly Simulation[]): Generator<VariantResult, void> {
    const { simulation } = this;
    const beginning = this.begin(seed);
    simulation.run(simulation.asksAt - 1);
    const past = { inputs: inputsKnown(simulation), state: simulation.save() };
    for (const other of others) {
      reseed(other, seed);
      continueLogs(other, simulation, false);
      standBeside(other, simulation, past);
      yield ended(other, beginning);
    }
    yield ended(simulation, beginning);
  }

  /** Whether it is known beforehand when its strategy is first asked for anything, or only the run shows it. */
  get isPlanned(): boolean {
    return this.simulation.model.repairAt < Number.POSITIVE_INFINITY;
  }

  /** Returns how to come by the tables as they are now: hardly any run asks for them when it has ended. */
  private begin(seed: number): KeyframeBefore {
    const { simulation } = this;
    reseed(simulation, seed);
    clearTables(simulation);
    for (const part of this.blank) part.now();
    simulation.start();
    return () => this.beginning(seed);
  }

  /** The tables at the beginning, made once more. */
  private beginning(seed: number): Keyframe {
    const twin = new Simulation(this.simulation.prepared, this.changes);
    reseed(twin, seed);
    twin.start();
    return takeKeyframe(twin);
  }
}

/** Lanes of one past. */
export class LaneReruns {
  /** The last lane, which goes on from the past when all others have. */
  private readonly last: Reruns;
  private readonly others: readonly Simulation[];

  constructor(specs: readonly RunSpec[], changes?: Changes) {
    this.last = new Reruns(specs[specs.length - 1] as RunSpec, changes);
    this.others = specs.slice(0, -1).map((spec) => made(spec, changes));
  }

  /** Every lane with this seed, one after another; none where it is not known beforehand when they part. */
  *running(seed: number): Generator<VariantResult, void> {
    if (this.others.length === 0) yield this.last.run(seed);
    else if (this.last.isPlanned) yield* this.last.shared(seed, this.others);
  }
}
