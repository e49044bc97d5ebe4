// What people look at closely: a user, a message, a part of the topology, and what the worker said of it.
import type { Place } from '../../../analysis/component-status.ts';
import type { TraceLine } from '../../../engine/index.ts';
import type { ApiRead, MessageFacts, OnTheWay, UserFacts } from '../../../worker/door.ts';

export interface ChoiceSlice {
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
  /** The part of the topology whose card is open. */
  readonly place: Place | null;
}

/** Nobody is chosen. */
export const NOBODY = { selected: null, user: null, userLines: [], userReads: [], historyOpen: false } as const;

export const initialChoice: ChoiceSlice = { ...NOBODY, letter: null, onTheWay: null, sheet: false, place: null };
