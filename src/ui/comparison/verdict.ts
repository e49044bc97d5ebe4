// What tells a lane from the others, and what became of it, in words: nothing until it may be told. It is told beside the other lanes of which it may be told too.
import { useMemo } from 'react';
import { laneDiffers } from '../../analysis/lanes/lane-label.ts';
import { atAGlance, verdictsOf } from '../../analysis/verdicts.ts';
import type { RunSpec } from '../../engine/index.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { isOver } from '../state/veil.ts';

/** Characters of two lines beside a lane's picture. */
const TWO_LINES = 60;

interface ToldVerdict {
  /** At most 90 characters, or one sentence. */
  readonly glance: string;
  /** What stands in two short lines. */
  readonly short: string;
  readonly whole: string;
}

/** Null while what became of the lane is still to be seen. */
export function useVerdict(facts: RunFacts): ToldVerdict | null {
  const lanes = usePage((page) => page.comparison?.lanes);
  const told = usePage((page) =>
    (page.comparison?.lanes ?? [facts]).map((lane) => Number(isOver(page, lane))).join(''),
  );
  return useMemo(() => {
    const shown = (lanes ?? [facts]).filter((_, n) => told[n] === '1').map(({ result }) => result);
    const at = shown.findIndex(({ id }) => id === facts.result.id);
    const whole = verdictsOf(shown)[at];
    return whole === undefined ? null : { glance: atAGlance(whole), short: atAGlance(whole, TWO_LINES), whole };
  }, [lanes, facts, told]);
}

/** All by which a lane differs from the scenario that is compared. */
export function useDiffers(spec: RunSpec): readonly string[] {
  const compared = usePage((page) => page.comparison?.result.scenario);
  return useMemo(() => (compared === undefined ? [] : laneDiffers(compared, spec)), [compared, spec]);
}
