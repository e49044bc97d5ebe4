// Words in large cells: number, mark and versions of each user, as far as they fit. Where truth and copy have the same version
// it is told once, where they differ as "3≠2".

import { kindAt } from '../../analysis/kinds.ts';
import { pointOfUser, type RasterLayout } from '../../analysis/raster.ts';
import { CELL_BITS, type Rows } from '../../worker/door.ts';
import type { Colours } from '../widgets/colours.ts';

const FONT = '"IBM Plex Sans", system-ui, sans-serif';

function versionsText(truth: number, copy: number): string {
  if (truth === copy) return `v${truth}`;
  return `${truth === 0 ? '–' : truth}≠${copy === 0 ? '–' : copy}`;
}

interface Cells {
  readonly cells: Uint8Array;
  readonly layout: RasterLayout;
  readonly rows: Rows | null;
  readonly keepsCopy: boolean;
}

const MARKS: Readonly<Record<string, string>> = {
  overbilled: '▲',
  underbilled: '▼',
  missing: '○',
  orphan: '◆',
  wrongPlan: '◐',
};

const INKS = {
  overbilled: 'overbilled-ink',
  underbilled: 'underbilled-ink',
  missing: 'missing-ink',
  orphan: 'orphan-ink',
  wrongPlan: 'wrong-plan-ink',
} as const;

const WASHES = {
  overbilled: 'overbilled-wash',
  underbilled: 'underbilled-wash',
  missing: 'missing-wash',
  orphan: 'orphan-wash',
  wrongPlan: 'wrong-plan-wash',
} as const;

export function drawWords(context: CanvasRenderingContext2D, { cells, layout, rows, keepsCopy }: Cells, c: Colours) {
  const { first, wide, tall } = layout;
  const last = Math.min(layout.last, cells.length - 1);
  const size = Math.min(15, Math.max(8, Math.min(tall / 3.2, wide / (String(last).length * 0.62 + 0.8))));
  context.textAlign = 'left';
  context.textBaseline = 'top';
  for (let user = first; user <= last; user++) {
    const { x, y } = pointOfUser(layout, user);
    const kind = kindAt((cells[user] as number) & CELL_BITS.kind);
    if (kind !== undefined) {
      context.fillStyle = c[WASHES[kind.kind]];
      context.fillRect(x, y, wide - 2, tall - 2);
    }
    context.font = `400 ${size}px ${FONT}`;
    context.fillStyle = c['ink-2'];
    context.fillText(String(user), x + 3, y + 2.5);
    const at = rows === null ? -1 : user - rows.first;
    const [truth, copy] = [rows?.truthVersions[at] ?? 0, rows?.copyVersions[at] ?? 0];
    const versions = rows === null ? '' : versionsText(truth, keepsCopy ? copy : truth);
    const text = kind === undefined ? versions : `${MARKS[kind.kind]} ${versions}`;
    if (kind !== undefined) {
      context.font = `600 ${size}px ${FONT}`;
      context.fillStyle = c[INKS[kind.kind]];
    }
    context.fillText(text, x + 3, y + 2.5 + size * 1.25, wide - 6);
  }
}
