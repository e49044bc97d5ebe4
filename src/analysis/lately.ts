// The last things that concerned one user, newest first: changes, messages, what the policy did with them, rows written.
import type { TraceLine } from '../engine/index.ts';
import type { LetterKey } from './story.ts';

export interface Late {
  readonly i: number;
  readonly time: number;
  readonly who: 'Truth' | 'Broker' | 'Copy' | 'Invoice';
  readonly text: string;
  readonly letter: LetterKey | null;
}

function lateOf(line: TraceLine): Late | null {
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

export function latelyOf(lines: readonly TraceLine[], time: number, most: number): readonly Late[] {
  const late: Late[] = [];
  for (let n = lines.length - 1; n >= 0 && late.length < most; n--) {
    const line = lines[n] as TraceLine;
    const told = line.t <= time ? lateOf(line) : null;
    if (told !== null) late.push(told);
  }
  return late;
}
