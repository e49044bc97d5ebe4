// Who keeps Billing's place in a log, and by which means: Billing itself by offset (RabbitMQ stream), the broker entry by entry
// (Redis), the broker by one committed offset (Kafka). It holds nothing; which entries are read for good the bus counts.
import type { Broker, ProfileId, Subscription } from '../broker/index.ts';
import { PROFILES } from '../broker/index.ts';

const GROUP = 'billing';
const MEMBER = 'billing-1';
/** Streams demand a limit; this one is never reached. */
const NO_LIMIT = 1_000_000;

export interface Place {
  /** Billing's group begins at `offset`. */
  begin(broker: Broker, queue: number, offset: number): void;
  /** How its consumer subscribes: `prefetch` deliveries at once (0: no limit), on from `offset` where Billing keeps that itself. */
  subscription(prefetch: number, ackBefore: boolean, offset: number): Subscription;
  /** The group is put back to `offset`, while its consumer is away. */
  rewind(broker: Broker, queue: number, offset: number): void;
  /** Whether the broker counts an entry as read when sent, if so asked; if not, Billing acknowledges at once. */
  readonly settlesWhenSent: boolean;
}

/** RabbitMQ streams keep no place over AMQP 0-9-1: Billing stores the offset beside its copy and names it on attaching. */
const BY_OFFSET: Place = {
  begin: () => undefined,
  subscription: (prefetch, _ackBefore, offset) => ({ prefetch: prefetch || NO_LIMIT, offset }),
  rewind: () => undefined,
  settlesWhenSent: false,
};

/**
 * Redis: XGROUP CREATE; on attaching first the member's own pending entries, then new ones (XREADGROUP 0, then >); XACK. To go
 * back, the member's pending entries are forgotten (XGROUP DELCONSUMER), since they are read again, and the group is moved
 * (XGROUP SETID).
 */
const BY_ENTRY: Place = {
  begin: (broker, queue, offset) => {
    broker.redis.createGroup(broker.queueName(queue), GROUP, offset - 1, false);
  },
  subscription: (prefetch, ackBefore) => ({
    ...{ prefetch, autoAck: ackBefore, group: GROUP, member: MEMBER, pendingFirst: true },
  }),
  rewind: (broker, queue, offset) => {
    const stream = broker.queueName(queue);
    broker.redis.forgetMember(stream, GROUP, MEMBER);
    broker.redis.moveGroup(stream, GROUP, offset - 1);
  },
  settlesWhenSent: true,
};

/**
 * Kafka: one partition; the group commits the next offset to read, and goes on there. Its place is set at its beginning and by
 * a reset of offsets. Should the place be gone, it begins with what is still there (`auto.offset.reset: earliest`).
 */
const BY_COMMIT: Place = {
  begin: (broker, queue, offset) => broker.logs.placeGroup(queue, GROUP, offset, 'first'),
  subscription: (prefetch, ackBefore) => ({
    ...{ prefetch, autoAck: ackBefore, group: GROUP, member: MEMBER, offset: 'first' },
  }),
  rewind: (broker, queue, offset) => broker.logs.placeGroup(queue, GROUP, offset, 'first'),
  settlesWhenSent: true,
};

const PLACES = { none: BY_OFFSET, pending: BY_ENTRY, committed: BY_COMMIT } as const;

/** The way of a profile. */
export const placeIn = (profile: ProfileId): Place => PLACES[PROFILES[profile].groups];
