// Words that scenario files may use one day, whether simulated yet or not. What the catalogues lack of them is refused
// as "not simulated yet" instead of as unknown; nothing else follows from this list.

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
];

export const POLICY_WORDS: readonly string[] = ['arrival', 'dedupe', 'version', 'timestamp', 'strict', 'per-field'];

export const PROFILE_WORDS: readonly string[] = [
  'rabbitmq-classic',
  'rabbitmq-quorum',
  'rabbitmq-stream',
  'redis-stream',
  'kafka',
];
