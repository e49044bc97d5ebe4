// All repair tools. The words that runbooks are made of follow from this list: an effect or a signal that no tool has does not
// compile.
import { copying } from './copying.ts';
import { crediting } from './crediting.ts';
import { freezing } from './freezing.ts';
import { importing } from './importing.ts';
import { rebuilding } from './rebuilding.ts';
import { reconciling } from './reconciling.ts';
import { redriving } from './redriving.ts';
import { replaying } from './replaying.ts';
import { republishing } from './republishing.ts';
import { subscribing } from './subscribing.ts';
import { watermarking } from './watermarking.ts';

export const tools = [
  subscribing,
  freezing,
  replaying,
  rebuilding,
  importing,
  republishing,
  reconciling,
  copying,
  watermarking,
  redriving,
  crediting,
] as const;

type Definitions = (typeof tools)[number];

/** What tools may say to a runbook. */
export type Signal = Definitions['signals'][number];

type All<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer Each) => void
  ? Each
  : never;
type Effects = All<Definitions['effects']>;

/** What a runbook may ask for. */
export type EffectName = keyof Effects & string;

type ParametersOf<Effect> = Effect extends (tool: never, params: infer Params) => void ? Params : never;
/** The parameters of an effect; undefined where it has none. */
export type EffectParameters<Name extends EffectName> =
  unknown extends ParametersOf<Effects[Name]> ? undefined : ParametersOf<Effects[Name]>;
