// The last things that concerned one user, newest first: changes, messages, what the policy did with them, rows written.
import type { TraceLine } from '../../engine/index.ts';
import type { MessageKey } from '../record/facts.ts';
import { keyOf } from '../record/lines.ts';

interface RecentEntry {
  readonly i: number;
  readonly time: number;
  readonly who: 'Truth' | 'Broker' | 'Copy' | 'Invoice';
  readonly text: string;
  readonly letter: MessageKey | null;
}

function entryOf(line: TraceLine): RecentEntry | null {
  const base = { i: line.i, time: line.t, letter: null };
  switch (line.kind) {
    case 'commit':
      return { ...base, who: 'Truth', text: `${line.status}, v${line.version}` };
    case 'copy':
      return { ...base, who: 'Copy', text: `${line.status}, v${line.version}` };
    case 'publish':
      return { ...base, who: 'Broker', text: `v${line.version} published`, letter: keyOf(line) };
    case 'lost':
      return {
        ...base,
        who: 'Broker',
        text: `v${line.version} ${line.message === null ? 'never published' : 'lost'}`,
        letter: keyOf(line),
      };
    case 'apply':
      return line.effect === 'applied'
        ? null
        : { ...base, who: 'Copy', text: `v${line.version}, ${line.effect}`, letter: keyOf(line) };
    case 'invoice':
      return line.truth === 'active' ? null : { ...base, who: 'Invoice', text: `wrong, ${line.truth}` };
    default:
      return null;
  }
}

export function recentOf(lines: readonly TraceLine[], time: number, most: number): readonly RecentEntry[] {
  const recent: RecentEntry[] = [];
  for (let n = lines.length - 1; n >= 0 && recent.length < most; n--) {
    const line = lines[n] as TraceLine;
    const told = line.t <= time ? entryOf(line) : null;
    if (told !== null) recent.push(told);
  }
  return recent;
}
