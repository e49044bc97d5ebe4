// A link of a chain of causes, what has to be known to find one, and how changes and their messages are named in it.
import type { CommitLine, InvoiceLine, PublishLine, TraceLine } from '../../engine/index.ts';
import { eventOf } from '../dictionary.ts';
import type { ApiRead, MessageKey } from '../record/facts.ts';
import { originalIn } from '../record/lines.ts';
import type { ActiveSpan } from './waits.ts';

/** A sentence of a chain of causes, with the moment it speaks of and the message it is about. */
export interface Cause {
  readonly text: string;
  readonly time: number;
  readonly letter?: MessageKey | undefined;
}

export interface Circumstances {
  /** The scenario’s clock at time 0, microseconds. */
  readonly start: number;
  readonly faults: readonly ActiveSpan[];
  readonly reads?: readonly ApiRead[];
  readonly policy?: string;
  /** Where the run ends. */
  readonly end: number;
  /** Whether the run goes on behind what the lines tell. */
  readonly hides?: boolean;
}

/** The same, and the moment that is asked about. */
export type CircumstancesNow = Circumstances & { readonly now: number };

/** Whether a line is an invoice to somebody who was not active. */
export const isWrongInvoice = (line: TraceLine): line is InvoiceLine =>
  line.kind === 'invoice' && line.truth !== 'active';

/** A version and its event; of one that a repair stamped with another version, that too. */
export function changeName(line: CommitLine | PublishLine): string {
  const { version, status } = line;
  const original = line.kind === 'publish' ? originalIn(line) : version;
  const stamp = original === version ? '' : ` published again as version ${version},`;
  return `Version ${original}, ${eventOf(status, original)},${stamp}`;
}
