// What the scenario document is made of: plain-data descriptors of leaves, sections and lists. The check, the JSON
// Schema, the forms and the writer walk the same tree; nothing here knows what the keys mean to a run.
import type { Parameter } from '../parameters.ts';
import { DAY } from '../units.ts';

/** No duration in a scenario is longer than this, microseconds. */
export const LONGEST = 366 * DAY;
/** No run lasts longer, with the longest time to settle. */
export const LONGEST_RUN = 2 * LONGEST + DAY;

/** A latency or service time: always the same, memoryless, or heavy-tailed. */
export type Distribution =
  | { readonly constant: string }
  | { readonly exponential: string }
  | { readonly lognormal: { readonly median: string; readonly p99: string } };

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

/** Free text. `line`: one line that is not empty; `id`: letters, digits, dot, underscore and hyphen; `offset`: a distance from UTC; `clock`: a time of day or `none`; `timeOfDay`: a time of day. */
export interface TextShape extends Described {
  readonly type: 'text';
  readonly form: 'line' | 'prose' | 'id' | 'offset' | 'clock' | 'timeOfDay';
  readonly longest: number;
  readonly default?: string;
  /** The key may be left out and then is nowhere in the document. */
  readonly optional?: true;
  /** No default by itself: what stands here when the key is left out, in words; `defaults.ts` computes it. */
  readonly computed?: string;
}

/**
 * A parameter; `computed` says how its default follows from other keys, where it does (`defaults.ts` computes it). One that is `optional`
 * may be left out and then is nowhere in the document.
 */
type ParameterShape = Parameter & { readonly computed?: string; readonly optional?: true };

export interface SectionShape extends Described {
  readonly type: 'section';
  readonly keys: Readonly<Record<string, Shape>>;
  /** A word accepted in the section's place, such as `none`. */
  readonly word?: string;
  /** Whether that word stands there when nothing is given. */
  readonly wordByDefault?: true;
  /** The section may be left out and then is nowhere in the document. */
  readonly optional?: true;
}

/** A list of sections, each with an `id` that is unique in the list. `most`: how many there may be. */
export interface ListShape extends Described {
  readonly type: 'list';
  readonly most: number;
  readonly items: SectionShape;
}

/** Words of others' own, each with one of ours: a section whose keys are free. */
export interface MappingShape extends Described {
  readonly type: 'mapping';
  readonly options: readonly string[];
  /** What stands on the left, one word each, and an example of both. */
  readonly example: string;
}

/** By dotted path, the lowest and the highest value that a key may have; which may stand there is known with the scenario itself. */
interface RangesShape extends Described {
  readonly type: 'ranges';
}

/** By a measure's name, a number, or a number with its plus or minus; which measures there are comes from the catalogue. */
interface ObservedShape extends Described {
  readonly type: 'observed';
}

/** The list of faults or of variants; what may stand in it comes from the catalogues. */
interface FaultsShape extends Described {
  readonly type: 'faults';
}
interface VariantsShape extends Described {
  readonly type: 'variants';
  readonly computed: string;
}

/** A strategy with its parameters, or a word in its place; which strategies may stand there comes from the catalogue. */
export interface ProcedureShape extends Described {
  readonly type: 'procedure';
  readonly words: readonly string[];
  readonly default: string;
}

/** The steps of a runbook of one's own; which may stand there comes from the catalogue. */
interface StepsShape extends Described {
  readonly type: 'steps';
}

/** A list of strategies with their parameters; it may be left out and then is nowhere in the document. */
export interface ProceduresShape extends Described {
  readonly type: 'procedures';
  readonly most: number;
}

/** Changes to the scenario by dotted path; what they do to it is checked once the scenario itself is known. */
interface ChangesShape extends Described {
  readonly type: 'changes';
}

export type LeafShape = ParameterShape | DistributionShape | InstantShape | TextShape;
export type Shape =
  | LeafShape
  | SectionShape
  | MappingShape
  | RangesShape
  | ObservedShape
  | ListShape
  | FaultsShape
  | VariantsShape
  | ProcedureShape
  | StepsShape
  | ProceduresShape
  | ChangesShape;

/** The words of `all` that are not among the `simulated`. */
export const without = (all: readonly string[], simulated: readonly string[]): string[] =>
  all.filter((word) => !simulated.includes(word));
