// Messages on their way as the topology draws them: when each left, reached the broker, reached Billing or was lost. Where a
// message is drawn follows from the shown time alone, so that going back shows the same picture.
import type { TraceLine } from '../engine/index.ts';

export interface Flight {
  readonly message: number | null;
  readonly user: number;
  readonly version: number;
  readonly left: number;
  /** Delivered to Billing; null while nobody knows. */
  readonly delivered: number | null;
  readonly lostAt: number | null;
  readonly where: string | null;
}

/** A drawn message: how far along its way, 0 at the User service, 1 at the broker, 2 at Billing; ghosts fall from 0 to 1. */
export interface Dot {
  readonly user: number;
  readonly version: number;
  readonly at: number;
  readonly ghost: boolean;
}

/** Pairs the lines of a window: publications with their deliveries and losses. */
export function flightsOf(lines: readonly TraceLine[]): readonly Flight[] {
  const byMessage = new Map<number, Flight>();
  const ghosts: Flight[] = [];
  for (const line of lines) {
    const message = line['message'];
    if (line.kind === 'publish') {
      byMessage.set(Number(message), {
        message: Number(message),
        user: Number(line['user']),
        version: Number(line['version']),
        left: line.t,
        delivered: null,
        lostAt: null,
        where: null,
      });
    } else if (line.kind === 'deliver') {
      const flight = byMessage.get(Number(message));
      if (flight !== undefined && flight.delivered === null)
        byMessage.set(Number(message), { ...flight, delivered: line.t });
    } else if (line.kind === 'lost') {
      const flight = message === null ? undefined : byMessage.get(Number(message));
      const where = String(line['where']);
      if (flight !== undefined) byMessage.set(Number(message), { ...flight, lostAt: line.t, where });
      else {
        const own = { message: null, user: Number(line['user']), version: Number(line['version']), left: line.t };
        ghosts.push({ ...own, delivered: null, lostAt: line.t, where });
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
  for (const { user, version, left, delivered, lostAt } of flights) {
    if (left > time) break;
    const ghost = lostAt !== null;
    const first = (time - left) / least;
    if (first <= 1) {
      dots.push({ user, version, at: first, ghost: ghost && lostAt <= time });
      continue;
    }
    if (ghost || delivered === null) continue;
    const setsOut = Math.max(left + least, delivered);
    const second = (time - setsOut) / least;
    if (second >= 0 && second <= 1) dots.push({ user, version, at: 1 + second, ghost: false });
  }
  return dots;
}
