// The last things that concerned one user, newest first: changes, messages, what the policy did with them, rows written.
import type { TraceLine } from '../engine/index.ts';
import type { LetterKey } from './story.ts';

export interface RecentEntry {
  readonly i: number;
  readonly time: number;
  readonly who: 'Truth' | 'Broker' | 'Copy' | 'Invoice';
  readonly text: string;
  readonly letter: LetterKey | null;
}

function entryOf(line: TraceLine): RecentEntry | null {
  const base = { i: line.i, time: line.t, letter: null };
  const about = typeof line['message'] === 'number' ? { message: line['message'] } : { line: line.i };
  const state = `${line['status']}, v${line['version']}`;
  switch (line.kind) {
    case 'commit':
      return { ...base, who: 'Truth', text: state };
    case 'copy':
      return { ...base, who: 'Copy', text: state };
    case 'publish':
      return { ...base, who: 'Broker', text: `v${line['version']} published`, letter: about };
    case 'lost':
      return {
        ...base,
        who: 'Broker',
        text: `v${line['version']} ${line['message'] === null ? 'never published' : 'lost'}`,
        letter: about,
      };
    case 'apply':
      return line['effect'] === 'applied'
        ? null
        : { ...base, who: 'Copy', text: `v${line['version']}, ${line['effect']}`, letter: about };
    case 'invoice':
      return line['truth'] === 'active' ? null : { ...base, who: 'Invoice', text: `wrong, ${line['truth']}` };
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
