// What people made, and the steps by which they made it: the part of the page's state that a link, a file or a reload brings back.
import type { Future } from '../../../analysis/futures.ts';
import type { Changes, Input, Scenario, VariantSpec } from '../../../engine/index.ts';
import type { Problem, Source } from '../../../worker/door.ts';

/** A scenario of one's own. */
export interface OwnScenario extends Source {
  /** It was edited since it was run, or never run. */
  readonly draft?: boolean | undefined;
}

/** What people made: all that a link, a file or a reload brings back. */
export interface Work {
  readonly source: Source;
  readonly scenario: Scenario;
  readonly changes: Changes | undefined;
  readonly seed: number;
  /** Id of the variant on the main stage. */
  readonly variant: string;
  readonly inputs: readonly Input[];
  /** Lanes of one's own; the scenario's variants are then these. */
  readonly lanes?: readonly VariantSpec[] | undefined;
  /** Futures that were left behind when the past was changed, the oldest first. */
  readonly futures?: readonly Future[] | undefined;
}

/** A work as it was before or after a change, for undo and redo. */
export interface Past {
  readonly work: Work;
  readonly time: number;
  readonly reached: number;
  /** What was changed: `Consumer down injected`. */
  readonly words: string;
}

export interface WorkSlice {
  readonly work: Work | null;
  /** Works before changes, for undo, and works that were undone, for redo; the last is the newest. */
  readonly undo: readonly Past[];
  readonly redo: readonly Past[];
  /** A change of the past that waits until it is known which earlier future may go. */
  readonly fork: { readonly input: Input; readonly words: string } | null;
  /** What is wrong with the text that was to be opened last. */
  readonly problems: readonly Problem[];
  /** Scenarios of one's own, the one touched last first. */
  readonly own: readonly OwnScenario[];
}

export const initialWork: WorkSlice = { work: null, undo: [], redo: [], fork: null, problems: [], own: [] };
