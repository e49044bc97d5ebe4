// What the broker says while it works: plain numbers, no allocation. The listener must not call the broker back from
// inside one of these; it notes what it heard and acts afterwards.

export interface BrokerSink {
  /**
   * A copy was handed to a consumer (`FETCHED` for `get`). `tag` counts the deliveries of that consumer from 1.
   * `redelivered`: it was handed out before, as far as this kind of queue knows. `attempt`: how often this copy was
   * handed out, this time included. `deliveryCount`: failed deliveries before this one (quorum), or the group's own
   * count (Redis). `offset`: the entry's number in a log, -1 for a queue. `partition`: 0 but for partitioned logs.
   * While this runs, `broker.deaths` holds the copy's dead-letter record.
   */
  delivered(
    consumer: number,
    tag: number,
    queue: number,
    message: number,
    redelivered: boolean,
    attempt: number,
    deliveryCount: number,
    offset: number,
    partition: number,
  ): void;
  /** The publisher's answer: every queue took it (an unroutable message counts as taken), or one refused. */
  confirmed(message: number, accepted: boolean): void;
  /** A mandatory message matched no queue. Comes before its confirm. */
  returned(message: number): void;
  /** A copy left `queue` towards its dead-letter target; `reason` indexes `REASONS`. */
  deadLettered(message: number, queue: number, reason: number): void;
  /**
   * A copy left the broker for good without acknowledgement; `queue` is -1 where it reached none. `offset`: of an entry that was taken out of a
   * log from among others.
   */
  discarded(message: number, queue: number, reason: number, offset?: number): void;
  /** The broker ended a consumer: its queue was deleted. Its channel stays. */
  cancelledByBroker(consumer: number, queue: number): void;
}
