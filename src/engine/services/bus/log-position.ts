// Who keeps a group's position in a log, and by which means: the subscriber itself by offset (RabbitMQ stream), the broker entry
// by entry (Redis), the broker by one committed offset (Kafka). It holds nothing; which entries are read for good the
// subscription counts.
import type { Broker, ConsumeOptions, ProfileId } from '../../broker/index.ts';
import { PROFILES } from '../../broker/index.ts';
import type { SubscriptionSettings } from './bus.ts';

/** Streams demand a limit; this one is never reached. */
const NO_LIMIT = 1_000_000;

export interface LogPosition {
  /** The group begins at `offset`, in each partition. */
  begin(broker: Broker, queue: number, group: string, offset: number, partition: number): void;
  /** How a member subscribes, on from `offset` where the subscriber keeps that itself. */
  subscription(settings: SubscriptionSettings, member: number, offset: number): ConsumeOptions;
  /** The group is put back to `offset`, in each partition, while no member is connected. */
  rewind(broker: Broker, queue: number, settings: SubscriptionSettings, offset: number, partition: number): void;
  /** A member is about to go whose deliveries counted as read when sent: what it was handed of a partition, up to `offset`, nobody reads again. */
  memberGoes(broker: Broker, queue: number, settings: SubscriptionSettings, about: Leaving): void;
  /** Whether there is still a place to go on from. */
  remembers(broker: Broker, queue: number, group: string): boolean;
  /** Whether the broker knows no group, so that one member reads and the others stand by. */
  readonly readsAlone: boolean;
  /** Whether what a member held waits for its name, and for nobody else. */
  readonly keepsPending: boolean;
}

/** Who goes, and from where on others read a partition of its. */
interface Leaving {
  readonly member: number;
  readonly offset: number;
  readonly partition: number;
}

/** Where one reads at a time, it reads under the name of the first, and is handed what that had pending. */
const memberName = ({ id, affinity }: SubscriptionSettings, member: number): string =>
  `${id}-${affinity === 'single-active' ? 1 : member + 1}`;

/** RabbitMQ streams keep no position over AMQP 0-9-1: the subscriber stores the offset beside its data and names it on attaching. */
const BY_OFFSET: LogPosition = {
  begin: () => undefined,
  subscription: ({ prefetch }, _member, offset) => ({ prefetch: prefetch || NO_LIMIT, offset }),
  rewind: () => undefined,
  memberGoes: () => undefined,
  remembers: () => true,
  readsAlone: true,
  keepsPending: false,
};

/**
 * Redis: XGROUP CREATE; on attaching first the member's own pending entries, then new ones (XREADGROUP 0, then >); XACK. To go
 * back, the members' pending entries are forgotten (XGROUP DELCONSUMER), since they are read again, and the group is moved
 * (XGROUP SETID).
 */
const BY_ENTRY: LogPosition = {
  begin: (broker, queue, group, offset) => {
    broker.redis.createGroup(broker.queueName(queue), group, offset - 1, false);
  },
  subscription: (settings, member) => ({
    ...{ prefetch: settings.prefetch, autoAck: settings.autoAck },
    ...{ group: settings.id, member: memberName(settings, member), pendingFirst: true },
  }),
  rewind: (broker, queue, settings, offset) => {
    const stream = broker.queueName(queue);
    for (let member = 0; member < settings.members; member++) {
      broker.redis.forgetMember(stream, settings.id, memberName(settings, member));
    }
    broker.redis.moveGroup(stream, settings.id, offset - 1);
  },
  memberGoes: (broker, queue, settings, { member }) => {
    broker.redis.forgetMember(broker.queueName(queue), settings.id, memberName(settings, member));
  },
  remembers: () => true,
  readsAlone: false,
  keepsPending: true,
};

/**
 * Kafka: each partition is read by one member, and members without one are idle; the group commits the next offset to read, by
 * partition, and goes on there. Its position is set at its beginning and by a reset of offsets. Should it be gone, or forgotten since nobody was in the
 * group for long, the group begins with what is still there (`auto.offset.reset: earliest`).
 */
const BY_COMMIT: LogPosition = {
  begin: (broker, queue, group, offset, partition) => broker.logs.placeGroup(queue, group, offset, 'first', partition),
  subscription: (settings, member) => ({
    ...{ prefetch: settings.prefetch, autoAck: settings.autoAck },
    ...{ group: settings.id, member: memberName(settings, member), offset: 'first' },
  }),
  rewind: (broker, queue, { id }, offset, partition) => broker.logs.placeGroup(queue, id, offset, 'first', partition),
  memberGoes: (broker, queue, { id }, { offset, partition }) =>
    broker.logs.placeGroup(queue, id, offset, 'first', partition),
  remembers: (broker, queue, group) => broker.logs.groupPlaces(queue, group) !== undefined,
  readsAlone: false,
  keepsPending: false,
};

const POSITIONS = { none: BY_OFFSET, pending: BY_ENTRY, committed: BY_COMMIT } as const;

/** The way of a profile. */
export const positionIn = (profile: ProfileId): LogPosition => POSITIONS[PROFILES[profile].groups];
