// How faults are told in a sentence: what will happen, what is so while one lasts, and what is so again. A fault without words of
// its own is told by its title.
import { faults, findEntry, type Place } from '../../engine/index.ts';

interface FaultWords {
  /** After `At 10:00`. */
  readonly soon: string;
  /** A main clause. */
  readonly now: string;
  /** A main clause. */
  readonly over: string;
}

const WORDS: Readonly<Record<string, FaultWords>> = {
  'publisher-silent': {
    soon: 'the publisher will fall silent',
    now: 'The publisher is silent',
    over: 'The publisher speaks again',
  },
  'publisher-crash': {
    soon: 'the publisher will crash between commit and publish',
    now: 'The publisher crashes between commit and publish',
    over: 'The publisher runs again',
  },
  'publish-before-rollback': {
    soon: 'events of changes that are rolled back will go out',
    now: 'Events go out of changes that are rolled back',
    over: 'Only what is committed is published again',
  },
  'publish-reorder': {
    soon: 'concurrent writers will publish out of order',
    now: 'Concurrent writers publish out of order',
    over: 'Events leave in their order again',
  },
  'publisher-blocked': {
    soon: 'the broker will block the publisher',
    now: 'The broker blocks the publisher',
    over: 'The publisher is no longer blocked',
  },
  'relay-stopped': {
    soon: 'the relay will stop',
    now: 'The relay is stopped',
    over: 'The relay runs again',
  },
  'message-loss': {
    soon: 'the broker will lose messages that it has confirmed',
    now: 'The broker confirms messages and loses them',
    over: 'The broker keeps what it confirms again',
  },
  'message-duplicate': {
    soon: 'messages will arrive twice',
    now: 'Messages arrive twice',
    over: 'No message is doubled any more',
  },
  'message-delay': {
    soon: 'messages will be held back and overtaken',
    now: 'Messages are held back and overtaken',
    over: 'No message is held back any more',
  },
  'message-ttl': {
    soon: 'messages that wait too long will expire',
    now: 'Messages that wait too long expire',
    over: 'Messages no longer expire',
  },
  'poison-message': {
    soon: 'some messages will fail whenever they are processed',
    now: 'Some messages fail whenever they are processed',
    over: 'Every message can be processed again',
  },
  'broker-unreachable': {
    soon: 'the User service will not reach the broker',
    now: 'The User service does not reach the broker',
    over: 'The User service reaches the broker again',
  },
  'broker-restart': { soon: 'the broker will go away', now: 'The broker is away', over: 'The broker is back' },
  'queue-unbound': {
    soon: 'Billing’s queue will lose its binding',
    now: 'Billing’s queue is not bound',
    over: 'Billing’s queue is bound again',
  },
  'queue-overflow': {
    soon: 'the queue will be limited in length',
    now: 'The queue is limited in length',
    over: 'The queue takes every message again',
  },
  'queue-expiry': {
    soon: 'a queue that nobody reads will delete itself',
    now: 'A queue that nobody reads deletes itself',
    over: 'Queues no longer delete themselves',
  },
  'retention-cut': {
    soon: 'the log will keep its entries for less time',
    now: 'The log keeps its entries for less time',
    over: 'The log keeps its entries as long as before',
  },
  'consumer-down': {
    soon: 'Billing’s consumer will go down',
    now: 'Billing’s consumer is down',
    over: 'Billing’s consumer is back',
  },
  'consumer-slow': {
    soon: 'Billing’s consumer will be slow',
    now: 'Billing’s consumer is slow',
    over: 'Billing’s consumer is as fast as before',
  },
  'consumer-crash': {
    soon: 'Billing’s consumer will crash with messages in its hands',
    now: 'Billing’s consumer crashes with messages in its hands',
    over: 'Billing’s consumer no longer crashes',
  },
  'consumer-timeout': {
    soon: 'Billing’s consumers will hang on some messages',
    now: 'Billing’s consumers hang on some messages',
    over: 'Billing’s consumers no longer hang',
  },
  'consumer-bug': {
    soon: 'a bug will write wrong states into the copy',
    now: 'A bug writes wrong states into the copy',
    over: 'The bug of the consumer is mended',
  },
  'billing-restore': {
    soon: 'Billing’s copy will be restored from a backup',
    now: 'Billing’s copy is restored from a backup',
    over: 'Billing’s copy was restored from a backup',
  },
  'user-restore': {
    soon: 'the User database will be restored from a backup',
    now: 'The User database is restored from a backup',
    over: 'The User database was restored from a backup',
  },
  redrive: {
    soon: 'the dead letters will be handed back',
    now: 'The dead letters are handed back',
    over: 'The dead letters were handed back',
  },
  'clock-skew': {
    soon: 'the clock of one of the User service’s nodes will lag',
    now: 'The clock of one of the User service’s nodes lags',
    over: 'All clocks agree again',
  },
  'schema-change': {
    soon: 'events will have a form that Billing does not know',
    now: 'Events have a form that Billing does not know',
    over: 'Billing knows the form of the events again',
  },
  'api-down': { soon: 'the API will stop answering', now: 'The API does not answer', over: 'The API answers again' },
  'api-slow': { soon: 'the API will be slow', now: 'The API is slow', over: 'The API is as fast as before' },
  'api-rate-limit': {
    soon: 'the API will refuse calls beyond a rate',
    now: 'The API refuses calls beyond a rate',
    over: 'The API takes as many calls as before',
  },
  'network-partition': {
    soon: 'the network will be parted',
    now: 'The network is parted',
    over: 'The network is whole again',
  },
};

const ROADS: Readonly<Record<Place, string>> = {
  user: 'The User service and the broker',
  broker: 'The User service and the broker',
  billing: 'The broker and Billing',
  api: 'Billing and the API',
};

/** Who does not reach whom is told by where it strikes. */
function partitionWords(place: Place): FaultWords {
  const ends = ROADS[place];
  return {
    soon: `the network will part ${ends.replace(/^The/, 'the')}`,
    now: `${ends} do not reach each other`,
    over: `${ends} reach each other again`,
  };
}

/** The words of a fault, which strikes at `place`. */
export function faultWords(id: string, place?: Place): FaultWords {
  if (id === 'network-partition' && place !== undefined) return partitionWords(place);
  const title = findEntry(faults, id)?.title ?? id;
  return WORDS[id] ?? { soon: `“${title}” will begin`, now: `“${title}” is active`, over: `“${title}” is over` };
}
