// What a lesson’s document is made of: the leaves that scenarios have, and lists, sections and mappings of them. Check and schema walk
// the same tree.
import type { LeafShape } from '../engine/index.ts';

export type LessonKeys = Readonly<Record<string, LessonShape>>;

/** A part whose form depends on what stands there: `scenario` may be a path, an id or a whole scenario. Its reader checks it. */
export interface OpenShape {
  readonly type: 'open';
  readonly summary: string;
  /** Its forms as JSON Schema tells them. */
  readonly forms: readonly Readonly<Record<string, unknown>>[];
  readonly required?: true;
}

/** `optional`: it may be left out, and then there is none. */
export type LessonLeaf = LeafShape & { readonly optional?: true };

export type LessonShape =
  | LessonLeaf
  | OpenShape
  /** Lines of text. */
  | { readonly type: 'texts'; readonly summary: string; readonly most: number; readonly form: 'line' | 'id' }
  /** `several`: what is said where a list of them stands. */
  | { readonly type: 'part'; readonly summary: string; readonly keys: LessonKeys; readonly several?: string }
  | {
      readonly type: 'parts';
      readonly summary: string;
      readonly keys: LessonKeys;
      readonly most: number;
      readonly required?: true;
    }
  /** Parts by a name that the file chooses. */
  | { readonly type: 'named'; readonly summary: string; readonly keys: LessonKeys; readonly most: number };
