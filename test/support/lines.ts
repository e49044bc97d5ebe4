// The lines of a trace as files have them, so that tests read fields by name, and the lines of some kinds.
import type { WrittenLine } from '../../src/engine/trace/lines.ts';

export type { Status as StatusWord } from '../../src/engine/rows.ts';
export type {
  ApplyLine,
  CommitLine,
  CopyLine,
  DeliverLine,
  InvoiceLine,
  LostLine,
  PublishLine,
  RunLine,
  SettledLine,
} from '../../src/engine/trace/lines.ts';

export type Line = WrittenLine;
export type RequestLine = Extract<Line, { readonly kind: 'api' }>;

/** All lines of some kinds. */
export function only<K extends Line['kind']>(
  lines: readonly Line[],
  ...kinds: readonly K[]
): Extract<Line, { readonly kind: K }>[] {
  const wanted: readonly string[] = kinds;
  return lines.filter((line) => wanted.includes(line.kind)) as Extract<Line, { readonly kind: K }>[];
}
