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

/** A strategy with its parameters, as a checked document has it: every default filled in. */
export interface ProcedureSpec {
  readonly strategy: string;
  readonly parameters: ParameterValues;
}

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
