// From a run spec to a run that has ended, in slices, with every trace line on tape and its totals sampled on the way; and the
// same run with something more done to it, which shares its past and computes only the rest. Whoever stops asking cancels it.
import {
  type Changes,
  type Counter,
  duration,
  type Input,
  type RunSpec,
  Session,
  type TraceLine,
} from '../../engine/index.ts';
import type { Totals } from './facts.ts';
import { type FinishedRun, RunRecord } from './run-record.ts';
import { Tape } from './tape.ts';

/** Samples of the totals over a run's length. */
const TOTALS = 480;
/** More lines than this are not all kept: those that say nothing unusual are left out. */
const MOST_LINES = 3_000_000;

/** So many are recorded before somebody else gets a turn. */
const LINES_AT_ONCE = 100_000;

export interface RecordingStep {
  /** The share of the run that is computed. */
  readonly done: number;
  /** Up to where, microseconds. */
  readonly at: number;
}

/** A run that is being computed. */
export interface Recording {
  /** It may be looked at meanwhile, up to what it has reached, between two steps of the work. */
  readonly record: RunRecord;
  readonly work: Generator<RecordingStep, FinishedRun>;
}

interface RecordingOptions {
  /** Called from inside of long work. */
  readonly beat?: (() => void) | undefined;
  /** Bytes that marks and keyframes may take. */
  readonly budget?: number;
  /** Of a run with more lines only the landmarks are on tape. */
  readonly mostLines?: number;
}

/** A run from its beginning. */
export function recording(spec: RunSpec, changes?: Changes, options: RecordingOptions = {}): Recording {
  const { mostLines, ...memory } = options;
  const tape = tapeFor(spec, mostLines);
  const session = Session.open(spec, changes, { reader: tape.add, ...memory });
  const record = new RunRecord(session, tape);
  return { record, work: finishing(record, new Sampling(session.length)) };
}

/** `run` with `more` done to it: `spec` is its own, with these inputs behind its inputs. Its past up to the first of them is shared. */
export function recordingWith(run: FinishedRun, spec: RunSpec, more: readonly Input[]): Recording {
  const time = Math.min(...more.map(({ at }) => at)) - 1;
  // Nothing comes before the beginning that could be shared.
  if (time < 0) return recording(spec, run.session.changes);
  const tape = run.tape.upTo(time);
  const session = run.session.fork(time, spec, tape.add);
  const record = new RunRecord(session, tape);
  record.readOn();
  return { record, work: finishing(record, new Sampling(session.length, run.facts.totals, time)) };
}

function* finishing(record: RunRecord, sampling: Sampling): Generator<RecordingStep, FinishedRun> {
  const { session } = record;
  /** Whoever looked at a moment meanwhile may have put the session back. */
  const goOn = (until: number): boolean => {
    session.seek(session.furthest);
    const goesOn = session.advance(until);
    record.readOn();
    return goesOn;
  };
  for (const time of sampling.due()) {
    const from = session.furthest;
    const parts = partsOf(session, time - from);
    for (let part = 1; part < parts; part++) {
      goOn(from + Math.floor(((time - from) * part) / parts));
      yield { done: sampling.done, at: session.furthest };
    }
    goOn(time);
    sampling.take(session);
    yield { done: sampling.done, at: time };
  }
  while (goOn(session.furthest + session.stretch(TOTALS))) yield { done: 1, at: session.furthest };
  return record.finish(session.finish(), sampling.totals());
}

/** The totals of a run at equal distances over its length; of a fork, those of the shared past are known. */
class Sampling {
  private readonly times: Float64Array;
  private readonly backlog: Float64Array;
  private readonly counters = new Map<Counter, Float64Array>();
  private taken = 0;

  constructor(length: number, past?: Totals, until = -1) {
    this.times = Float64Array.from({ length: TOTALS + 1 }, (_, n) => Math.round((length * n) / TOTALS));
    this.backlog = new Float64Array(TOTALS + 1);
    if (past === undefined) return;
    while (this.taken <= TOTALS && (this.times[this.taken] as number) <= until) this.taken++;
    this.backlog.set(past.backlog.subarray(0, this.taken));
    for (const name in past.counters)
      this.columnOf(name as Counter).set(past.counters[name as Counter].subarray(0, this.taken));
  }

  get done(): number {
    return (this.taken - 1) / this.times.length;
  }

  due(): Float64Array {
    return this.times.subarray(this.taken);
  }

  take(session: Session): void {
    const { counters, broker } = session.moment();
    for (const name in counters) this.columnOf(name as Counter)[this.taken] = counters[name as Counter];
    this.backlog[this.taken++] = broker.backlog;
  }

  totals(): Totals {
    const counters = Object.fromEntries(this.counters) as Totals['counters'];
    return { times: this.times, counters, backlog: this.backlog };
  }

  private columnOf(name: Counter): Float64Array {
    const column = this.counters.get(name) ?? new Float64Array(this.times.length);
    this.counters.set(name, column);
    return column;
  }
}

/** In how many parts a stretch of a run is recorded, so that none takes long: by the invoices that are due in it. */
function partsOf({ spec: { scenario } }: Session, stretch: number): number {
  const { population, billing } = scenario;
  const lines = (population.users * stretch) / Math.max(1, duration(billing.invoiceEvery));
  return Math.max(1, Math.ceil(lines / LINES_AT_ONCE));
}

/** A tape for a run; of a very large one it leaves out what is as it should be. */
function tapeFor(spec: RunSpec, mostLines?: number): Tape {
  const { population, length, billing } = spec.scenario;
  const runs = duration(length) / Math.max(1, duration(billing.invoiceEvery));
  const expected = population.users * (2 + runs);
  return new Tape(expected > MOST_LINES ? isUsual : undefined, mostLines);
}

const isUsual = (line: TraceLine): boolean =>
  (line.kind === 'invoice' && line.copy === line.truth) || ('cause' in line && line.cause === 'initial');
