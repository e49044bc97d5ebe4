// The page around the run: what is open over it, what it says, and how people like it. None of it changes what is computed.

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** It tells of a change that can be undone. */
  readonly undoes?: boolean;
}

export type Tab = 'topology' | 'users' | 'history' | 'compare';
type DialogName = 'none' | 'scenario' | 'keys' | 'inject' | 'find' | 'lane' | 'prevention' | 'broker' | 'fork';

/** How much room people gave to the panels; null: as designed. */
export interface Sizes {
  /** Topology's share of the room that it has together with Users, in percent. */
  readonly topology: number | null;
  /** Pixels. */
  readonly inspector: number | null;
  /** Pixels of the timeline's strips. */
  readonly timeline: number | null;
}

export interface ChromeSlice {
  readonly dialog: DialogName;
  /** Id of the fault whose form is open. */
  readonly injecting: string | null;
  /** Whether the menu of faults is open. */
  readonly menuOpen: boolean;
  /** Id of the lane whose form is open; null: a lane that is to be added. */
  readonly lane: string | null;
  /** Ids of the two lanes that are laid over each other, or null: side by side. */
  readonly pair: readonly [string, string] | null;
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

export const initialChrome: ChromeSlice = {
  dialog: 'none',
  injecting: null,
  menuOpen: false,
  lane: null,
  pair: null,
  incoming: [],
  tab: 'users',
  announcement: '',
  notice: null,
  toasts: [],
  sizes: { topology: null, inspector: null, timeline: null },
  singleKeys: true,
  theme: 'system',
};
