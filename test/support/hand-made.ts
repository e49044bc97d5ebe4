// Traces made by hand, for tests of what is told about a few lines. Such a trace goes past the witness like any other: what
// cannot have happened is no example. Nothing else in the tests makes lines (a house rule).
import { type LineOf, type TraceKind, type TraceLine, writtenLine } from '../../src/engine/trace/lines.ts';
import type { Facts } from './facts.ts';
import { type Overrides, scenario, specFor } from './scenarios.ts';
import { microseconds } from './time.ts';
import { complaintsAbout } from './witness.ts';

/** One line: when (as scenarios write times), what, and its fields. */
type Told = {
  [K in TraceKind]: readonly [when: string, kind: K, fields: Omit<LineOf<K>, 'i' | 't' | 'kind'>];
}[TraceKind];

function factsFor(overrides: Overrides, endedAt: number): Facts {
  const spec = specFor(scenario(overrides));
  const { billing } = spec.scenario;
  return {
    startsAt: microseconds(billing.startsAt),
    seeding: null,
    repairAt: microseconds(spec.scenario.repair.at),
    length: microseconds(spec.scenario.length),
    endedAt,
    settled: false,
    reads: billing.reads,
    amount: billing.invoiceAmount,
    spec,
  };
}

/** A run from its beginning to wherever it was left, in a scenario of defaults and `overrides`. */
export function handMadeIn(overrides: Overrides, ...told: readonly Told[]): readonly TraceLine[] {
  const lines = told.map(([when, kind, fields], i) => ({ i, t: microseconds(when), kind, ...fields }) as TraceLine);
  const complaints = complaintsAbout(lines.map(writtenLine), factsFor(overrides, lines.at(-1)?.t ?? 0));
  if (complaints.length > 0) throw new Error(`This cannot have happened:\n${complaints.join('\n')}`);
  return lines;
}

export const handMade = (...told: readonly Told[]): readonly TraceLine[] => handMadeIn({}, ...told);

const ACTIVE = { user: 7, version: 1, status: 'active' } as const;
const SUSPENDED = { user: 7, version: 2, status: 'suspended' } as const;

/** User 7 is suspended and Billing is not told; an invoice is wrong; the User team publishes the event again. */
export const lostThenRepublished = handMade(
  ['0s', 'commit', { ...ACTIVE, cause: 'initial' }],
  ['0s', 'copy', { ...ACTIVE, cause: 'initial' }],
  ['100s', 'commit', { ...SUSPENDED, cause: 'workload' }],
  ['100s', 'lost', { message: null, user: 7, version: 2, where: 'publisher', fault: 'publisher-silent' }],
  ['200s', 'invoice-run', { run: 1 }],
  ['200s', 'invoice', { run: 1, user: 7, amount: 10, copy: 'active', truth: 'suspended' }],
  ['200s', 'invoice-run-end', { run: 1 }],
  ['300s', 'publish', { message: 0, ...SUSPENDED, cause: 'republish' }],
  ['320s', 'deliver', { message: 0, attempt: 1, consumer: 1 }],
  ['330s', 'apply', { message: 0, user: 7, version: 2, effect: 'applied' }],
  ['330s', 'copy', { ...SUSPENDED, cause: 'republish' }],
);
