// What a primitive step says of itself: what runbooks of one's own are made of, who does it, what must be so, what must stand before
// and behind it, and the states of a statechart that it becomes. Which strategy is made of which steps it does not know.
import type { ParameterisedEntry } from '../catalog.ts';
import type { ParameterValues } from '../parameters.ts';
import type { States, Strategy, Team } from '../strategies/runbook.ts';

/** What the scenario must offer. What is missing ends the runbook, or is built first by the User team. */
export type Need =
  | 'copy'
  | 'versions'
  | 'history'
  | 'commitOrder'
  | 'log'
  | 'compactedLog'
  | 'bulkEndpoint'
  | 'updatedSince'
  | 'digest';

/** One of these steps, and why. */
interface Neighbour {
  readonly steps: readonly string[];
  /** What the step does with the other, after its name: `asks about whom a scan did not list`. */
  readonly why: string;
}

/** Something that is asked for when a state is entered. */
export type Entering = string | { readonly type: string; readonly params: unknown };

/** A step in its place in a runbook. */
export interface Placed {
  /** The key of its first state, and where the runbook goes on. */
  readonly key: string;
  readonly next: string;
  readonly title: string;
  readonly values: ParameterValues;
  /** What is asked for when its first state is entered: its own, behind that of the steps before it that last no time. */
  readonly entering: (...own: readonly Entering[]) => readonly Entering[];
  /** The end of a runbook whose precondition turns out not to be met. */
  readonly cannot: (why: string) => States[string];
  /** The key of the last step of this kind before it. */
  readonly keyOf: (step: string) => string;
  /** Whether the queue is bound by a later step. */
  readonly unbound: boolean;
}

export interface StepEntry extends ParameterisedEntry {
  /** Who does it; people's work says so by its parameter `team`. */
  readonly team: Team | 'either';
  /** What must be so, in words; empty when nothing must. */
  readonly needsWords: string;
  /** The same, as the runbook's beginning checks it. */
  readonly needs: (values: ParameterValues) => readonly Need[];
  /** What Billing, or the User team, must learn of the other. */
  readonly coupling: Strategy['coupling'];
  /** It can fill an empty copy. */
  readonly fills: boolean;
  /** One of these must stand before it. */
  readonly after?: Neighbour;
  /** One of these must stand behind it. */
  readonly before?: Neighbour;
  /** It begins what another step ends: not again until then, and nothing but these kinds of steps between where they are named. */
  readonly endedBy?: Neighbour & { readonly between?: 'people' };
  /** It may stand once. */
  readonly once?: string;
  /** It lasts no time and is no phase of its own: it is asked for when the next step begins. */
  readonly instant?: Entering;
  /** Its states, where it lasts. */
  readonly states?: (placed: Placed) => States;
}

/** What most steps say alike. */
export const PLAIN = {
  parameters: {},
  needsWords: '',
  needs: (): readonly Need[] => [],
  coupling: 'none',
  fills: false,
} as const;

/** A state in which a tool works until one of its signals leads on. */
export const working = (
  { key, title, entering }: Placed,
  team: Team,
  own: Entering,
  on: Readonly<Record<string, string>>,
): States => ({ [key]: { meta: { title, team }, entry: entering(own) as never, on: on as never } });

/** A broker that is away is asked again every minute. */
export const waitForBroker = ({ key }: Placed): States => ({
  [`${key}Broker`]: { meta: { title: 'Wait for the broker', team: 'billing' }, after: { aMinute: key } },
});
