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
  receive: 2,
  processed: 3,
  acknowledge: 4,
  invoiceRun: 5,
  serve: 6,
  answer: 7,
  faultBegins: 8,
  faultEnds: 9,
  input: 10,
  repair: 11,
  runbook: 12,
  relay: 13,
  billingStarts: 14,
  republish: 15,
  invoiceRetry: 16,
  brokerTimer: 17,
  lengthReached: 18,
  pace: 19,
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
} as const;
