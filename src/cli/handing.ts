// How threads hand over what came of their seeds: as results, packed for the way, or as the lines of a part's file, which are written as
// they come.
import { buffersOf, type PackedSeeds, packSeeds, type SeedResult, unpackSeeds } from '../engine/index.ts';
import { seedLine } from './part.ts';

export interface Handing<Result, Packed> {
  /** What came of one seed, as whoever asked wants to have it. */
  of(seed: number, results: readonly SeedResult[]): Result;
  packed(results: readonly Result[]): Packed;
  /** Memory that goes over to the other thread and is not copied. */
  over(packed: Packed): ArrayBuffer[];
  unpacked(packed: Packed): readonly Result[];
}

const results: Handing<readonly SeedResult[], PackedSeeds> = {
  of: (_, each) => each,
  packed: packSeeds,
  over: buffersOf,
  unpacked: unpackSeeds,
};

const lines: Handing<string, string> = {
  of: seedLine,
  packed: (each) => each.join(''),
  over: () => [],
  unpacked: (text) => text.match(/[^\n]*\n/g) ?? [],
};

export const HANDINGS = { results, lines } as const;

export type HandingId = keyof typeof HANDINGS;

/** What whoever asks for this gets of a seed. */
export type HandedOver<Id extends HandingId> = ReturnType<(typeof HANDINGS)[Id]['of']>;
