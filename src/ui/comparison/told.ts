// A lane in words: what it is called, and its counters at the shown moment. The same words in whatever way the lanes are drawn.
import { momentText } from '../../analysis/clock.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import { handsOnBy } from '../../engine/index.ts';
import type { Frame, RunFacts } from '../../worker/door.ts';

const MINUTE = 60_000_000;

/** People's time that has passed by `time`, in minutes. */
export const handsOnMinutes = ({ phases }: RunFacts, time: number): number =>
  phases.reduce((sum, phase) => sum + handsOnBy(phase, time), 0) / MINUTE;

/** A lane's counters at the shown moment, as a sentence. */
export function laneTold(facts: RunFacts, frame: Frame | null, start: number): string {
  if (frame === null) return 'Not shown yet.';
  const calls = frame.moment?.counters.apiCalls;
  const parts = [
    counted(frame.divergent, 'divergent user'),
    counted(frame.invoices.wrong, 'wrong invoice'),
    `${numberText(frame.invoices.missed)} missed`,
    ...(calls === undefined ? [] : [counted(calls, 'API call')]),
    `${numberText(handsOnMinutes(facts, frame.time))} minutes hands-on.`,
  ];
  return `At ${momentText(start, frame.time)}: ${parts.join(', ')}`;
}
