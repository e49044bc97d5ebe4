// What a user is, in truth or in a copy, and how the two can differ, in the contract's words. It shares no code with the engine.
import type { StatusWord } from './lines.ts';

export interface UserState {
  readonly version: number;
  readonly status: StatusWord;
  readonly plan: string;
}

export const NOBODY: UserState = { version: 0, status: 'absent', plan: 'none' };

export const stateOf = (line: {
  readonly version: number;
  readonly status: StatusWord;
  readonly plan?: string;
}): UserState => ({
  version: line.version,
  status: line.status,
  plan: line.status === 'absent' ? 'none' : (line.plan ?? 'none'),
});

/** How a copy differs from the truth, in the contract's words; undefined when it does not. */
export function kindOf(truth: UserState, copy: UserState): string | undefined {
  if (truth.status !== copy.status) {
    if (truth.status === 'absent') return 'orphan';
    if (copy.status === 'absent') return 'missing';
    return truth.status === 'suspended' ? 'overbilled' : 'underbilled';
  }
  return truth.plan === copy.plan ? undefined : 'wrongPlan';
}
