// What can be scheduled: the kinds of tasks and their rank within one microsecond. The order is the public contract's.

/** Faults end, faults begin, people's inputs, repair begins, messages and calls, workload, invoice run, the run's length. */
export const RANK = {
  faultEnds: 0,
  faultBegins: 1,
  input: 2,
  repair: 3,
  message: 4,
  workload: 5,
  invoices: 6,
  length: 7,
} as const;

export const TASK = {
  change: 0,
  arrive: 1,
  processed: 2,
  acknowledge: 3,
  invoiceRun: 4,
  serve: 5,
  answer: 6,
  faultBegins: 7,
  faultEnds: 8,
  repair: 9,
  runbook: 10,
  relay: 11,
  /** Of the subscriber with the number `a`. */
  subscriberStarts: 12,
  invoiceRetry: 13,
  brokerTimer: 14,
  lengthReached: 15,
  /** Of the repair tool with the number `a`. */
  tool: 16,
  /** The same two, of the seeding. */
  seedingRunbook: 17,
  seedingTool: 18,
  /** A consumer of a subscriber's hands back what it failed on, is back after a crash, or is given up by the broker. */
  handBack: 19,
  consumerReturns: 20,
  consumerTimeout: 21,
  /** The publisher sends again what the broker would not take. */
  sendAgain: 22,
  /** The publication with the number `a`, which something has put off. */
  sendHeld: 23,
  /** The message `a`, kept since the `b`-th sending, has been kept for long enough. */
  giveUp: 24,
  /** Of a reconciliation that nobody has to begin: a round, a call, or one that was not answered. */
  reconcile: 25,
  /** The User service sends a heartbeat if it has been quiet; Billing looks whether it has heard anything. */
  heartbeat: 26,
  listen: 27,
  /** Somebody may notice something: what is given, a comparison, a complaint. */
  notice: 28,
  /** Nothing of the type `a` may have come for too long. */
  silence: 29,
} as const;

/** What draws are about; part of every draw's address. Never renumber: links and golden traces depend on it. */
export const PURPOSE = {
  initialStatus: 1,
  initialPlan: 2,
  workloadTime: 3,
  workloadKind: 4,
  workloadUser: 5,
  publishLatency: 6,
  deliveryLatency: 7,
  ackLatency: 8,
  serviceTime: 9,
  apiLatency: 10,
  fault: 11,
  /** What becomes of one attempt at a message. */
  delivery: 12,
  transactionTime: 13,
  /** Who is how busy. */
  activity: 40,
} as const;

/** Does a task, given its two numbers. */
export type Handler = (a: number, b: number) => void;

/** Who does the tasks of each kind: every part says so once, when it is made. */
export class Handlers {
  /** By kind. */
  readonly all: Handler[] = [];

  on(kind: number, handler: Handler): void {
    if (this.all[kind] !== undefined) throw new Error(`Two parts take tasks of kind ${kind}.`);
    this.all[kind] = handler;
  }
}
