// The engine as everybody uses it: a session with its marks, the fingerprint, all measures. Switches take one feature away,
// or add one, to see what it costs; they exist here only and patch the bundle they run in.
import { Session, type TraceReader } from '../../src/engine/index.ts';
import { Histogram } from '../../src/engine/kernel/histogram.ts';
import { Gauge } from '../../src/engine/services/gauge.ts';
import { Divergence } from '../../src/engine/services/subscriber/divergence.ts';
import { Trace } from '../../src/engine/trace/trace.ts';
import { cpu, type Measured } from './measure.ts';
import { type Changed, dayOf, type Size, specFor, WARM, WARM_RUNS } from './models.ts';

interface Switch {
  /** What the table calls it. */
  readonly title: string;
  readonly changed?: Changed;
  readonly marks?: number;
  readonly reader?: TraceReader;
  readonly patch?: () => void;
}

const silence = (part: { readonly prototype: object }, ...methods: readonly string[]) => {
  for (const method of methods) {
    if (!(method in part.prototype)) throw new Error(`nothing is called ${method} any more`);
    Object.assign(part.prototype, { [method]: () => {} });
  }
};

let lines = 0;

export const SWITCHES: Readonly<Record<string, Switch>> = {
  'no-fingerprint': {
    title: 'without the trace’s fingerprint',
    patch: () => silence(Trace, 'commit', 'copy', 'publish', 'lost', 'deliver', 'apply', 'ack', 'settled', 'invoice'),
  },
  'no-marks': { title: 'without marks', marks: 1 },
  reader: {
    title: 'with a reader of every trace line',
    reader: () => {
      lines++;
    },
  },
  'no-measures': {
    title: 'without divergence, gauges and delays',
    patch: () => {
      silence(Divergence, 'change');
      silence(Gauge, 'change');
      silence(Histogram, 'add');
    },
  },
  'no-invoices': { title: 'without invoice runs', changed: { invoiceEvery: '7d' } },
  arrival: { title: 'policy arrival instead of version', changed: { policy: 'arrival' } },
  dedupe: { title: 'policy dedupe instead of version', changed: { policy: 'dedupe' } },
  timestamp: { title: 'policy timestamp instead of version', changed: { policy: 'timestamp' } },
  log: { title: 'a log instead of a queue', changed: { broker: 'log' } },
  'few-suspended': { title: '10 % suspended instead of half', changed: { suspendedShare: 0.1 } },
};

/** One run of `size`, set-up left out. */
export function domain(size: Size, name?: string): Measured {
  const { changed, marks, reader, patch } = SWITCHES[name ?? ''] ?? {};
  patch?.();
  const options = { ...(marks && { marks }), reader };
  for (let run = 0; run < WARM_RUNS; run++) Session.open(specFor(WARM, changed), undefined, options).finish();
  const session = Session.open(specFor(size, changed), undefined, options);
  const start = cpu();
  const { events } = session.finish();
  const seconds = cpu() - start;
  const { counters, divergent } = session.moment();
  const { committed, invoicesWrong } = counters;
  return {
    changesPerSecond: committed / seconds,
    tasksPerSecond: events / seconds,
    seconds,
    changes: committed,
    divergent,
    wrong: invoicesWrong,
    lines,
  };
}

/** A day of so many users from its opening to its result, as the command line runs it; the peak of the process's memory, megabytes. */
export function growth(users: number): Measured {
  for (let run = 0; run < WARM_RUNS; run++) Session.open(specFor(WARM), undefined, { marks: 1 }).finish();
  const start = cpu();
  const session = Session.open(specFor(dayOf(users)), undefined, { marks: 1 });
  const opened = cpu();
  const { events } = session.finish();
  const seconds = cpu() - start;
  const { committed: changes, invoicesSent: invoices } = session.moment().counters;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  return { seconds, opening: opened - start, changes, tasks: events, invoices, megabytes };
}
