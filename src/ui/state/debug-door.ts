// The door that `?debug` opens for tests and tools: a comparison is asked for by program, its result is plain data.
import { findVariant, type Scenario, scenarioDefinition } from '../../engine/index.ts';
import { heard } from '../../worker/connection.ts';
import type { Comparison, Source } from '../../worker/door.ts';
import { bundledSource } from './bookmark.ts';
import type { Page } from './page.ts';

interface DebugOptions {
  readonly variants?: readonly string[] | string;
  readonly seed?: number;
}

type Compared = Comparison['result'];
type Compare = (scenario: string | Scenario, options?: DebugOptions) => Promise<Compared>;

/** A scenario may be given as a bundled id, a text or an object; what it leaves out has its default. */
function sourceOf(scenario: string | object): Source {
  if (typeof scenario !== 'string') return { file: 'scenario.json', text: JSON.stringify(scenario), siblings: {} };
  return bundledSource(scenario) ?? { file: 'scenario.yaml', text: scenario, siblings: {} };
}

const comparing =
  ({ connection }: Page): Compare =>
  async (scenario, { variants, seed } = {}) => {
    const source = sourceOf(scenario);
    const reading = await connection.door.read(source.text, source.file, source.siblings);
    if ('problems' in reading)
      throw new Error(reading.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
    const ids =
      typeof variants === 'string' ? variants.split(',') : (variants ?? reading.scenario.variants.map(({ id }) => id));
    const found = ids.map((id) => {
      const variant = findVariant(reading.scenario, id, scenarioDefinition);
      if (variant === undefined) throw new Error(`Not a variant: ${id}`);
      return variant;
    });
    const request = {
      scenario: reading.scenario,
      variants: found,
      seed: seed ?? reading.scenario.seed,
      inputs: [],
      changes: reading.changes,
    };
    const nobody = heard(() => {});
    const done = await connection.door.compare(connection.task(), request, false, nobody);
    if (done === null) throw new Error('The comparison was cancelled.');
    return done.result;
  };

declare global {
  interface Window {
    driftlab?: {
      readonly compare: Compare;
      /** Bytes that the worker's histories take together. */
      readonly weight: () => Promise<number>;
      /** From now on the worker's answers come so many milliseconds later. */
      readonly delay: (milliseconds: number) => void;
    };
  }
}

export function openDebugDoor(page: Page): void {
  window.driftlab = {
    compare: comparing(page),
    delay: page.connection.delay,
    weight: () => page.connection.door.weight(),
  };
}
