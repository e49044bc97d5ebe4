// What a suite of the bench is: candidates side by side, and bars that ratios of their medians are held against.
import type { Candidate, Medians } from './rounds.ts';

export interface Bar {
  readonly what: string;
  readonly sense: 'at least' | 'at most';
  readonly bar: number;
  /** The measured value; NaN when a candidate is missing. */
  readonly value: (of: (candidate: string, measurement: string) => number) => number;
}

export interface Suite {
  readonly id: string;
  readonly title: string;
  readonly candidates: () => readonly (Candidate | undefined)[];
  readonly bars: readonly Bar[];
  /** Which of them any tree can be measured by, and the measurement that both are compared by. */
  readonly before?: { readonly candidates: readonly string[]; readonly measurement: string };
  /** More to say than bars, as lines. */
  readonly also?: (medians: Medians) => readonly string[];
}

export const ours = (name: string, measured: string, ...words: readonly (string | number)[]): Candidate => ({
  name,
  measure: [measured, ...words.map(String)],
});

export const ratio =
  (name: string, peer: string, measurement: string): Bar['value'] =>
  (of) =>
    of(name, measurement) / of(peer, measurement);
