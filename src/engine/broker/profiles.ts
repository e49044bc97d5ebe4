// The table of broker profiles: where real brokers differ, as data. The core reads these fields; it has no other idea of
// which broker it plays. `recorded` says whether the behaviour was compared with recordings of the real broker.

export interface Profile {
  readonly id: string;
  readonly title: string;
  /** Two or three sentences for the page. */
  readonly summary: string;
  readonly recorded: boolean;
  readonly system: 'RabbitMQ' | 'Redis' | 'Kafka';
  /** Which of them was recorded, in words; null where none was. */
  readonly version: string | null;
  /** How a script declares what it reads from: the type of a queue; null where nothing is declared. */
  readonly declaredAs: 'classic' | 'quorum' | 'stream' | 'topic' | null;
  /** What the real broker does that is not simulated, a sentence each. */
  readonly leavesOut: readonly string[];
  /** A log keeps what was read; a queue forgets what was acknowledged. */
  readonly log: boolean;
  /** Where a message handed back goes: to its old place, or to the end (`end` only where no delivery limit is set). */
  readonly handedBack: 'place' | 'end';
  /** Where the messages of a consumer that went away go. */
  readonly lost: 'place' | 'front';
  /** Whether failed deliveries are counted, shown and may be limited. */
  readonly countsDeliveries: boolean;
  /** Whether a consumer without credit leaves the line at once or when its turn comes. */
  readonly leavesLine: 'at once' | 'on its turn';
  /** What prefetch 0 means: so many deliveries. */
  readonly unlimitedPrefetch: number;
  /** Whether everything is on disk, whatever the publisher asked for. */
  readonly alwaysPersistent: boolean;
  /** Whether a full queue may take one message more before it refuses. */
  readonly limitsLate: boolean;
  /** Microseconds between looks at whether an unused queue has run out; 0: at once. */
  readonly expiryTick: number;
  /** Least time to live, microseconds: a message may be handed out before it. */
  readonly leastTimeToLive: number;
  /** Whether a kill marks what was waiting as redelivered. */
  readonly killMarksRedelivered: boolean;
  /** Logs: offset of the first entry. */
  readonly firstOffset: number;
  /** Logs: who keeps a group's place: the broker by entry (`pending`), by position (`committed`), or nobody. */
  readonly groups: 'none' | 'pending' | 'committed';
  /** Logs: a producer's own retry of what it has sent just now is stored once. */
  readonly idempotentProducer: boolean;
  /** Logs: a new segment takes an offset of its own. */
  readonly segmentTakesOffset: boolean;
  /** Logs: bytes the broker adds to an entry, and to a batch. */
  readonly entryOverhead: number;
  readonly segmentBytes: number;
  /** Logs: entries per segment (Redis keeps blocks of 100). */
  readonly segmentEntries: number;
  /** Logs: a segment is closed after so many microseconds. */
  readonly segmentAge: number;
  /** Logs: when retention is looked at: when a segment is started, every so many microseconds, or when told to. */
  readonly retentionEvery: number;
}

const MINUTE = 60_000_000;
const DAY = 86_400_000_000;
const NEVER = Number.POSITIVE_INFINITY;

const RABBITMQ = { system: 'RabbitMQ', version: '3.10.8, one node' } as const;

const QUEUE = {
  ...RABBITMQ,
  leavesOut: [
    'Clusters, elections and partitions between nodes.',
    'Memory and disk alarms, flow control, consumer timeouts, priorities of messages.',
  ],
  log: false,
  firstOffset: 0,
  groups: 'none',
  idempotentProducer: false,
  segmentTakesOffset: false,
  entryOverhead: 0,
  segmentBytes: NEVER,
  segmentEntries: NEVER,
  segmentAge: NEVER,
  retentionEvery: NEVER,
} as const;

const LOG = {
  log: true,
  handedBack: 'place',
  lost: 'place',
  countsDeliveries: false,
  leavesLine: 'at once',
  unlimitedPrefetch: 0x3fffffff,
  alwaysPersistent: true,
  limitsLate: false,
  expiryTick: 0,
  leastTimeToLive: 0,
  killMarksRedelivered: false,
} as const;

export const PROFILES = {
  'rabbitmq-classic': {
    ...QUEUE,
    id: 'rabbitmq-classic',
    declaredAs: 'classic',
    title: 'RabbitMQ classic queue',
    summary:
      'A message is gone once acknowledged. One handed back, or held by a consumer that died, returns to its old place, marked redelivered but not counted. Only persistent messages in durable queues survive a restart.',
    recorded: true,
    handedBack: 'place',
    lost: 'place',
    countsDeliveries: false,
    leavesLine: 'on its turn',
    unlimitedPrefetch: 0x3fffffff,
    alwaysPersistent: false,
    limitsLate: false,
    expiryTick: 0,
    leastTimeToLive: 0,
    killMarksRedelivered: true,
  },
  'rabbitmq-quorum': {
    ...QUEUE,
    id: 'rabbitmq-quorum',
    declaredAs: 'quorum',
    title: 'RabbitMQ quorum queue',
    summary:
      'Every message is on disk and every failed delivery is counted. A message handed back goes to the end of the queue, or to the front if a delivery limit is set; what a dead consumer held comes back to the front. Beyond the limit it is dead-lettered.',
    recorded: true,
    handedBack: 'end',
    lost: 'front',
    countsDeliveries: true,
    leavesLine: 'at once',
    unlimitedPrefetch: 2000,
    alwaysPersistent: true,
    limitsLate: true,
    expiryTick: 5_000_000,
    leastTimeToLive: 1_000,
    killMarksRedelivered: false,
  },
  'rabbitmq-stream': {
    ...LOG,
    id: 'rabbitmq-stream',
    ...RABBITMQ,
    declaredAs: 'stream',
    leavesOut: ['Clusters and replicas that lag.', 'How messages fall into batches, and exact bytes per entry.'],
    title: 'RabbitMQ stream',
    summary:
      'An append-only log: reading removes nothing and every reader chooses where to start. Acknowledging only asks for more. Old entries go by whole segments, when a new segment is started, so they may outlive their age limit.',
    recorded: true,
    firstOffset: 0,
    groups: 'none',
    idempotentProducer: false,
    segmentTakesOffset: true,
    entryOverhead: 140,
    segmentBytes: 500_000_000,
    segmentEntries: NEVER,
    segmentAge: NEVER,
    retentionEvery: NEVER,
  },
  'redis-stream': {
    ...LOG,
    id: 'redis-stream',
    system: 'Redis',
    version: '7.0.15',
    declaredAs: null,
    leavesOut: ['Clusters and replicas.', 'Blocks are 100 entries, whatever their bytes.'],
    title: 'Redis stream',
    summary:
      'A log with groups: each entry is handed to one member and stays pending under its name until acknowledged. Nothing is ever redelivered by itself: somebody has to claim it. Trimming takes entries away whether read or not.',
    recorded: true,
    firstOffset: 1,
    groups: 'pending',
    idempotentProducer: false,
    segmentTakesOffset: false,
    entryOverhead: 0,
    segmentBytes: NEVER,
    segmentEntries: 100,
    segmentAge: NEVER,
    retentionEvery: NEVER,
  },
  kafka: {
    ...LOG,
    id: 'kafka',
    system: 'Kafka',
    version: null,
    declaredAs: 'topic',
    leavesOut: [
      'Follower replicas and levels of acknowledgement: the log is one copy.',
      'Transactions, static membership, the time a rebalance takes, commits in intervals.',
    ],
    title: 'Kafka topic',
    summary:
      'A log in partitions: order holds within a partition, and one partition is read by one member of a group. The group commits the next offset to read; after a crash everything from there on comes again. Old segments go by age or size, or are compacted to the last record of each key. From the documentation, not from recordings.',
    recorded: false,
    firstOffset: 0,
    groups: 'committed',
    idempotentProducer: true,
    segmentTakesOffset: false,
    entryOverhead: 70,
    segmentBytes: 1_073_741_824,
    segmentEntries: NEVER,
    segmentAge: 7 * DAY,
    retentionEvery: 5 * MINUTE,
  },
} as const satisfies Record<string, Profile>;

export type ProfileId = keyof typeof PROFILES;

/** In the order in which the page lists them. */
export const PROFILE_IDS = Object.keys(PROFILES) as readonly ProfileId[];
