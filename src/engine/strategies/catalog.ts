// All strategies that are simulated, in the order in which they are offered.
import { compactedSeed } from './compacted-seed.ts';
import { copyDatabase } from './copy-database.ts';
import { creditNotes } from './credit-notes.ts';
import { rebuild } from './rebuild.ts';
import { reconcile } from './reconcile.ts';
import { redrive } from './redrive.ts';
import { replay } from './replay.ts';
import { republishEvents } from './republish-events.ts';
import { republishState } from './republish-state.ts';
import { resync } from './resync.ts';
import { resyncNaive } from './resync-naive.ts';
import { resyncSince } from './resync-since.ts';
import type { Strategy } from './runbook.ts';
import { snapshotWatermark } from './snapshot-watermark.ts';
import { wait } from './wait.ts';

export const strategies: readonly Strategy[] = [
  wait,
  replay,
  rebuild,
  republishEvents,
  republishState,
  resyncNaive,
  resync,
  resyncSince,
  reconcile,
  copyDatabase,
  snapshotWatermark,
  compactedSeed,
  redrive,
  creditNotes,
];
