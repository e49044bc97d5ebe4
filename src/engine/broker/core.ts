// Everything the broker is made of, as one record that its parts act on. It has no behaviour of its own.
import { BrokerConsumer } from './consumer.ts';
import { Copies, type Death, NO_DEATHS } from './copies.ts';
import type { Queue } from './queue.ts';
import type { BrokerSink } from './sink.ts';
import { BrokerTopology } from './topology.ts';

/** A dead letter on its way: it is routed when the operation that caused it is through. */
export interface DeadLetterOnItsWay {
  readonly message: number;
  readonly queue: number;
  readonly reason: number;
  readonly route: number;
  readonly persistent: number;
  readonly size: number;
  readonly deaths: readonly Death[];
}

/** What a broker without full persistence finds after a restart. */
export type Persistence = 'none' | 'aof-always' | 'aof-everysec' | 'rdb-on-shutdown';

export class Core {
  readonly sink: BrokerSink;
  readonly copies = new Copies();
  readonly topology: BrokerTopology;
  /** By queue id; ids belong to names for good, so a deleted queue leaves a gap that the same name may fill again. */
  queues: (Queue | undefined)[] = [];
  names: string[] = [];
  consumers: BrokerConsumer[] = [];
  now: number;
  up = true;
  /** The dead-letter record of the copy being delivered. */
  deaths: readonly Death[] = NO_DEATHS;
  /** Whether any queue has limits in time, so that `nextTimer` may be skipped. */
  timed = false;
  /** Empty between operations. */
  readonly dying: DeadLetterOnItsWay[] = [];
  /** Whether it holds any. */
  buries = false;

  /** Kafka: how long the place of a group without members is remembered, microseconds. */
  readonly offsetsRetention: number;

  constructor(sink: BrokerSink, offsetsRetention: number) {
    this.sink = sink;
    this.offsetsRetention = offsetsRetention;
    this.now = Number.NaN; // first: see kernel/state.ts
    this.now = 0;
    this.topology = new BrokerTopology((name) => {
      const id = this.names.indexOf(name);
      return id >= 0 && this.queues[id] !== undefined ? id : -1;
    });
  }

  newConsumer(): BrokerConsumer {
    const consumer = new BrokerConsumer(this.consumers.length);
    this.consumers.push(consumer);
    return consumer;
  }
}
