// All faults that are simulated, in the order in which menus show them: producer, broker, delivery, authority.
import type { Fault } from '../points.ts';
import { apiDown } from './api-down.ts';
import { apiRateLimit } from './api-rate-limit.ts';
import { apiSlow } from './api-slow.ts';
import { billingRestore } from './billing-restore.ts';
import { brokerRestart } from './broker-restart.ts';
import { brokerUnreachable } from './broker-unreachable.ts';
import { clockSkew } from './clock-skew.ts';
import { consumerBug } from './consumer-bug.ts';
import { consumerCrash } from './consumer-crash.ts';
import { consumerDown } from './consumer-down.ts';
import { consumerSlow } from './consumer-slow.ts';
import { consumerTimeout } from './consumer-timeout.ts';
import { messageDelay } from './message-delay.ts';
import { messageDuplicate } from './message-duplicate.ts';
import { messageLoss } from './message-loss.ts';
import { messageTtl } from './message-ttl.ts';
import { networkPartition } from './network-partition.ts';
import { poisonMessage } from './poison-message.ts';
import { publishBeforeRollback } from './publish-before-rollback.ts';
import { publishReorder } from './publish-reorder.ts';
import { publisherBlocked } from './publisher-blocked.ts';
import { publisherCrash } from './publisher-crash.ts';
import { publisherSilent } from './publisher-silent.ts';
import { queueExpiry } from './queue-expiry.ts';
import { queueOverflow } from './queue-overflow.ts';
import { queueUnbound } from './queue-unbound.ts';
import { deadLettersRedriven } from './redrive.ts';
import { relayStopped } from './relay-stopped.ts';
import { retentionCut } from './retention-cut.ts';
import { schemaChange } from './schema-change.ts';
import { userRestore } from './user-restore.ts';

export const faults: readonly Fault[] = [
  publisherSilent,
  publisherCrash,
  publishBeforeRollback,
  publishReorder,
  publisherBlocked,
  relayStopped,
  clockSkew,
  messageLoss,
  messageDuplicate,
  messageDelay,
  brokerRestart,
  brokerUnreachable,
  networkPartition,
  queueUnbound,
  queueExpiry,
  messageTtl,
  queueOverflow,
  retentionCut,
  consumerDown,
  consumerSlow,
  consumerCrash,
  consumerTimeout,
  consumerBug,
  poisonMessage,
  schemaChange,
  deadLettersRedriven,
  billingRestore,
  userRestore,
  apiDown,
  apiSlow,
  apiRateLimit,
];

/** The faults that make sense in a scenario. */
export const faultsFor = (scenario: Parameters<Fault['suits']>[0], all: readonly Fault[] = faults): readonly Fault[] =>
  all.filter((fault) => fault.suits(scenario));
