// A scenario's day in a small picture: when faults are there, when the repair begins, and of a run that was computed how many users
// were wrong. Of a text that nobody has run it shows what is planned.
import { HOUR, parseDuration } from '../../engine/index.ts';
import { valueIn } from './scenario-form.ts';

export interface Strip {
  /** Microseconds of the run. */
  readonly length: number;
  /** Each fault's beginning and end, as shares of the run. */
  readonly faults: readonly (readonly [from: number, to: number])[];
  /** When the repair begins, as a share of the run. */
  readonly repair: number | null;
  /** Users billed too much, and too little, at equally spaced moments of the run, as shares of the most at once. */
  readonly curve: readonly (readonly [much: number, little: number])[];
}

const USUAL_LENGTH = 24 * HOUR;

/** What the data of a scenario's text plans; nothing where it cannot be read. */
export function plannedStrip(data: unknown): Strip {
  const time = (path: readonly (string | number)[]) => {
    const value = valueIn(data, path);
    return typeof value === 'string' ? (parseDuration(value) ?? null) : null;
  };
  const length = Math.max(1, time(['length']) ?? USUAL_LENGTH);
  const share = (at: number) => Math.min(1, Math.max(0, at / length));
  const list = valueIn(data, ['faults']);
  const faults = (Array.isArray(list) ? list : []).flatMap((_, n) => {
    const at = time(['faults', n, 'at']);
    return at === null ? [] : [[share(at), share(at + (time(['faults', n, 'for']) ?? length))] as const];
  });
  const repair = time(['repair', 'at']);
  const last = faults.length === 0 ? null : Math.max(...faults.map(([, to]) => to));
  return { length, faults, repair: repair === null ? last : share(repair), curve: [] };
}
