// What a repair tool says of itself: the effects that runbooks may ask of it, the signals with which it answers them, and how it
// is opened for a run. The runbooks' words, the tasks and the saved state follow from it; which strategy uses it, it does not know.
import type { Component } from '../kernel/state.ts';
import type { World } from '../services/world.ts';

/** A tool of one run. What it lists in `fields` is its state. */
export interface Tool extends Component {
  /** A moment it had scheduled has come. */
  due?(what: number): void;
}

/** What a tool may ask of whoever runs it. */
export interface Port<Signal extends string> {
  /** Tells the runbook, after the task at hand. */
  signal(signal: Signal): void;
  /** Calls the tool's `due` with `what` at `time`, microseconds. */
  schedule(time: number, what?: number): void;
}

type Effects = Readonly<Record<string, (tool: never, params: never) => void>>;
/** The tool that all the effects are done by. */
type DoerOf<E extends Effects> = E[keyof E] extends (tool: infer T, params: never) => void ? T : never;

export interface ToolDefinition<Signal extends string, E extends Effects> {
  readonly id: string;
  /** What it may say to the runbook. */
  readonly signals: readonly Signal[];
  readonly open: (world: World, port: Port<Signal>) => Tool & DoerOf<E>;
  /** What runbooks may ask of it, by name; the parameters are plain data. */
  readonly effects: E;
}

export const defineTool = <const Signal extends string, E extends Effects>(
  definition: ToolDefinition<Signal, E>,
): ToolDefinition<Signal, E> => definition;
