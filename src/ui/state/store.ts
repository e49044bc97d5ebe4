// What the page shows, and nothing that is computed: frames, facts and texts come from the worker and from analysis. Panels
// read it through selectors and change it through the driver.
import { create } from 'zustand';
import type { Place } from '../../analysis/component-status.ts';
import type { Future } from '../../analysis/futures.ts';
import type { Changes, Input, Scenario, SweepResult, TraceLine, VariantSpec } from '../../engine/index.ts';
import type {
  ApiRead,
  Comparison,
  Frame,
  MessageFacts,
  OnTheWay,
  Problem,
  RunFacts,
  Samples,
  Source,
  Stop,
  UserFacts,
} from '../../worker/door.ts';
import type { Sizes } from './sizes.ts';

export type { Source };

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

/** Where in its run a work is shown. */
export interface Moment {
  readonly time: number;
  /** The furthest moment shown of what is played: an input before it changes the past. */
  readonly reached: number;
  readonly comparing: boolean;
}

/** A work as it was before or after a change, for undo and redo. */
export interface Past {
  readonly work: Work;
  readonly time: number;
  readonly reached: number;
  /** What was changed: `Consumer down injected`. */
  readonly words: string;
}

export type Stage =
  | { readonly is: 'empty' }
  | { readonly is: 'running'; readonly done: number; readonly at: number }
  | { readonly is: 'ready' }
  | { readonly is: 'failed'; readonly reason: string }
  /** A run that people stopped while there was no other to go back to. */
  | { readonly is: 'cancelled' }
  /** The worker is gone; what is shown is the last that it said. */
  | { readonly is: 'lost'; readonly reason: string };

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** It tells of a change that can be undone. */
  readonly undoes?: boolean;
}

export type Tab = 'topology' | 'users' | 'history' | 'compare';
export type DialogName = 'none' | 'scenario' | 'keys' | 'inject' | 'find' | 'lane' | 'broker' | 'fork';

export interface PageState extends Moment {
  readonly work: Work | null;
  /** Where the work will be shown once its run has ended; null when it is shown. */
  readonly awaited: Moment | null;
  /** Works before changes, for undo, and works that were undone, for redo; the last is the newest. */
  readonly undo: readonly Past[];
  readonly redo: readonly Past[];
  /** A change of the past that waits until it is known which earlier future may go. */
  readonly fork: { readonly input: Input; readonly words: string } | null;
  readonly stage: Stage;
  readonly facts: RunFacts | null;
  readonly end: number;
  readonly speed: number;
  readonly playing: boolean;
  readonly held: boolean;
  readonly frame: Frame | null;
  readonly stop: Stop | null;
  /** Trace lines around the shown time, for messages on their way; null when they are too many to be told apart. */
  readonly window: { readonly from: number; readonly to: number; readonly lines: readonly TraceLine[] | null } | null;
  /** What the timeline shows of the run, and its finer samples when it is zoomed in. */
  readonly shown: { readonly from: number; readonly to: number };
  readonly fine: Samples | null;
  readonly selected: number | null;
  readonly user: UserFacts | null;
  readonly userLines: readonly TraceLine[];
  /** Answers of the API that concerned the chosen user. */
  readonly userReads: readonly ApiRead[];
  /** The message whose envelope is open. */
  readonly letter: MessageFacts | null;
  /** Messages on their way at the shown moment; asked for while the page rests, or the broker's card is open. */
  readonly onTheWay: OnTheWay | null;
  readonly historyOpen: boolean;
  /** Whether people asked for all that is known of the chosen user: on a phone the Inspector then rises. */
  readonly sheet: boolean;
  readonly comparison: Comparison | null;
  readonly comparisonStage: Stage;
  readonly laneFrames: readonly Frame[];
  /** The comparison over many seeds, and how far it is. */
  readonly sweep: SweepResult | null;
  readonly sweepStage: Stage;
  readonly dialog: DialogName;
  /** Id of the fault whose form is open. */
  readonly injecting: string | null;
  /** Whether the menu of faults is open. */
  readonly menuOpen: boolean;
  /** Id of the lane whose form is open; null: a lane that is to be added. */
  readonly lane: string | null;
  /** Ids of the two lanes that are laid over each other, or null: side by side. */
  readonly pair: readonly [string, string] | null;
  /** The part of the topology whose card is open. */
  readonly place: Place | null;
  /** What is wrong with the text that was to be opened last. */
  readonly problems: readonly Problem[];
  /** Scenarios of one's own, the one touched last first. */
  readonly own: readonly OwnScenario[];
  /** Files that were dropped on the page, for the scenario dialog. */
  readonly incoming: readonly File[];
  readonly tab: Tab;
  readonly announcement: string;
  /** A sentence that stays until it is closed, such as a link that could not be read. */
  readonly notice: string | null;
  readonly toasts: readonly Toast[];
  readonly sizes: Sizes;
  readonly singleKeys: boolean;
  readonly theme: 'system' | 'light' | 'dark';
}

export const initialState: PageState = {
  work: null,
  awaited: null,
  undo: [],
  redo: [],
  reached: 0,
  fork: null,
  stage: { is: 'empty' },
  facts: null,
  time: 0,
  end: 0,
  speed: 60_000_000,
  playing: false,
  held: false,
  frame: null,
  stop: null,
  window: null,
  shown: { from: 0, to: 1 },
  fine: null,
  selected: null,
  user: null,
  userLines: [],
  userReads: [],
  letter: null,
  onTheWay: null,
  historyOpen: false,
  sheet: false,
  comparing: false,
  comparison: null,
  comparisonStage: { is: 'empty' },
  laneFrames: [],
  sweep: null,
  sweepStage: { is: 'empty' },
  dialog: 'none',
  injecting: null,
  menuOpen: false,
  lane: null,
  pair: null,
  place: null,
  problems: [],
  own: [],
  incoming: [],
  tab: 'users',
  announcement: '',
  notice: null,
  toasts: [],
  sizes: { topology: null, inspector: null, timeline: null },
  singleKeys: true,
  theme: 'system',
};

export const usePage = create<PageState>(() => initialState);

/** Where the present work is shown, or will be. */
export const present = ({ awaited, time, reached, comparing }: PageState): Moment =>
  awaited ?? { time, reached, comparing };
