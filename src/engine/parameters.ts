// How a parameter of a fault, a strategy or a scenario describes itself. Menus, forms, the command line's help, the
// JSON Schema and the checks of scenario files are derived from these descriptions; nothing here checks or draws.

interface Described {
  /** What the parameter means, one sentence, for forms and help. */
  readonly summary: string;
  /** Without a default the parameter must be given. */
  readonly default?: unknown;
  /** It acts only where the parameter of this name has this value. */
  readonly onlyWith?: readonly [parameter: string, value: string];
  /** Not part of the contract yet simulated: every value but the default is refused by name. */
  readonly notSimulated?: true;
}

/** A text such as `1h30m`. Bounds are in microseconds; `words` are texts accepted in its place, such as `none`. */
export interface DurationParameter extends Described {
  readonly type: 'duration';
  readonly default?: string;
  readonly min?: number;
  readonly max?: number;
  readonly words?: readonly string[];
  /** Words of the contract that are not simulated: they are refused by name. */
  readonly notYet?: readonly string[];
}
/** A text such as `120/h`. `positive` excludes a rate of nothing, `most` is the highest allowed; `words` as above. */
export interface RateParameter extends Described {
  readonly type: 'rate';
  readonly default?: string;
  readonly positive?: true;
  readonly most?: string;
  readonly words?: readonly string[];
}
export interface NumberParameter extends Described {
  readonly type: 'number' | 'integer' | 'share';
  readonly default?: number | string;
  readonly min?: number;
  /** The lower bound itself is excluded. */
  readonly above?: number;
  readonly max?: number;
  /** What the number counts: `users`, `messages`, `money` … */
  readonly unit?: string;
  /** Texts accepted in its place, such as `none`, which may then be the default. */
  readonly words?: readonly string[];
}
interface BooleanParameter extends Described {
  readonly type: 'boolean';
  readonly default?: boolean;
}
/** One of a few words. `notYet` are words of the contract that are not simulated: they are refused by name. */
export interface ChoiceParameter extends Described {
  readonly type: 'choice';
  readonly options: readonly string[];
  readonly notYet?: readonly string[];
  readonly default?: string;
}
/** A list of distinct words out of `options`; left out it means all of them. */
export interface ChoicesParameter extends Described {
  readonly type: 'choices';
  readonly options: readonly string[];
  readonly default?: readonly string[];
}

export type Parameter =
  | DurationParameter
  | RateParameter
  | NumberParameter
  | BooleanParameter
  | ChoiceParameter
  | ChoicesParameter;

export type Parameters = Readonly<Record<string, Parameter>>;

/** Values as they stand in a scenario file: texts for durations and rates. */
export type ParameterValues = Readonly<Record<string, string | number | boolean | readonly string[]>>;
