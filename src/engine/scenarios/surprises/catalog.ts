// All surprises that bundled scenarios show, each with the moment at which it shows: a file each, and a line here.
import { allConfirmed } from './all-confirmed.ts';
import { changedSince } from './changed-since.ts';
import { damageStays } from './damage-stays.ts';
import { deletions } from './deletions.ts';
import { endlessReturns } from './endless-returns.ts';
import { fiveResyncs } from './five-resyncs.ts';
import { forgetfulLog } from './forgetful-log.ts';
import { fullQueue } from './full-queue.ts';
import { greenDashboards } from './green-dashboards.ts';
import { guardedError } from './guarded-error.ts';
import { heldElsewhere } from './held-elsewhere.ts';
import { innocentMessages } from './innocent-messages.ts';
import { latestByDefault } from './latest-by-default.ts';
import { liveCalls } from './live-calls.ts';
import { longerSilence } from './longer-silence.ts';
import { moneyBack } from './money-back.ts';
import { nothingToReplay } from './nothing-to-replay.ts';
import { oldDeltas } from './old-deltas.ts';
import { orderOfSteps } from './order-of-steps.ts';
import { outboxPromises } from './outbox-promises.ts';
import { redriven } from './redriven.ts';
import { restoredAuthority } from './restored-authority.ts';
import type { Surprise } from './surprise.ts';
import { writtenFirst } from './written-first.ts';

export const surprises: readonly Surprise[] = [
  allConfirmed,
  guardedError,
  outboxPromises,
  innocentMessages,
  endlessReturns,
  redriven,
  fullQueue,
  oldDeltas,
  nothingToReplay,
  damageStays,
  greenDashboards,
  deletions,
  orderOfSteps,
  changedSince,
  restoredAuthority,
  longerSilence,
  latestByDefault,
  liveCalls,
  moneyBack,
  fiveResyncs,
  forgetfulLog,
  heldElsewhere,
  writtenFirst,
];
