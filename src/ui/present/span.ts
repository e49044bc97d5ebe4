// Which part of the day the stage draws: of a step what it plays with what led to it, else the incident; and the top of the scale for what
// has been shown of it.
import { summed } from '../../analysis/bands.ts';
import { focusOf } from '../../analysis/focus.ts';
import { growingTop } from '../../analysis/numbers.ts';
import type { PlayedStep } from '../../lessons/played.ts';
import type { RunFacts, Samples } from '../../worker/door.ts';

interface Part {
  readonly from: number;
  readonly to: number;
}

/** How much of what came before is drawn, of the whole. */
const BEFORE = 0.12;

/** The planned moments of a day are no secret; what follows from them is. */
export function partOf(facts: RunFacts, step: PlayedStep | null, time: number): Part {
  const { from: begins } = focusOf([facts]);
  if (step === null || step.until <= step.from) {
    const { from, to } = focusOf([facts]);
    return { from, to: Math.max(to, time) };
  }
  const from = Math.max(
    0,
    Math.min(step.from - (step.until - step.from) * BEFORE, begins > step.from ? step.from : begins),
  );
  return { from, to: Math.max(step.until, time) };
}

/** The most divergent users between two moments. */
function peakIn(samples: Samples, from: number, to: number): number {
  let peak = 0;
  for (let n = 0; n < samples.times.length; n++) {
    const time = samples.times[n] as number;
    if (time >= from && time <= to) peak = Math.max(peak, summed(samples, n));
  }
  return peak;
}

/** A round top for what is shown; it grows with it, so that it tells nothing of what comes. */
export const topOf = (all: readonly Samples[], { from }: Part, time: number): number =>
  growingTop(Math.max(4, ...all.map((samples) => peakIn(samples, from, time))));
