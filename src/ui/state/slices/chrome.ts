// The page around the run: what is open over it, what it says, and how people like it. None of it changes what is computed.

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** What few people want to read; shown where one points at it. */
  readonly detail?: string;
  /** It tells of a change that can be undone. */
  readonly undoes?: boolean;
}

export type Tab = 'topology' | 'users' | 'history' | 'compare';

/** The tab of what is shown: whatever closes a comparison or a history leaves neither's tab behind. */
export const tabShown = (page: {
  readonly tab: Tab;
  readonly comparing: boolean;
  readonly historyOpen: boolean;
}): Tab => (page.comparing ? 'compare' : page.historyOpen ? 'history' : page.tab === 'topology' ? 'topology' : 'users');

type DialogName =
  | 'none'
  | 'scenario'
  | 'keys'
  | 'words'
  | 'inject'
  | 'lane'
  | 'prevention'
  | 'study'
  | 'broker'
  | 'lessons'
  | 'fork'
  | 'truth'
  | 'matrix';

/** How much room people gave to the panels; null: as designed. */
export interface Sizes {
  /** Topology's share of the room that it has together with Users, in percent. */
  readonly topology: number | null;
  /** Pixels. */
  readonly inspector: number | null;
  /** Pixels of the timeline's strips. */
  readonly timeline: number | null;
}

/** How the lanes of a comparison are drawn: a row for each on one axis of time, or a column for each with its field of users. */
export type LanesAs = 'rows' | 'fields';

export interface ChromeSlice {
  readonly dialog: DialogName;
  /** Id of the fault whose form is open. */
  readonly injecting: string | null;
  /** Whether the menu of faults is open. */
  readonly menuOpen: boolean;
  /** Whether a user's number is asked for. */
  readonly finding: boolean;
  /** Id of the lane whose form is open; null: a lane that is to be added. */
  readonly lane: string | null;
  /** Ids of the two lanes that are laid over each other, or null: side by side. */
  readonly pair: readonly [string, string] | null;
  readonly lanesAs: LanesAs;
  /** Whether the timeline shows every wrong user as a line, or how many there are. */
  readonly timelineAs: 'users' | 'count';
  /** Whether every hour is as wide as every other on the lanes' axis. */
  readonly linear: boolean;
  /** Whether the lanes' runbooks are unfolded, all of them or none. */
  readonly runbooks: boolean;
  /** Whether lanes stand as they are written, or the cheapest first. */
  readonly laneOrder: 'written' | 'cost';
  /** Files that were dropped on the page, for the scenario dialog. */
  readonly incoming: readonly File[];
  /** The day is played once as a film, or it has been, and what comes after it is offered. */
  readonly film: 'none' | 'plays' | 'over';
  /** On a phone, chosen last; what is shown says `tabShown`. */
  readonly tab: Tab;
  readonly announcement: string;
  /** A sentence that stays until it is closed, such as a link that could not be read. */
  readonly notice: string | null;
  readonly toasts: readonly Toast[];
  readonly sizes: Sizes;
  readonly singleKeys: boolean;
  readonly theme: 'system' | 'light' | 'dark';
}

export const initialChrome: ChromeSlice = {
  dialog: 'none',
  injecting: null,
  menuOpen: false,
  finding: false,
  lane: null,
  pair: null,
  lanesAs: 'rows',
  timelineAs: 'count',
  linear: false,
  runbooks: false,
  laneOrder: 'written',
  incoming: [],
  film: 'none',
  tab: 'users',
  announcement: '',
  notice: null,
  toasts: [],
  sizes: { topology: null, inspector: null, timeline: null },
  singleKeys: true,
  theme: 'system',
};
