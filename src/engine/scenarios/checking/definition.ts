// The one definition of the scenario document: its sections, filled with what the catalogues offer. Schema, checks, forms and
// help are derived from it. It knows which keys there are and nothing of what they mean to a run.
import { type ChosenValue, type Entry, findEntry, type ParameterisedEntry } from '../../catalog.ts';
import type { Scenario } from '../../scenario.ts';
import type { ProfileEntry } from '../../sections/broker.ts';
import { documentSection } from '../../sections/document.ts';
import type { SectionShape, Shape } from '../../sections/shape.ts';
import type { RunbookSpec, StrategySpec } from '../../sections/value.ts';

export interface FaultEntry extends ParameterisedEntry {
  /** Whether it lasts (and then needs `for`) or is over at once. */
  readonly lasting: boolean;
}

export interface StrategyEntry extends ParameterisedEntry {
  /** Whether a scenario that names no variants gets this strategy as one. */
  suits(scenario: Scenario): boolean;
  /** Its statechart; what that asks for by name says which keys it depends on. */
  readonly machine: { readonly config: object };
  /** Whether it can fill an empty copy. */
  readonly seeds: boolean;
  /** With this it binds the queue of the service that it fills when it has read everything. */
  readonly bindsLate?: ChosenValue | true;
}

export interface PrimitiveStep extends ParameterisedEntry {
  /** It lasts no time, is no phase of its own and so has no title. */
  readonly instant?: unknown;
}

/** What runbooks of one's own are made of, and what such a runbook is as a strategy. */
export interface Runbooks {
  readonly steps: readonly PrimitiveStep[];
  made(runbook: RunbookSpec): StrategyEntry;
  /** What is wrong with the order of its steps, by their places from 0. */
  complaints(runbook: RunbookSpec): readonly { readonly at: number; readonly message: string }[];
  /** The place of a step that leaves invoicing put off for ever. */
  staysFrozen(runbook: RunbookSpec): number | undefined;
}

/** A measure; without a unit it is no number. */
type MeasureEntry = Entry & { readonly unit: string };

/** What is simulated, as the catalogues say it. The first policy is the default, as is the first profile of each kind. */
export interface Catalogues {
  readonly faults: readonly FaultEntry[];
  readonly strategies: readonly StrategyEntry[];
  readonly runbooks: Runbooks;
  readonly policies: readonly (Entry & { readonly versions?: true })[];
  readonly profiles: readonly ProfileEntry[];
  readonly measures: readonly MeasureEntry[];
}

/** The one definition of the scenario document, for these catalogues. */
export interface Definition {
  readonly document: SectionShape;
  readonly catalogues: Catalogues;
}

/** A strategy by its id, or a runbook of one's own. */
export const procedureOf = ({ strategies, runbooks }: Catalogues, spec: StrategySpec): StrategyEntry | undefined =>
  typeof spec === 'string' ? findEntry(strategies, spec) : runbooks.made(spec);

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
export const NEVER_SET: readonly string[] = [
  'schema',
  'id',
  'variants',
  'workload.file',
  'workload.types',
  'workload.columns',
  'workload.timezone',
  'costs.currency',
  'words',
  'perYear',
  'ranges',
  'observed',
];

export const defineScenario = (catalogues: Catalogues): Definition => ({
  catalogues,
  document: documentSection(catalogues),
});
