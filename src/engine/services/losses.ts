// The end of a message that nobody will process: said once, whoever finds out (the channel, the broker, a consumer that dies).
import type { LostWhere } from '../trace/words.ts';
import type { World } from './world.ts';

/** The message is gone for good, at `where`, by that fault if by any. */
export function lose(
  { messages, trace, counters }: World,
  message: number,
  where: LostWhere,
  fault: string | null,
): void {
  messages.open(message);
  trace.lost(message, messages.user, messages.version, where, fault);
  counters.lost++;
  messages.retire(message);
}
