// The keys of `ranges` and `observed` as the form offers them: what may be unknown, with the value that it has now to begin from, and what
// may have been counted. And how a row of two numbers is written.
import { type LeafShape, type Measure, measures, type Scenario } from '../../engine/index.ts';
import { distributionOf, settables, valueAt } from '../design.ts';
import { typedValue, valueIn } from './scenario-form.ts';

/** A key that may have a row. */
export interface PairKey {
  readonly key: string;
  /** The heading under which it is offered. */
  readonly group: string;
  readonly means: string;
  /** In which it is counted; empty where the numbers say it themselves, as durations do. */
  readonly unit: string;
  readonly shape: LeafShape;
  /** With what a new row begins. */
  readonly begins: unknown;
}

const SIZED: readonly LeafShape['type'][] = ['duration', 'rate', 'number', 'integer', 'share', 'distribution'];

const LENGTH: LeafShape = { type: 'duration', summary: 'How long it lasts.' };

const plain = (text: string): string => text.replaceAll('`', '');

/** Lengths of the faults that the text has. */
function lengthKeys(data: unknown): readonly PairKey[] {
  const faults = valueIn(data, ['faults']);
  if (!Array.isArray(faults)) return [];
  return faults.flatMap((fault: unknown, n) => {
    const [id, lasts] = [valueIn(fault, ['fault']), valueIn(fault, ['for'])];
    if (typeof lasts !== 'string' || lasts === 'until-fixed') return [];
    const means = `How long ${String(id)} lasts.`;
    return [{ key: `faults.${n}.for`, group: 'faults', means, unit: '', shape: LENGTH, begins: [lasts, lasts] }];
  });
}

/** What may be unknown of a scenario; a range begins with the value of now at both ends. */
export function rangeKeys(data: unknown, effective: Scenario | null): readonly PairKey[] {
  const keys = settables.flatMap(({ path, section, shape }): PairKey[] => {
    if (!SIZED.includes(shape.type)) return [];
    const now = (effective === null ? undefined : valueAt(effective, path)) ?? shape.default ?? '';
    return [{ key: path, group: section, means: plain(shape.summary), unit: '', shape, begins: [now, now] }];
  });
  return [...lengthKeys(data), ...keys];
}

const NUMBER: LeafShape = { type: 'number', summary: '' };

/** The measures that are numbers. */
export const OBSERVABLE: readonly PairKey[] = measures.flatMap(({ id, unit, summary }: Measure): PairKey[] =>
  unit === ''
    ? []
    : [{ key: id, group: id.split('.')[0] ?? id, means: plain(summary), unit, shape: NUMBER, begins: 0 }],
);

interface Entered {
  readonly text: string;
  readonly shape: LeafShape;
  /** Whether the second may be left out. */
  readonly lone: boolean;
}

function meant({ text, shape }: Entered): unknown {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (shape.type === 'distribution') return distributionOf(typed);
  return shape.type === 'text' && Number.isFinite(Number(typed)) ? Number(typed) : typedValue(shape, typed);
}

/** What the text says once one of the two is another; without a second, where it may be left out, the first alone. */
export function pairWith(value: unknown, place: 0 | 1, entered: Entered): unknown {
  const pair: unknown[] = Array.isArray(value) ? [value[0], value[1]] : [value, undefined];
  pair[place] = meant(entered);
  if (entered.lone && pair[1] === undefined) return pair[0] ?? '';
  return pair.map((each) => each ?? '');
}
