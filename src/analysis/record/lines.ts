// Finding trace lines by their kind, and what lines of different kinds have in common. It knows the shapes of lines, nothing of
// what they tell.
import type { CopyLine, LineOf, PublishLine, TraceKind, TraceLine } from '../../engine/index.ts';
import type { MessageKey } from './facts.ts';

type Suits<K extends TraceKind> = (line: LineOf<K>) => boolean;
const any = (): boolean => true;

/** The first line of a kind that suits. */
export function firstLine<K extends TraceKind>(
  lines: readonly TraceLine[],
  kind: K,
  suits: Suits<K> = any,
): LineOf<K> | undefined {
  return lines.find((line) => line.kind === kind && suits(line as LineOf<K>)) as LineOf<K> | undefined;
}

/** The last line of a kind that suits. */
export function lastLine<K extends TraceKind>(
  lines: readonly TraceLine[],
  kind: K,
  suits: Suits<K> = any,
): LineOf<K> | undefined {
  return lines.findLast((line) => line.kind === kind && suits(line as LineOf<K>)) as LineOf<K> | undefined;
}

/** The user that a line names. */
export const userIn = (line: TraceLine): number | undefined => ('user' in line ? line.user : undefined);

/** The version of a user's state that a line names. */
export const versionIn = (line: TraceLine): number | undefined => ('version' in line ? line.version : undefined);

/** The version of the change that a publication tells of, whatever it is stamped with. */
export const originalIn = ({ version, original }: PublishLine): number => original ?? version;

/** The message that a line names; undefined also where it was never made. */
export const messageIn = (line: TraceLine): number | undefined =>
  'message' in line ? (line.message ?? undefined) : undefined;

/** How the message that a line names is asked for; null where it names none. */
export function keyOf(line: TraceLine): MessageKey | null {
  if (line.kind === 'lost' && line.message === null) return { line: line.i };
  const message = messageIn(line);
  return message === undefined ? null : { message };
}

/** The publication that brought a row; undefined when no message did. */
export function broughtBy(past: readonly TraceLine[], copy: CopyLine): PublishLine | undefined {
  const apply = lastLine(past, 'apply', ({ i, t, user }) => i < copy.i && t === copy.t && user === copy.user);
  if (apply === undefined || lastLine(past, 'copy', ({ i }) => i > apply.i && i < copy.i) !== undefined)
    return undefined;
  return firstLine(past, 'publish', ({ message }) => message === apply.message);
}

/** The version of the change that a row tells of. */
export function toldBy(past: readonly TraceLine[], copy: CopyLine): number {
  const publish = broughtBy(past, copy);
  return publish === undefined ? copy.version : originalIn(publish);
}
