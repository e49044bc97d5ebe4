// What the scenario document is made of: plain-data descriptors of leaves, sections and lists. The check, the JSON
// Schema, the forms and the writer walk the same tree; nothing here knows what the keys mean to a run.
import type { Entry, ParameterisedEntry } from '../catalog.ts';
import type { Parameter } from '../parameters.ts';
import type { Distribution, Scenario } from '../scenario.ts';

interface Described {
  /** What the key means, one sentence. */
  readonly summary: string;
  /** Only the default is accepted: the rest of the contract is not simulated yet. */
  readonly notSimulated?: true;
}

/** A latency or service time: `{ constant: 20ms }`, `{ exponential: 20ms }` or `{ lognormal: { median: …, p99: … } }`. */
export interface DistributionShape extends Described {
  readonly type: 'distribution';
  readonly default: Distribution;
}

/** A point in calendar time, such as `2026-01-05T00:00:00Z`. */
export interface InstantShape extends Described {
  readonly type: 'instant';
  readonly default: string;
}

/** Free text. `line`: one line that is not empty; `id`: letters, digits, dot, underscore and hyphen. */
export interface TextShape extends Described {
  readonly type: 'text';
  readonly form: 'line' | 'prose' | 'id';
  readonly longest: number;
  readonly default?: string;
  /** The key may be left out and then is nowhere in the document. */
  readonly optional?: true;
  /** No default by itself: what stands here when the key is left out, in words; `defaults.ts` computes it. */
  readonly computed?: string;
}

/** A parameter; `computed` says how its default follows from other keys, where it does (`defaults.ts` computes it). */
export type ParameterShape = Parameter & { readonly computed?: string };

export interface SectionShape extends Described {
  readonly type: 'section';
  readonly keys: Readonly<Record<string, Shape>>;
  /** A word accepted in the section's place, such as `none`. */
  readonly word?: string;
}

/** A list of sections, each with an `id` that is unique in the list. */
export interface ListShape extends Described {
  readonly type: 'list';
  readonly items: SectionShape;
}

/** The list of faults or of variants; what may stand in it comes from the catalogues. */
export interface FaultsShape extends Described {
  readonly type: 'faults';
}
export interface VariantsShape extends Described {
  readonly type: 'variants';
  readonly computed: string;
}

/** Changes to the scenario by dotted path; what they do to it is checked once the scenario itself is known. */
export interface ChangesShape extends Described {
  readonly type: 'changes';
}

export type LeafShape = ParameterShape | DistributionShape | InstantShape | TextShape;
export type Shape = LeafShape | SectionShape | ListShape | FaultsShape | VariantsShape | ChangesShape;

export interface FaultEntry extends ParameterisedEntry {
  /** Whether it lasts (and then needs `for`) or is over at once. */
  readonly lasting: boolean;
}

export interface StrategyEntry extends ParameterisedEntry {
  /** Whether a scenario that names no variants gets this strategy as one. */
  suits(scenario: Scenario): boolean;
}

export interface ProfileEntry {
  readonly id: string;
  readonly kind: 'queue' | 'log' | 'compacted-log';
}

/** What is simulated, as the catalogues say it. The first policy is the default, as is the first profile of each kind. */
export interface Catalogues {
  readonly faults: readonly FaultEntry[];
  readonly strategies: readonly StrategyEntry[];
  readonly policies: readonly Entry[];
  readonly profiles: readonly ProfileEntry[];
}

/** The one definition of the scenario document, for these catalogues. */
export interface Definition {
  readonly document: SectionShape;
  readonly catalogues: Catalogues;
}

export type Path = readonly (string | number)[];

/** The shape at a path of keys from `section` down, or undefined when there is none. */
export function shapeAt(section: SectionShape, path: readonly string[]): Shape | undefined {
  let shape: Shape | undefined = section;
  for (const key of path) {
    if (shape?.type !== 'section' || !Object.hasOwn(shape.keys, key)) return undefined;
    shape = shape.keys[key];
  }
  return shape;
}

/** The paths of all keys that a variant's `set` may change, in the order of the document; sections before their keys. */
export function settablePaths(definition: Definition): readonly string[] {
  const paths: string[] = [];
  const visit = (section: SectionShape, prefix: string): void => {
    for (const [key, shape] of Object.entries(section.keys)) {
      const path = prefix + key;
      if (NEVER_SET.includes(path)) continue;
      paths.push(path);
      if (shape.type === 'section') visit(shape, `${path}.`);
    }
  };
  visit(definition.document, '');
  return paths;
}

/** Keys that belong to the file and not to one of its variants. */
export const NEVER_SET: readonly string[] = ['schema', 'id', 'variants', 'workload.file'];
