// Faults that are over at once, such as a restore. Nothing of them is active a moment later, and yet for a while it is what has just
// happened: they have a mark where they struck, and a sentence.
import { type FaultSpan, faults, findEntry } from '../../engine/index.ts';

/** For so long what has just happened is news, microseconds. */
export const NEWS = 300_000_000;

/** Whether a fault is a single deed, and was done. */
export const isOverAtOnce = ({ fault, at, until }: Pick<FaultSpan, 'fault' | 'at' | 'until'>): boolean =>
  findEntry(faults, fault)?.lasting === false && until >= at;

/** The deeds that are news at a time, the newest first. */
export const justStruck = (all: readonly FaultSpan[], time: number): readonly FaultSpan[] =>
  all.filter((each) => isOverAtOnce(each) && each.at <= time && time - each.at <= NEWS).sort((a, b) => b.at - a.at);
