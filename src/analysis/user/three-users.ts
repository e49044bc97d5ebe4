// Three users who are worth following at a moment, and why: one of each kind that there is, then more of the same. They are chosen
// from the frame alone; the reason is told from what is known of each.
import { KINDS, statusName, type TraceLine } from '../../engine/index.ts';
import { momentText } from '../clock.ts';
import { kindAt } from '../kinds.ts';
import { counted } from '../numbers.ts';
import type { InvoiceRun, UserFacts } from '../record/facts.ts';
import { lastLine } from '../record/lines.ts';
import { isWrongInvoice } from './cause.ts';

const MOST = 3;

/** In this order kinds are shown, if there are any: what bills too much, what bills too little, in turns. */
const ORDER = ['overbilled', 'missing', 'orphan', 'underbilled', 'wrongPlan'].map((kind) =>
  KINDS.indexOf(kind as (typeof KINDS)[number]),
);

/** Those who were followed before stay as long as they are divergent. */
export function threeUsers(cells: Uint8Array, kindBits: number, before: readonly number[] = []): readonly number[] {
  const kindOf = (user: number): number => (cells[user] ?? 0) & kindBits;
  const kept = before.filter((user) => kindOf(user) !== 0);
  if (kept.length >= MOST) return kept; // mostly: then nobody looks at two million others in every frame
  const ofKind = KINDS.map((): number[] => []);
  for (let user = 1; user < cells.length; user++) {
    const list = ofKind[kindOf(user)];
    if (list !== undefined && list.length < MOST + 1 && kindOf(user) !== 0) list.push(user);
  }
  const chosen = new Set(kept);
  const taken = new Set(kept.map(kindOf));
  for (const kind of ORDER) {
    const [first] = ofKind[kind] ?? [];
    if (first !== undefined && !taken.has(kind) && chosen.size < MOST) chosen.add(first);
  }
  for (const kind of ORDER) for (const user of ofKind[kind] ?? []) if (chosen.size < MOST) chosen.add(user);
  return [...chosen];
}

export interface Followed {
  readonly facts: UserFacts;
  readonly lines: readonly TraceLine[];
}

/** Runs that missed a user whose copy did not say active, while the truth did. */
const missedBy = ({ facts }: Followed, runs: readonly InvoiceRun[]): number => {
  const { since, time, truth } = facts;
  if (since === null || truth === null || statusName(truth.row) !== 'active') return 0;
  return runs.filter((run) => run.time > Math.max(since, truth.time) && run.time <= time).length;
};

const isTakenBack = (lines: readonly TraceLine[], time: number): boolean =>
  lastLine(lines, 'commit', ({ t }) => t <= time)?.cause === 'restore';

/** Why somebody is worth following: `overbilled since 10:03, 1 wrong invoice`. */
export function reasonOf(followed: Followed, runs: readonly InvoiceRun[], start: number): string {
  const { facts, lines } = followed;
  const { since, truth, copy, time } = facts;
  const kind = kindAt(facts.kind);
  if (kind === undefined || since === null) return 'truth and copy agree';
  const at = momentText(start, since);
  const wrong = lines.filter((line) => isWrongInvoice(line) && line.t >= since && line.t <= time).length;
  const missed = missedBy(followed, runs);
  const harm = [
    ...(wrong > 0 ? [counted(wrong, 'wrong invoice')] : []),
    ...(missed > 0 ? [`missed by ${counted(missed, 'run')}`] : []),
  ];
  const because =
    kind.kind === 'missing' && copy === null && truth?.version === 1
      ? `missing: signed up at ${at}, Billing has never heard of them`
      : kind.kind === 'missing'
        ? `missing since ${at}: Billing has no row`
        : kind.kind === 'orphan'
          ? `orphan: ${isTakenBack(lines, time) ? 'taken back by a restore' : 'deleted'} at ${at}, and Billing does not know`
          : `${kind.title} since ${at}`;
  return [because, ...harm].join(', ');
}
