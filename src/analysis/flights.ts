// Messages on their way as the topology draws them: when each left, reached the broker, reached Billing or was lost; single dots,
// or beads that count where dots could not be followed. Where one is drawn follows from the shown time alone, so that going
// back shows the same picture.
import type { TraceLine } from '../engine/index.ts';
import type { MessageKey } from './record/facts.ts';

export interface Flight {
  /** Its number, or the line that says it was never made. */
  readonly letter: MessageKey;
  readonly user: number;
  readonly version: number;
  readonly left: number;
  /** Delivered to Billing; null while nobody knows. */
  readonly delivered: number | null;
  readonly lostAt: number | null;
  readonly where: string | null;
  /** It was sent a second time by a fault: the double of another. */
  readonly twin: boolean;
}

/** A drawn message: how far along its way, 0 at the User service, 1 at the broker, 2 at Billing; ghosts fall from 0 to 1. */
export interface Dot {
  readonly letter: MessageKey;
  readonly user: number;
  readonly version: number;
  readonly at: number;
  readonly ghost: boolean;
  readonly twin: boolean;
}

const NOT_YET = { delivered: null, lostAt: null, where: null, twin: false };

/** Pairs the lines of a window: publications with their deliveries and losses. */
export function flightsOf(lines: readonly TraceLine[]): readonly Flight[] {
  const byMessage = new Map<number, Flight>();
  const ghosts: Flight[] = [];
  for (const line of lines) {
    if (line.kind === 'publish') {
      const { message, user, version, t, cause } = line;
      const twin = cause === 'duplicate';
      byMessage.set(message, { ...NOT_YET, letter: { message }, user, version, left: t, twin });
    } else if (line.kind === 'deliver') {
      const flight = byMessage.get(line.message);
      if (flight !== undefined && flight.delivered === null)
        byMessage.set(line.message, { ...flight, delivered: line.t });
    } else if (line.kind === 'lost') {
      const { message, user, version, where, t } = line;
      const flight = message === null ? undefined : byMessage.get(message);
      if (message !== null && flight !== undefined) byMessage.set(message, { ...flight, lostAt: t, where });
      else {
        const letter = message === null ? { line: line.i } : { message };
        ghosts.push({ ...NOT_YET, letter, user, version, left: t, lostAt: t, where });
      }
    }
  }
  return [...byMessage.values(), ...ghosts].sort((a, b) => a.left - b.left);
}

/**
 * What is on the road at `time`, when each half of the road is drawn to take at least `least`. Waiting at the broker is not
 * on the road: there the queue shows it.
 */
export function dotsAt(flights: readonly Flight[], time: number, least: number): readonly Dot[] {
  const dots: Dot[] = [];
  for (const { letter, user, version, left, delivered, lostAt, twin } of flights) {
    if (left > time) break;
    const ghost = lostAt !== null;
    const first = (time - left) / least;
    if (first <= 1) {
      dots.push({ letter, user, version, at: first, ghost: ghost && lostAt <= time, twin });
      continue;
    }
    if (ghost || delivered === null) continue;
    const setsOut = Math.max(left + least, delivered);
    const second = (time - setsOut) / least;
    if (second >= 0 && second <= 1) dots.push({ letter, user, version, at: 1 + second, ghost: false, twin });
  }
  return dots;
}

/** Several messages of the same stretch of time, drawn as one. */
export interface Bead {
  readonly count: number;
  /** As of a dot. */
  readonly at: number;
  readonly ghost: boolean;
}

/** Messages of each `every` microseconds as one bead, which sets out when the last of them has left and lives for `life`. */
export function beadsAt(flights: readonly Flight[], time: number, every: number, life: number): readonly Bead[] {
  const beads = new Map<string, { count: number; at: number; ghost: boolean }>();
  const add = (when: number, half: 0 | 1, ghost: boolean) => {
    const stretch = Math.floor(when / every);
    const way = (time - (stretch + 1) * every) / life;
    if (way < 0 || way > 1) return;
    const key = `${half} ${ghost} ${stretch}`;
    const bead = beads.get(key);
    if (bead === undefined) beads.set(key, { count: 1, at: half + way, ghost });
    else bead.count++;
  };
  for (const { left, delivered, lostAt } of flights) {
    add(left, 0, lostAt !== null);
    if (delivered !== null && lostAt === null) add(delivered, 1, false);
  }
  return [...beads.values()];
}

/** Calls of the API as beads on their way from Billing, 0, to the User service, 1. */
export function callsAt(lines: readonly TraceLine[], time: number, every: number, life: number): readonly Bead[] {
  const counts = new Map<number, number>();
  for (const line of lines) {
    if (line.kind !== 'api') continue;
    const stretch = Math.floor(line.t / every);
    counts.set(stretch, (counts.get(stretch) ?? 0) + 1);
  }
  return [...counts]
    .map(([stretch, count]) => ({ count, at: (time - (stretch + 1) * every) / life, ghost: false }))
    .filter(({ at }) => at >= 0 && at <= 1);
}

export type Drawn = 'dots' | 'beads' | 'numbers';

/** Seconds on the wall: where messages follow each other faster, a dot could not be followed; ten times faster, no bead. */
const SHORTEST = 0.12;

/** How messages are drawn when so many leave in one second on the wall. */
export function drawnAs(perSecond: number): Drawn {
  if (perSecond * SHORTEST <= 1) return 'dots';
  return perSecond * SHORTEST <= 10 ? 'beads' : 'numbers';
}

/** Messages that left in the stretch before `time`. */
export function leftWithin(flights: readonly Flight[], time: number, stretch: number): number {
  let count = 0;
  for (const { left } of flights) if (left > time - stretch && left <= time) count++;
  return count;
}

/** While nothing moves, flights are drawn only so long that no more than `most` dots are on the road. */
export function readableSpan(flights: readonly Flight[], time: number, longest: number, most: number): number {
  let span = longest;
  while (span > 1000 && dotsAt(flights, time, span).length > most) span /= 2;
  return span;
}
