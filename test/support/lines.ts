// The lines of a trace as types, one per kind, as the public contract lists them, so that tests read fields by name.
interface At<K extends string> {
  readonly i: number;
  readonly t: number;
  readonly kind: K;
}

export type StatusWord = 'absent' | 'active' | 'suspended';

interface UserState {
  readonly user: number;
  readonly version: number;
  readonly status: StatusWord;
  readonly plan?: 'basic' | 'pro';
}

export type CommitLine = At<'commit'> & UserState & { readonly cause: 'initial' | 'workload' | 'restore' };
export type CopyLine = At<'copy'> & UserState & { readonly cause: string };
export type PublishLine = At<'publish'> &
  UserState & {
    readonly message: number;
    readonly cause: 'live' | 'relay' | 'republish' | 'snapshot' | 'duplicate';
  };
export type LostLine = At<'lost'> & {
  readonly message: number | null;
  readonly user: number;
  readonly version: number;
  readonly where: 'publisher' | 'broker' | 'network' | 'consumer';
  readonly fault: string | null;
};
export type DeliverLine = At<'deliver'> & {
  readonly message: number;
  readonly attempt: number;
  readonly consumer: number;
};
export type ApplyLine = At<'apply'> & {
  readonly message: number;
  readonly user: number;
  readonly version: number;
  readonly effect: 'applied' | 'duplicate' | 'stale' | 'regressed' | 'failed';
};
interface Settling {
  readonly message: number;
  readonly consumer: number;
  readonly attempt: number;
  readonly reason: string;
}
export type SettledLine = (At<'ack'> | At<'requeue'> | At<'dead-letter'>) & Settling;
export type RunLine = (At<'invoice-run'> | At<'invoice-run-end'> | At<'invoice-blocked'>) & { readonly run: number };
export type InvoiceLine = At<'invoice'> & {
  readonly run: number;
  readonly user: number;
  readonly amount: number;
  readonly copy: StatusWord;
  readonly truth: StatusWord;
};
export type CreditLine = At<'credit'> & { readonly run: number; readonly user: number };
export type RequestLine = (At<'api'> | At<'database'>) & {
  readonly request: string;
  readonly rows: number;
  readonly status: number;
};
export type FaultLine = At<'fault'> & { readonly fault: string; readonly on: boolean };
export type PhaseLine = At<'phase'> & { readonly strategy: string; readonly name: string; readonly team: string };

export type Line =
  | CommitLine
  | CopyLine
  | PublishLine
  | LostLine
  | DeliverLine
  | ApplyLine
  | SettledLine
  | RunLine
  | InvoiceLine
  | CreditLine
  | RequestLine
  | FaultLine
  | PhaseLine;

/** All lines of some kinds. */
export function only<K extends Line['kind']>(
  lines: readonly Line[],
  ...kinds: readonly K[]
): Extract<Line, { readonly kind: K }>[] {
  const wanted: readonly string[] = kinds;
  return lines.filter((line) => wanted.includes(line.kind)) as Extract<Line, { readonly kind: K }>[];
}
