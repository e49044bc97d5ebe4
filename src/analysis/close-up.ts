// What a timeline that is looked at closely shows of messages: when each was committed, published and applied, and which of these ticks
// are about the same one. It draws nothing.
import type { TraceLine } from '../engine/index.ts';
import type { MessageKey } from './record/facts.ts';

/** `lost` stands in the row in which its way ended. */
export interface MessageTick {
  readonly time: number;
  readonly row: 'committed' | 'published' | 'applied';
  readonly lost: boolean;
  /** User and version. */
  readonly label: string;
  /** The envelope that it opens; null where there is none. */
  readonly key: MessageKey | null;
}

/** From the tick of a publication to that of its application. */
interface MessageRoad {
  readonly from: number;
  readonly to: number;
}

const labelOf = ({ user, version }: { readonly user: number; readonly version: number }) => `${user} v${version}`;

function tickOf(line: TraceLine): MessageTick | undefined {
  const { t: time } = line;
  if (line.kind === 'commit') return { time, row: 'committed', lost: false, label: labelOf(line), key: null };
  if (line.kind === 'publish')
    return { time, row: 'published', lost: false, label: labelOf(line), key: { message: line.message } };
  if (line.kind === 'apply')
    return { time, row: 'applied', lost: false, label: labelOf(line), key: { message: line.message } };
  if (line.kind !== 'lost') return undefined;
  const key = line.message === null ? { line: line.i } : { message: line.message };
  return { time, row: line.message === null ? 'committed' : 'published', lost: true, label: labelOf(line), key };
}

const samePlace = (a: MessageTick, b: MessageTick): boolean =>
  a.row === b.row && a.time === b.time && a.label === b.label;

/** Ticks in time order up to `until`; of an event that was never published the one that says so stands for its commit. */
export function ticksOf(lines: readonly TraceLine[], until: number): readonly MessageTick[] {
  const ticks = lines.filter(({ t }) => t <= until).flatMap((line) => tickOf(line) ?? []);
  return ticks.filter((tick) => tick.lost || !ticks.some((each) => each.lost && samePlace(each, tick)));
}

/** The ways of messages whose publication and application are both among the lines. */
export function roadsOf(lines: readonly TraceLine[], until: number): readonly MessageRoad[] {
  const published = new Map<number, number>();
  const roads: MessageRoad[] = [];
  for (const line of lines) {
    if (line.t > until) break;
    if (line.kind === 'publish') published.set(line.message, line.t);
    const from = line.kind === 'apply' ? published.get(line.message) : undefined;
    if (from !== undefined) roads.push({ from, to: line.t });
  }
  return roads;
}
