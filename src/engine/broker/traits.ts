// What a profile does, in words for a card: one line per question, put together from the fields the core acts on, so that words
// and behaviour cannot part. It knows no scenario.
import type { Profile } from './profiles.ts';

interface Trait {
  readonly name: string;
  readonly text: string;
}

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const NEVER = Number.POSITIVE_INFINITY;

/** A whole number of the largest unit that fits; microseconds given. */
function lasting(time: number): string {
  if (time % DAY === 0) return `${time / DAY} d`;
  return time % MINUTE === 0 ? `${time / MINUTE} min` : `${time / SECOND} s`;
}

function handedBack(profile: Profile): string {
  if (profile.groups === 'pending') return 'Stays pending under its consumer’s name.';
  if (profile.groups === 'committed') return 'Is read again, with everything after it.';
  if (profile.log) return 'Is refused: nobody hands anything back to a log.';
  if (profile.handedBack === 'place') return 'Returns to its old place.';
  return 'Goes to the end of the queue; with a delivery limit to the front.';
}

function consumerGone(profile: Profile): string {
  if (profile.groups === 'pending')
    return 'What it held stays pending until it reads it again or somebody claims it; the counter of each entry goes up.';
  if (profile.groups === 'committed') return 'Everything from the last committed offset on comes again.';
  if (profile.log) return 'Nothing: whoever reads says where to go on.';
  const marked = profile.countsDeliveries ? 'counted' : 'marked redelivered';
  return `What it held returns ${profile.lost === 'front' ? 'to the front' : 'to its old place'}, ${marked}.`;
}

function deliveryLimit(profile: Profile): string {
  if (profile.countsDeliveries)
    return 'Failed deliveries are counted; none unless one is set (in scripts of RabbitMQ 4.0 to 4.2: 20). A scenario may say that what is handed back does not count, as in 4.3.';
  return profile.groups === 'pending'
    ? 'None: hand-outs are counted, nothing follows from it.'
    : 'None: nothing is counted.';
}

function oldEntries(profile: Profile): string {
  if (!profile.log) return 'A message goes when it is acknowledged.';
  if (profile.groups === 'pending') return 'Go when told to trim, read or not; a scenario’s retention trims by age.';
  const looks =
    profile.retentionEvery === NEVER
      ? 'when a segment is started'
      : `at a look every ${lasting(profile.retentionEvery)}`;
  const age = profile.segmentAge === NEVER ? '' : ` or ${lasting(profile.segmentAge)}`;
  return `Go by whole segments (${Math.round(profile.segmentBytes / 1e6)} MB${age}), ${looks}; a scenario’s retention cuts by entry.`;
}

function place(profile: Profile): string {
  if (profile.groups === 'pending') return 'Kept by the broker, entry by entry.';
  return profile.groups === 'committed'
    ? 'Kept by the broker: the next offset to read, per partition; forgotten once nobody has been in the group for long.'
    : 'Kept by the reader itself.';
}

function restart(profile: Profile): string {
  if (profile.groups === 'pending') return 'What its persistence has written; here: everything.';
  return profile.alwaysPersistent ? 'Everything.' : 'Persistent messages in durable queues.';
}

function prefetch({ unlimitedPrefetch, log, groups }: Profile): string {
  if (log && groups === 'none') return 'Refused: a limit is demanded.';
  return unlimitedPrefetch < 0x3fffffff ? `Means ${unlimitedPrefetch}.` : 'No limit.';
}

/** The answers of a profile, in the order in which a card lists them. Sources: the broker's README. */
export function traitsOf(profile: Profile): readonly Trait[] {
  const traits: Trait[] = [
    { name: 'handed back', text: handedBack(profile) },
    { name: 'consumer gone', text: consumerGone(profile) },
    { name: 'delivery limit', text: deliveryLimit(profile) },
    { name: 'confirms', text: 'A message is confirmed once every queue or log it was routed to has it.' },
    { name: 'survives a restart', text: restart(profile) },
    { name: 'prefetch 0', text: prefetch(profile) },
    { name: 'retention', text: oldEntries(profile) },
  ];
  if (profile.log) traits.push({ name: 'place in the log', text: place(profile) });
  if (profile.idempotentProducer)
    traits.push({ name: 'sent twice', text: 'A producer’s own retry of what it has just sent is stored once.' });
  traits.push({
    name: 'source',
    text: profile.recorded ? 'Compared with recordings of the real broker.' : 'From its documentation, not recorded.',
  });
  return traits;
}
