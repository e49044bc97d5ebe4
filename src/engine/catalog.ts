// What every entry of a catalogue (fault, strategy, policy, measure, scenario) says of itself. Menus, forms, help,
// schema and test suites are derived from these lists; nobody switches on an id.
import type { Parameters } from './parameters.ts';

export interface Entry {
  /** The word used in files, on the command line and in links. */
  readonly id: string;
  /** The name on the page. */
  readonly title: string;
  /** One or two sentences: what it is and what it is not. */
  readonly summary: string;
}

export interface ParameterisedEntry extends Entry {
  readonly parameters: Parameters;
}

/** A parameter and one of its values. */
export interface ChosenValue {
  readonly parameter: string;
  readonly value: string;
}

/** Whether a choice that a strategy says of itself is made; true stands for one that always is. */
export const isChosen = (
  choice: ChosenValue | true | undefined,
  parameters: Readonly<Record<string, unknown>>,
): boolean => choice === true || (choice !== undefined && parameters[choice.parameter] === choice.value);

/** The entry called `id`, or undefined. */
export const findEntry = <T extends Entry>(catalog: readonly T[], id: string): T | undefined =>
  catalog.find((entry) => entry.id === id);
