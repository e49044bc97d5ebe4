// A law is a property of every run. When one is broken, the smallest run found to break it is printed as JSON, written to a file
// of the system's temporary folder, and named in a command that replays it. LAW_RUNS and LAW_SEED look further than the tests.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'vitest';
import type { RunSpec } from '../../src/engine/run/spec.ts';

const FACTOR = Number(process.env['LAW_RUNS'] ?? 1);
const SEED = Number(process.env['LAW_SEED'] ?? 20260105);

/** How to see a run again: its scenario as a file, the command, and what people did. */
function replay({ scenario, variant, seed, inputs }: RunSpec): string {
  const folder = mkdtempSync(join(tmpdir(), 'driftlab-law-'));
  const file = join(folder, 'scenario.json');
  const document = { ...scenario, seed, variants: [{ ...variant, set: {} }] };
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
  const command = `npm run -s driftlab -- run ${file} --variant ${variant.id} --seed ${seed} --trace trace.ndjson`;
  const meddled = inputs.length === 0 ? '' : `\nand with what people did: ${JSON.stringify(inputs)}`;
  return `${command}${meddled}\nscenario: ${JSON.stringify(document)}`;
}

/**
 * A test that the law `holds` for `runs` random cases. A case is drawn from `cases`, and `specOf` says which run it is about.
 * `holds` throws when the law is broken.
 */
export function law<T>(
  title: string,
  cases: fc.Arbitrary<T>,
  specOf: (each: T) => RunSpec,
  runs: number,
  holds: (each: T) => void,
): void {
  test(
    title,
    () => {
      fc.assert(fc.property(cases, holds), {
        seed: SEED,
        numRuns: Math.ceil(runs * FACTOR),
        reporter: ({ failed, counterexample, errorInstance, counterexamplePath, seed }) => {
          if (!failed) return;
          const [each] = counterexample as unknown as [T];
          const rest = { ...each, spec: undefined } as object;
          const besides = 'spec' in (each as object) ? `\nbesides the run: ${JSON.stringify(rest)}` : '';
          const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
          throw new Error(
            `${what}\n\nreplay: ${replay(specOf(each))}${besides}\n(fast-check seed ${seed}, path ${counterexamplePath})`,
          );
        },
      });
    },
    120_000 * Math.max(1, FACTOR),
  );
}
