// The words of the trace: its kinds of lines, and the causes and effects that lines name. Public; see the contract.

export type TraceKind =
  | 'commit'
  | 'copy'
  | 'publish'
  | 'lost'
  | 'deliver'
  | 'apply'
  | 'ack'
  | 'requeue'
  | 'dead-letter'
  | 'invoice-run'
  | 'invoice-run-end'
  | 'invoice-blocked'
  | 'invoice'
  | 'credit'
  | 'api'
  | 'database'
  | 'fault'
  | 'phase';

/** One line. `t` is virtual time in microseconds; the other fields are those of the public contract, in its order. */
export interface TraceLine {
  readonly i: number;
  readonly t: number;
  readonly kind: TraceKind;
  readonly [field: string]: string | number | boolean | null;
}

export type TraceReader = (line: TraceLine) => void;

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
] as const;
export const PUBLISH_CAUSES = ['live', 'relay', 'republish', 'snapshot', 'duplicate'] as const;
export const EFFECTS = ['applied', 'duplicate', 'stale', 'regressed', 'failed'] as const;
export type CommitCause = (typeof COMMIT_CAUSES)[number];
export type CopyCause = (typeof COPY_CAUSES)[number];
export type PublishCause = (typeof PUBLISH_CAUSES)[number];
export type Effect = (typeof EFFECTS)[number];
export type LostWhere = 'publisher' | 'broker' | 'network' | 'consumer';
