// Words and keys that scenario files may use one day, whether simulated yet or not. What the catalogues and sections lack of them
// is refused as "not simulated yet" instead of as unknown; nothing else follows from these lists.

export const FAULT_WORDS: readonly string[] = [
  'publisher-silent',
  'publisher-crash',
  'publish-before-rollback',
  'publish-reorder',
  'message-delay',
  'message-loss',
  'message-duplicate',
  'poison-message',
  'broker-unreachable',
  'broker-restart',
  'queue-unbound',
  'consumer-down',
  'relay-stopped',
  'api-down',
  'message-ttl',
  'queue-overflow',
  'retention-cut',
  'consumer-slow',
  'api-slow',
  'consumer-crash',
  'consumer-bug',
  'billing-restore',
  'user-restore',
  'clock-skew',
  'schema-change',
  'api-rate-limit',
  'network-partition',
  'publisher-blocked',
  'queue-expiry',
  'redrive',
  'consumer-timeout',
];

export const STRATEGY_WORDS: readonly string[] = [
  'wait',
  'replay',
  'rebuild',
  'republish-events',
  'republish-state',
  'resync-naive',
  'resync',
  'resync-since',
  'reconcile',
  'snapshot-watermark',
  'copy-database',
  'compacted-seed',
  'credit-notes',
  'redrive',
];

export const POLICY_WORDS: readonly string[] = ['arrival', 'dedupe', 'version', 'timestamp', 'strict', 'per-field'];

export const PROFILE_WORDS: readonly string[] = [
  'rabbitmq-classic',
  'rabbitmq-quorum',
  'rabbitmq-stream',
  'redis-stream',
  'kafka',
];

/** Keys with what they say when they are left out: that much may stand there. `*` is any place in a list. */
export const KEY_WORDS: Readonly<Record<string, unknown>> = {};
