// What people call the kinds of divergence, in the order in which they are shown. Colours and marks belong to the page.
import { DIVERGENT_KINDS, KINDS, type Kind } from '../engine/index.ts';

interface KindEntry {
  readonly kind: Kind;
  /** Index into `KINDS`, the number in frames and series. */
  readonly index: number;
  readonly title: string;
  readonly meaning: string;
}

const MEANINGS: Readonly<Record<Kind, string>> = {
  overbilled: 'suspended in truth, active in the copy',
  underbilled: 'active in truth, suspended in the copy',
  missing: 'exists in truth, absent from the copy',
  orphan: 'absent in truth, still in the copy',
  wrongPlan: 'same status, another plan',
};

export const kinds: readonly KindEntry[] = DIVERGENT_KINDS.map((kind) => ({
  kind,
  index: KINDS.indexOf(kind),
  title: kind === 'wrongPlan' ? 'wrong plan' : kind,
  meaning: MEANINGS[kind],
}));

/** From the bottom of a stacked drawing to its top: what bills too much below, what bills too little above. */
export const STACK: readonly KindEntry[] = ['overbilled', 'orphan', 'wrongPlan', 'underbilled', 'missing'].flatMap(
  (kind) => kinds.filter((entry) => entry.kind === kind),
);

export const kindAt = (index: number): KindEntry | undefined => kinds.find((entry) => entry.index === index);
