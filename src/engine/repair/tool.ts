// What a repair tool says of itself: the effects that runbooks may ask of it, the signals with which it answers them, and how it
// is opened for a run. The runbooks' words, the tasks and the saved state follow from it; which strategy uses it, it does not know.
import type { Component } from '../kernel/state.ts';
import type { Invoicing } from '../services/billing/invoicing.ts';
import type { Ground } from '../services/ground.ts';
import type { Ledger } from '../services/ledger.ts';
import type { Messages } from '../services/messages.ts';
import type { Redriving } from '../services/redriving.ts';
import type { Subscriber } from '../services/subscriber/subscriber.ts';
import type { Api } from '../services/user/api.ts';
import type { UserDatabase } from '../services/user/database.ts';
import type { Publisher } from '../services/user/publisher.ts';

/** What repair tools may reach: both services, as their own teams do. */
export interface Services {
  readonly ground: Ground;
  readonly users: UserDatabase;
  readonly publisher: Publisher;
  readonly messages: Messages;
  readonly redriving: Redriving;
  readonly api: Api;
  readonly ledger: Ledger;
  readonly billing: Subscriber;
  readonly invoicing: Invoicing;
}

/** A tool of one run. What it lists in `saved` is its state. */
export interface Tool extends Component {
  /** A moment it had scheduled has come. */
  due?(what: number): void;
}

/** What a tool may ask of whoever runs it. */
export interface Port<Signal extends string> {
  /** Whether what the tool does is a repair’s, and counted as such; else a seeding’s. */
  readonly repairs: boolean;
  /** Tells the runbook, after the task at hand. */
  signal(signal: Signal): void;
  /** Says a sentence that belongs into the verdict. */
  remark(sentence: string): void;
  /** Says a sentence about whom the repair asks too much of, in place of an earlier one. */
  overran(whom: 'the API' | 'consumers', sentence: string): void;
  /** Calls the tool's `due` with `what` at `time`, microseconds. */
  schedule(time: number, what?: number): void;
}

type Effects = Readonly<Record<string, (tool: never, params: never) => void>>;
/** The tool that all the effects are done by. */
type DoerOf<E extends Effects> = E[keyof E] extends (tool: infer T, params: never) => void ? T : never;

interface ToolDefinition<Signal extends string, E extends Effects> {
  readonly id: string;
  /** What it may say to the runbook. */
  readonly signals: readonly Signal[];
  readonly open: (services: Services, port: Port<Signal>) => Tool & DoerOf<E>;
  /** What runbooks may ask of it, by name; the parameters are plain data. */
  readonly effects: E;
}

export const defineTool = <const Signal extends string, E extends Effects>(
  definition: ToolDefinition<Signal, E>,
): ToolDefinition<Signal, E> => definition;
