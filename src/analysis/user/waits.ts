// By which fault something that is late is kept: an event that has not left, a message that has not come, one that somebody works on. A
// fault is named where it speaks on the way that still lies ahead, and its time agrees; what is only under way waits for nobody.
import { faults as catalogue, findEntry, type Point } from '../../engine/index.ts';
import type { FaultSpan } from '../record/facts.ts';

/** How far an event has come: not published, published and not handed over, handed over and not processed. */
export type Stage = 'unsent' | 'underWay' | 'inHand';

/** Where something may keep an event while a fault lasts. */
const KEPT_WHILE: Readonly<Record<Stage, readonly Point[]>> = {
  unsent: ['relay'],
  underWay: ['connection', 'broker', 'binding', 'reach', 'consumer', 'work'],
  inHand: ['work', 'reach', 'consumer'],
};
/** Where an event is held back that comes by while a fault lasts, and for how long the fault alone knows. */
const HELD_BACK_AT: Readonly<Record<Stage, readonly Point[]>> = {
  unsent: ['send'],
  underWay: ['transport'],
  inHand: [],
};

export type ActiveSpan = Pick<FaultSpan, 'fault' | 'at' | 'until' | 'place'>;

const speaksAt = ({ fault, place }: ActiveSpan, points: readonly Point[]): boolean => {
  const { speaks } = findEntry(catalogue, fault) ?? { speaks: {} };
  return place !== 'api' && points.some((point) => point in speaks);
};

/**
 * The fault by which an event that has come so far `since` then has come no further at `time`, microseconds; of several the one that lasts
 * still, or did last. Undefined where none is known to have kept it.
 */
export function keptBy(
  stage: Stage,
  since: number,
  time: number,
  faults: readonly ActiveSpan[],
): ActiveSpan | undefined {
  const kept = faults.filter(
    (span) => speaksAt(span, KEPT_WHILE[stage]) && span.at <= time && span.until >= since && span.until > span.at,
  );
  const heldBack = faults.filter(
    (span) => speaksAt(span, HELD_BACK_AT[stage]) && span.at <= since && since < span.until,
  );
  return [...kept, ...heldBack].sort((a, b) => a.until - b.until).at(-1);
}

/** The fault by which a message that was published directly was held back, before it was published or behind; undefined: by none. */
export function heldBackBy(
  { committed, published }: { readonly committed: number; readonly published: number },
  faults: readonly ActiveSpan[],
): ActiveSpan | undefined {
  const struck = (stage: Stage, time: number) =>
    faults.find((span) => speaksAt(span, HELD_BACK_AT[stage]) && span.at <= time && time < span.until);
  return (published > committed ? struck('unsent', committed) : undefined) ?? struck('underWay', published);
}
