// The words of the trace as people read them: for each cause, effect and place of a loss one entry, which holds every way in
// which the page says it. A word of the trace without an entry here does not compile. It knows no lines and no runs.
import {
  type CopyCause,
  type Effect,
  EVENT_TYPES,
  type EventType,
  faults,
  findEntry,
  type LostWhere,
  type PublishCause,
  type Status,
} from '../engine/index.ts';

const PUBLISHED_AGAIN = 'The repair had published it again, though it was obsolete.';

/** Why a message was published. */
export const PUBLISH_WORDS: Readonly<
  Record<
    PublishCause,
    {
      /** Who did it, before the name of the event. */
      readonly by: string;
      /** On the envelope. */
      readonly envelope: string;
      /** Whether the User service did it once more, for a repair. */
      readonly again: boolean;
      /** Why it was obsolete when it came, where it was; null: it had been on its way for long. */
      readonly obsolete: string | null;
    }
  >
> = {
  live: { by: 'The User service published', envelope: 'published after the commit', again: false, obsolete: null },
  relay: { by: 'The relay published', envelope: 'sent by the relay from the outbox', again: false, obsolete: null },
  republish: {
    by: 'The repair published again',
    envelope: 'published again by the repair',
    again: true,
    obsolete: PUBLISHED_AGAIN,
  },
  snapshot: {
    by: 'The repair published the state as',
    envelope: 'the whole state, published by the repair',
    again: true,
    obsolete: PUBLISHED_AGAIN,
  },
  heartbeat: {
    by: 'The User service, being quiet, sent',
    envelope: 'a heartbeat: it says nothing but that the path works',
    again: false,
    obsolete: null,
  },
  duplicate: { by: 'The network doubled', envelope: 'a double, made on the way', again: false, obsolete: null },
  redrive: {
    by: 'Handed back was the dead letter',
    envelope: 'a dead letter, handed back to Billing',
    again: false,
    obsolete: 'It had been a dead letter, and was handed back though it was obsolete.',
  },
};

interface WrittenWords {
  /** Where the row came from, at the end of a sentence. */
  readonly from: string;
  /** How a message that brought it differs from others; null where nothing is to be said. */
  readonly carriedBy: string | null;
  /** What it is when a row that was right is overwritten by it; null where it does no such thing by itself. */
  readonly spoils: string | null;
  /** Whether it is told as an event of its own; what a message wrote is told with its application. */
  readonly ownMark: boolean;
}

/** Why Billing's row was written. */
export const COPY_WORDS: Readonly<Record<CopyCause, WrittenWords>> = {
  initial: { from: 'from the beginning', carriedBy: null, spoils: null, ownMark: false },
  event: {
    from: 'from an event',
    carriedBy: 'an ordinary event that carries the whole state',
    spoils: null,
    ownMark: false,
  },
  replay: { from: 'from the replayed log', carriedBy: 'from the replayed log', spoils: null, ownMark: false },
  republish: {
    from: 'from a republished event',
    carriedBy: 'which the User team published again',
    spoils: null,
    ownMark: false,
  },
  snapshot: {
    from: 'from a snapshot',
    carriedBy: 'from the states that the User team published',
    spoils: null,
    ownMark: false,
  },
  api: { from: 'from the API', carriedBy: null, spoils: null, ownMark: true },
  database: { from: 'from the User database', carriedBy: null, spoils: null, ownMark: true },
  restore: { from: 'from a backup', carriedBy: null, spoils: 'The copy was restored from a backup.', ownMark: true },
  bug: { from: 'by a bug', carriedBy: null, spoils: 'A bug of the consumer wrote it.', ownMark: true },
  redrive: {
    from: 'from a dead letter that was handed back',
    carriedBy: 'from the dead letters that were handed back',
    spoils: null,
    ownMark: false,
  },
  sweep: { from: 'by the sweep', carriedBy: null, spoils: 'The repair had emptied the copy.', ownMark: true },
};

/** What Billing did with a message. */
export const EFFECT_WORDS: Readonly<
  Record<
    Effect,
    {
      /** Before the name of the event. */
      readonly did: string;
      /** A step in a message's life. */
      readonly step: string;
      /** Where the message is from then on. */
      readonly where: string;
      /** What has become of it where it would have brought the truth and has not; after its name. */
      readonly open: string;
    }
  >
> = {
  applied: {
    did: 'Billing applied',
    step: 'Billing applied it',
    where: 'Over: applied',
    open: 'was applied, and what it brought is gone again',
  },
  duplicate: {
    did: 'Billing ignored a duplicate:',
    step: 'Billing turned it away: a duplicate',
    where: 'Over: turned away as a duplicate',
    open: 'was turned away: duplicate',
  },
  stale: {
    did: 'Billing turned away as stale:',
    step: 'Billing turned it away: stale, the copy was newer',
    where: 'Over: turned away as stale',
    open: 'was turned away: stale',
  },
  regressed: {
    did: 'Billing overwrote a newer state with',
    step: 'Billing applied it over a newer state',
    where: 'Over: applied, over a newer state',
    open: 'was applied over a newer state',
  },
  failed: {
    did: 'Billing failed on',
    step: 'Billing failed on it',
    where: 'Failed at Billing',
    open: 'has not been applied: Billing failed on it',
  },
  held: {
    did: 'Billing holds until the one before it has come:',
    step: 'Billing holds it: one before it is missing',
    where: 'Held at Billing: one before it is missing',
    open: 'is held until the one before it has come',
  },
  ignored: {
    did: 'Billing did not know, and passed over',
    step: 'Billing passed it over: its shape was unknown',
    where: 'Over: passed over by Billing',
    open: 'was passed over: Billing did not know its shape',
  },
  aside: {
    did: 'Billing wrote into a second table',
    step: 'Billing processed it for a second table, which is not read yet',
    where: 'Over: processed for a second table',
    open: 'was processed for a second table',
  },
};

/** Why the broker sets a message aside, in its own words. */
const DEATHS: Readonly<Record<string, string>> = {
  expired: 'it waited too long',
  maxlen: 'the queue was full',
  delivery_limit: 'it was delivered too often to consumers that failed or died',
};

/** Why a message is a dead letter: a fault’s id stands for failed processing. */
export const deathWords = (reason: string): string => DEATHS[reason] ?? 'Billing failed on it';

/** Where a message was lost. */
export const LOSS_WORDS: Readonly<
  Record<
    LostWhere,
    {
      /** What happened to it. */
      readonly happened: string;
      /** The same as a link of a chain of causes. */
      readonly cause: string;
      /** Where the message is from then on. */
      readonly where: string;
    }
  >
> = {
  publisher: { happened: 'was never published', cause: 'was never published', where: 'Never made' },
  broker: { happened: 'was lost at the broker', cause: 'was lost at the broker', where: 'Lost at the broker' },
  network: { happened: 'was lost on the way', cause: 'was lost on its way', where: 'Lost on the way' },
  consumer: { happened: 'was lost at the consumer', cause: 'was lost at the consumer', where: 'Lost at the consumer' },
};

/** What a user became. */
export const BECAME: Readonly<Record<Status, string>> = {
  absent: 'deleted',
  suspended: 'suspended',
  active: 'active',
};

/** The event that tells of a state, when nothing more is known than the state. */
export function eventOf(
  status: Status | null | undefined,
  version: number | undefined,
  cause?: PublishCause | CopyCause,
): EventType {
  if (cause === 'snapshot') return EVENT_TYPES[5];
  if (status === 'absent') return EVENT_TYPES[3];
  if (status === 'suspended') return EVENT_TYPES[1];
  return version === 1 ? EVENT_TYPES[0] : EVENT_TYPES[2];
}

/** The titles under which people know a fault and a strategy; an id that no catalogue has stands for itself. */
export const faultTitle = (id: string): string => findEntry(faults, id)?.title ?? id;

/** Why the broker put a delivery back or aside: the fault by its title, else what the trace says of it. */
export const reasonWords = (reason: string): string =>
  findEntry(faults, reason)?.title ?? DEATHS[reason] ?? reason.replaceAll(/[-_]/g, ' ');
