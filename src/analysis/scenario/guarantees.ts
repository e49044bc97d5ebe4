// What a design guarantees of its events, under the names that these guarantees usually have: how often an event is published,
// delivered and applied, and in which order. It speaks of the design alone; what faults do to it the run shows.
import { findEntry, parseDuration, policies, type Scenario } from '../../engine/index.ts';

type Design = Pick<Scenario, 'user' | 'publisher' | 'billing' | 'broker' | 'events'>;

/** Whether transactions overlap, so that a row may commit after one that was numbered later. */
const overlaps = ({ writers, transactionTime: time }: Design['publisher']): boolean =>
  writers > 1 && !('constant' in time && parseDuration(time.constant) === 0);

function publishing({ user: { truth }, publisher }: Design): string {
  const { path, confirms } = publisher;
  if (truth === 'log')
    return 'Publishing: exactly once. To change a user is to append the event; what cannot be appended has not happened.';
  if (path === 'outbox' && overlaps(publisher))
    return 'Publishing: at least once, but for a row that commits after one with a later number: a relay that polls has read past it.';
  if (path !== 'direct')
    return 'Publishing: at least once. What was committed is sent until the broker has it, and may be sent twice.';
  return confirms
    ? 'Publishing: at least once while the service lives. What is not confirmed is sent again; a service that dies between commit and sending forgets the event.'
    : 'Publishing: at most once. What meets a broker that is away is not sent again.';
}

const delivery = ({ billing: { ack } }: Design): string =>
  ack === 'before'
    ? 'Delivery: at most once. It counts as settled when it is sent: what a dying consumer had in memory never comes again.'
    : 'Delivery: at least once. What was not acknowledged comes again, with an event that may have been applied already.';

function application({ billing: { policy: id }, events: { carry } }: Design): string {
  if (carry === 'key') return 'Application: effectively once. Repeating an event only asks again what is so now.';
  const policy = findEntry(policies, id);
  if (policy?.inbox === true)
    return 'Application: effectively once for each event id; an old event with a new id is applied again.';
  if (policy?.versions === true)
    return 'Application: effectively once, and never back: a version that the copy has is not written again.';
  if (policy?.stamps === true)
    return 'Application: effectively once by the event’s own clock; who is stamped too early is passed over.';
  return 'Application: as often as it comes. An event that comes late again overwrites what is newer.';
}

function order({ billing: { consumers, policy, affinity }, broker: { kind, profile, partitions } }: Design): string {
  if (policy === 'strict') return 'Order: ordered per user, whatever comes first: what is too early waits.';
  const asPublished = `ordered per user as published${kind === 'queue' ? ', until something is put back or parked' : ''}`;
  if (consumers === 1) return `Order: ${asPublished}.`;
  if (affinity === 'single-active' || profile === 'rabbitmq-stream')
    return `Order: ${asPublished}, by one consumer at a time; when the next takes over, what the one before still works on may end later.`;
  if (profile === 'kafka')
    return partitions === 1
      ? 'Order: ordered per user as published: one partition, so one consumer reads it and the others are idle.'
      : 'Order: ordered per user as published, none between partitions; when a partition changes hands, what its reader still works on may end later.';
  if (affinity === 'partition')
    return `Order: ${asPublished}, none between queues; when a queue goes to the next consumer, what the one before still works on may end later.`;
  return 'Order: none between consumers. Two events of a user may be worked on at once, and the later may end first.';
}

/** One sentence each for publishing, delivery, application and order. Where Billing keeps no copy there is nothing to guarantee. */
export const guaranteesOf = (design: Design): readonly string[] =>
  design.billing.reads === 'api' ? [] : [publishing(design), delivery(design), application(design), order(design)];
