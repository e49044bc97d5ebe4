// What a narrator knows of a moment of a run: its faults, its repair, its last invoice run, its numbers. Facts up to that moment
// and what is planned; nothing of what comes of it later.
import {
  type ActiveFault,
  duration,
  type FaultSpan,
  KINDS,
  type Moment,
  type Phase,
  strategyTitle,
} from '../../engine/index.ts';
import { convergedAt } from '../converged.ts';
import { isOff } from '../lanes/runbook-bar.ts';
import type { Frame, InvoiceRun, RunFacts } from '../record/facts.ts';

/** Of the facts of a run, those that are told. */
type Known = Pick<
  RunFacts,
  'samples' | 'spec' | 'faults' | 'invoiceRuns' | 'startsAt' | 'repairAt' | 'result' | 'endedAt'
>;

export interface Situation {
  readonly known: Known;
  readonly time: number;
  readonly moment: Moment;
  /** Whether somebody has set the clock going. */
  readonly hasPlayed: boolean;
  readonly divergent: number;
  readonly missing: number;
  readonly isCompared: boolean;
  /** Users who are there, and rows that Billing has. */
  readonly users: number;
  readonly rows: number;
  readonly backlog: number;
  readonly active: readonly ActiveFault[];
  /** The faults that begin next, all at the same time. */
  readonly next: readonly FaultSpan[];
  /** The fault that ended last; null while none has. */
  readonly lastOver: FaultSpan | null;
  /** The last invoice run. */
  readonly run: InvoiceRun | null;
  /** The step of the repair, or of the seeding, that is under way. */
  readonly step: Phase | null;
  /** The name of the procedure whose step it is. */
  readonly procedure: string;
  /** When each user who was divergent at the repair had been right once; null while some have not. */
  readonly convergedAt: number | null;
  /** Whether they have agreed ever since, but for events on their way. */
  readonly heldSince: boolean;
  /** Whether they ever differed by more than events on their way. */
  readonly hasParted: boolean;
  readonly wrongSoFar: number;
}

const isUnderWay = ({ to }: Phase): boolean => to === null;

function convergedBy(known: Known, time: number): number | null {
  const at = convergedAt(known);
  return at !== null && at <= time ? at : null;
}

const BEFORE_ALL = -1;

/** Whether in between no more were divergent than usual: than at most before the first fault, or a few. */
function heldBetween({ samples: { times, byKind }, faults }: Known, from: number, to: number): boolean {
  const firstFault = Math.min(...faults.map(({ at }) => at));
  const total = (n: number): number => byKind.reduce((sum, counts) => sum + (counts[n] ?? 0), 0);
  let usual = 3;
  let highest = 0;
  times.forEach((time, n) => {
    if (time < firstFault && faults.length > 0) usual = Math.max(usual, total(n));
    if (time > from && time <= to) highest = Math.max(highest, total(n));
  });
  return highest <= usual;
}

/** Of a frame with its moment; null where only the tables are known. */
export function situationOf(known: Known, frame: Frame, hasPlayed: boolean): Situation | null {
  const { moment, time, byKind, divergent, isCompared, invoices } = frame;
  if (moment === null) return null;
  const { faults, invoiceRuns, spec } = known;
  const converged = convergedBy(known, time);
  const upcoming = faults.filter(({ at }) => at > time);
  const nextAt = Math.min(...upcoming.map(({ at }) => at));
  const over = faults.filter(({ until }) => until <= time).sort((a, b) => b.until - a.until);
  const seeding = moment.seeding?.phases.find(isUnderWay);
  const repairing = moment.repair.phases.find(isUnderWay);
  const { seed } = spec.scenario.billing;
  const seeds = typeof seed === 'string' ? seed : seed.strategy;
  const of = repairing === undefined && seeding !== undefined ? seeds : spec.variant.strategy;
  return {
    known,
    time,
    moment,
    hasPlayed,
    divergent,
    missing: byKind[KINDS.indexOf('missing')] ?? 0,
    isCompared,
    users: moment.user.active + moment.user.suspended,
    rows: moment.billing.rows,
    backlog: moment.broker.backlog,
    active: moment.faults,
    next: upcoming.filter(({ at }) => at === nextAt),
    lastOver: over[0] ?? null,
    run: invoiceRuns.findLast((each) => each.time <= time) ?? null,
    step: repairing ?? seeding ?? null,
    procedure: typeof of !== 'string' && of === spec.variant.strategy ? spec.variant.title : strategyTitle(of),
    convergedAt: converged,
    heldSince: converged !== null && heldBetween(known, converged, time),
    hasParted: !heldBetween(known, BEFORE_ALL, time),
    wrongSoFar: invoices.wrong,
  };
}

/** Whether the step under way waits for its people to be at work. */
export const isOffDuty = ({ step, time }: Pick<Situation, 'step' | 'time'>): boolean =>
  step !== null && isOff(step, time);

/** Whether people have set the clock going: they have seen more than the page opened with. */
export const hasBegun = ({ spec }: Pick<Known, 'spec'>, reached: number): boolean =>
  reached > duration(spec.scenario.opensAt);
