// A surprise: what a bundled scenario is there to show, the moment at which it can be seen, and what a run must measure there for it
// to be so. Plain data: tests play every run and hold it against this; the page marks the moment, and tells nothing in advance.

/** What one lane must measure at a time: a measure as it would be had the run ended there, or `divergent.now`. */
export type ExpectedMeasure = {
  /** The id of a variant. */
  readonly lane: string;
  readonly measure: string;
  /** Time since the scenario's start, such as `10h10m`. */
  readonly at: string;
} & ({ readonly is: number | boolean | string | null } | { readonly above: number } | { readonly below: number });

export interface Surprise {
  readonly id: string;
  /** What people do not expect, in a sentence. */
  readonly claim: string;
  /** The id of the bundled scenario that shows it. */
  readonly scenario: string;
  /** Where to look: the time, and a question that the page asks there; absent where the day has chapters enough. */
  readonly look?: { readonly at: string; readonly words: string };
  readonly expect: readonly ExpectedMeasure[];
}
