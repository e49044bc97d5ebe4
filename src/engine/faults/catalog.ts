// All faults that are simulated, in the order in which menus show them: producer, broker, delivery, authority.
import type { Fault } from '../points.ts';
import { apiDown } from './api-down.ts';
import { brokerRestart } from './broker-restart.ts';
import { consumerDown } from './consumer-down.ts';
import { messageDelay } from './message-delay.ts';
import { messageDuplicate } from './message-duplicate.ts';
import { messageLoss } from './message-loss.ts';
import { publisherSilent } from './publisher-silent.ts';

export const faults: readonly Fault[] = [
  publisherSilent,
  messageLoss,
  messageDuplicate,
  messageDelay,
  brokerRestart,
  consumerDown,
  apiDown,
];

/** The faults that make sense in a scenario. */
export const faultsFor = (scenario: Parameters<Fault['suits']>[0], all: readonly Fault[] = faults): readonly Fault[] =>
  all.filter((fault) => fault.suits(scenario));
