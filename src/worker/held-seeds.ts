// The runs of the request that seeds are asked of: what no seed changes in it is made once, since a worker beside gets some seeds of
// it after others.
import { SeedRuns } from '../engine/index.ts';
import type { RunRequest } from './door.ts';

export class HeldSeeds {
  private key = '';
  private runs: SeedRuns | null = null;

  of({ scenario, variants, inputs, inputsOf = {}, changes }: Omit<RunRequest, 'seed'>): SeedRuns {
    const key = JSON.stringify([scenario, variants, inputs, inputsOf]);
    // Real changes are too many to be compared.
    if (this.runs === null || changes !== undefined || key !== this.key)
      this.runs = new SeedRuns(scenario, variants, { inputs, inputsOf, changes });
    this.key = key;
    return this.runs;
  }
}
