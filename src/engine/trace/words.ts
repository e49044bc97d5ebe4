// The words of the trace: the causes, effects and places that its lines name. Public; see the contract. A word's number is its
// place in its list.

export const COMMIT_CAUSES = ['initial', 'workload', 'restore'] as const;
export const COPY_CAUSES = [
  'initial',
  'event',
  'replay',
  'republish',
  'snapshot',
  'api',
  'database',
  'restore',
  'bug',
  'sweep',
  'redrive',
] as const;
export const PUBLISH_CAUSES = ['live', 'relay', 'republish', 'snapshot', 'duplicate', 'redrive', 'heartbeat'] as const;
export const EFFECTS = ['applied', 'duplicate', 'stale', 'regressed', 'failed', 'held', 'ignored', 'aside'] as const;
export type CommitCause = (typeof COMMIT_CAUSES)[number];
export type CopyCause = (typeof COPY_CAUSES)[number];
export type PublishCause = (typeof PUBLISH_CAUSES)[number];
export type Effect = (typeof EFFECTS)[number];
/** Whether a row of Billing's that was written for this cause is one that a repair wrote. */
export const IS_REPAIR: Readonly<Record<CopyCause, boolean>> = {
  initial: false,
  event: false,
  replay: true,
  republish: true,
  snapshot: true,
  api: true,
  database: true,
  restore: false,
  bug: false,
  sweep: true,
  redrive: true,
};
export type LostWhere = 'publisher' | 'broker' | 'network' | 'consumer';
