// What of the chosen user's history may be told: the lines and answers up to the furthest moment shown, until the veil is lifted.
import { useMemo } from 'react';
import type { TraceLine } from '../../engine/index.ts';
import type { ApiRead } from '../../worker/door.ts';
import type { PageState } from '../state/store.ts';
import { usePage } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';

/** The last moment, microseconds, that may be told; Infinity: all of them. */
export const historyVeil = (page: PageState): number => veiledAfter({ ...page, comparing: false });

interface SeenLines {
  readonly lines: readonly TraceLine[];
  readonly reads: readonly ApiRead[];
}

/** They change with every line that is reached, not with every frame. */
export function useSeenLines(): SeenLines {
  const lines = usePage((page) => page.userLines);
  const reads = usePage((page) => page.userReads);
  const told = usePage((page) => {
    const veil = historyVeil(page);
    return page.userLines.filter(({ t }) => t <= veil).length;
  });
  const answered = usePage((page) => {
    const veil = historyVeil(page);
    return page.userReads.filter(({ line }) => line.t <= veil).length;
  });
  return useMemo(
    () => ({ lines: lines.slice(0, told), reads: reads.slice(0, answered) }),
    [lines, reads, told, answered],
  );
}
