// The type of what a shape describes, once every default is filled in: `{ type: 'integer' }` describes a number. So that a key
// and its type cannot differ, no section's type is written by hand.
import type { ParameterValues } from '../parameters.ts';
import type { Distribution } from './shape.ts';

/** `notYet` are words of the contract too. */
type Word<S> = S extends { readonly options: readonly (infer O)[] }
  ? O | (S extends { readonly notYet: readonly (infer N)[] } ? N : never)
  : never;

/** A word that may stand where a number belongs. */
type InItsPlace<S> = S extends { readonly words: readonly (infer W)[] } ? W : never;

type Leaves = {
  readonly procedures: readonly ProcedureSpec[];
  readonly ranges: Readonly<Record<string, Range>>;
  readonly observed: Readonly<Record<string, Observed>>;
  readonly duration: string;
  readonly rate: string;
  readonly instant: string;
  readonly text: string;
  readonly number: number;
  readonly integer: number;
  readonly share: number;
  readonly boolean: boolean;
  readonly distribution: Distribution;
};

/** One primitive step with its parameters, by the names of the catalogue of steps, and its `title` where it lasts: its name on screen and in the trace. */
export type StepSpec = ParameterValues & { readonly step: string };

/** A runbook of one's own. `id`: what results and trace call it. */
export interface RunbookSpec {
  readonly id: string;
  readonly steps: readonly StepSpec[];
}

/** A strategy's id, or a runbook of one's own. */
export type StrategySpec = string | RunbookSpec;

/** A strategy with its parameters, as a checked document has it: every default filled in. */
export interface ProcedureSpec {
  readonly strategy: StrategySpec;
  readonly parameters: ParameterValues;
}

/** The lowest and the highest value of a key: two numbers, durations, rates, or times of one law. */
type Range = readonly [low: string | number | Distribution, high: string | number | Distribution];

/** What was counted in reality: a number, or a number with its plus or minus. */
type Observed = number | readonly [value: number, plusOrMinus: number];

/** Keys that a document may lack. */
type Optional<K> = { [N in keyof K]: K[N] extends { readonly optional: true } ? N : never }[keyof K];

type Section<K> = { readonly [N in Exclude<keyof K, Optional<K>>]: ValueOf<K[N]> } & {
  readonly [N in Optional<K>]?: ValueOf<K[N]>;
};

/** Faults and variants are described by the catalogues: `Scenario` says their types. */
export type ValueOf<S> = S extends { readonly type: infer T extends keyof Leaves }
  ? Leaves[T] | InItsPlace<S>
  : S extends { readonly type: 'choice' }
    ? Word<S>
    : S extends { readonly type: 'section'; readonly keys: infer K }
      ? Section<K> | (S extends { readonly word: infer W } ? W : never)
      : S extends { readonly type: 'mapping'; readonly options: readonly (infer O)[] }
        ? Readonly<Record<string, O>>
        : S extends { readonly type: 'list'; readonly items: infer I }
          ? readonly ValueOf<I>[]
          : S extends { readonly type: 'procedure'; readonly words: readonly (infer W)[] }
            ? ProcedureSpec | W
            : never;
