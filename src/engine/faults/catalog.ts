// All faults that are simulated, in the order in which menus show them: producer, broker, delivery, authority.
import type { Fault } from '../points.ts';
import { apiDown } from './api-down.ts';
import { brokerRestart } from './broker-restart.ts';
import { consumerBug } from './consumer-bug.ts';
import { consumerCrash } from './consumer-crash.ts';
import { consumerDown } from './consumer-down.ts';
import { consumerSlow } from './consumer-slow.ts';
import { consumerTimeout } from './consumer-timeout.ts';
import { messageDelay } from './message-delay.ts';
import { messageDuplicate } from './message-duplicate.ts';
import { messageLoss } from './message-loss.ts';
import { messageTtl } from './message-ttl.ts';
import { poisonMessage } from './poison-message.ts';
import { publisherSilent } from './publisher-silent.ts';
import { queueExpiry } from './queue-expiry.ts';
import { queueOverflow } from './queue-overflow.ts';
import { queueUnbound } from './queue-unbound.ts';
import { deadLettersRedriven } from './redrive.ts';
import { retentionCut } from './retention-cut.ts';
import { schemaChange } from './schema-change.ts';

export const faults: readonly Fault[] = [
  publisherSilent,
  messageLoss,
  messageDuplicate,
  messageDelay,
  brokerRestart,
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
  apiDown,
];

/** The faults that make sense in a scenario. */
export const faultsFor = (scenario: Parameters<Fault['suits']>[0], all: readonly Fault[] = faults): readonly Fault[] =>
  all.filter((fault) => fault.suits(scenario));
