// From one trace line to the next or the one before: what Step and Step back stop at. It reads the tape of a run.
import type { TraceKind, TraceLine } from '../../engine/index.ts';
import type { StepRequest, Stop } from './facts.ts';
import type { Tape } from './tape.ts';

/** What a larger step stops at: things with a name and a consequence. */
const LANDMARKS: ReadonlySet<TraceKind> = new Set(['fault', 'phase', 'invoice-run']);

/** The line a step leads to; null when there is none in that direction. */
export function lineNear(tape: Tape, request: StepRequest): Stop | null {
  const { line, time, direction, large } = request;
  const here = line === null ? tape.countUpTo(time) - 1 : tape.placeOf(line);
  const step = direction === 'next' ? 1 : -1;
  const between = line === null && here >= 0 && tape.timeAt(here) < time;
  let at = direction === 'here' || (direction === 'previous' && between) ? here : here + step;
  if (large && direction !== 'here') while (at >= 0 && at < tape.length && !LANDMARKS.has(tape.kindAt(at))) at += step;
  return at < 0 || at >= tape.length ? null : stopAt(tape, at);
}

function stopAt(tape: Tape, at: number): Stop {
  const line = tape.line(at);
  const first = tape.countUpTo(line.t - 1);
  const end = tape.countUpTo(line.t);
  const publication = tape.publicationAt(at);
  const about =
    publication === undefined
      ? null
      : { user: publication.user, version: publication.version, status: publication.status };
  return { line, about, place: at - first + 1, of: end - first };
}

/** Lines of a window without those of the beginning and those of invoices; null when there are more than `most`. */
export function linesBetween(tape: Tape, from: number, to: number, most: number): readonly TraceLine[] | null {
  const lines: TraceLine[] = [];
  for (let at = tape.countUpTo(from - 1); at < tape.length && tape.timeAt(at) <= to; at++) {
    if (tape.kindAt(at) === 'invoice') continue;
    const line = tape.line(at);
    if ('cause' in line && line.cause === 'initial') continue;
    if (lines.length === most) return null;
    lines.push(line);
  }
  return lines;
}
