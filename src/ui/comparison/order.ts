// In which order lanes stand: as they are written, or the cheapest first once it may be told what became of each.
import { useMemo } from 'react';
import { inOrder } from '../../analysis/lanes/outcomes.ts';
import { measureOf, type VariantResult } from '../../engine/index.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { isOver } from '../state/veil.ts';

export const costOf = ({ measures }: VariantResult): number => measureOf(measures, 'cost.total') as number;

/** The lanes in order, each with its place among those written. */
export function useLaneOrder(lanes: readonly RunFacts[]): readonly (readonly [facts: RunFacts, place: number])[] {
  const wanted = usePage((page) => page.laneOrder);
  const isWhole = usePage((page) => lanes.every((facts) => isOver(page, facts)));
  return useMemo(() => {
    const all = lanes.map((facts, place) => ({ id: facts.result.id, facts, place }));
    const ordered = inOrder(all, ({ facts }) => costOf(facts.result), isWhole ? wanted : 'written');
    return ordered.map(({ facts, place }) => [facts, place] as const);
  }, [lanes, wanted, isWhole]);
}
