// What a rule between keys of the scenario document is: it names all keys it reads, so that it is silent while one of them is wrong,
// and so that a variant's change can be blamed. The rules themselves stand by subject in files of their own.
import { parseDuration } from '../../units.ts';
import type { Definition, Path } from './definition.ts';

export interface Conflict {
  /** The key the complaint is about. */
  readonly path: Path;
  /** All keys that play a part, `path` among them. */
  readonly keys: readonly Path[];
  readonly message: string;
}

/** A document whose leaves have been checked. Where something was wrong a default stands, or nothing. */
// biome-ignore lint/suspicious/noExplicitAny: parts may be missing or wrong; rules read only what `sound` vouches for
export type Loose = any;

export type DocumentRule = (
  document: Loose,
  sound: (...keys: readonly Path[]) => boolean,
  definition: Definition,
) => readonly Conflict[];

/** A duration that is right, microseconds. */
export const time = (text: string): number => parseDuration(text) as number;

export const LENGTH: Path = ['length'];
