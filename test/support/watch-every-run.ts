// Before any test: every run that a test makes is watched, in whatever way it is made. When a session ends, the laws of what it wrote and
// measures are held against it; where somebody collects its trace, those of the trace too. A run that breaks a law is an error.
// Nothing of the product knows of this: the ways to run are taken hold of here.
import { LaneReruns, Reruns } from '../../src/engine/run/reruns.ts';
import { Session } from '../../src/engine/run/session.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import { type TraceLine, type TraceReader, writtenLine } from '../../src/engine/trace/lines.ts';
import { simulationOf, specsOf } from './inside.ts';
import { holdCounts, holdRows, type RunWatch, WATCHED, watches, watchOver } from './laws.ts';

/** What watches a session of which somebody collects the trace, and how many lines it has seen. */
interface Reading {
  readonly watch: RunWatch;
  seen: number;
}

const readings = new WeakMap<Session, Reading>();

/** A session whose lines somebody reads, with a watch that reads them first: of a long run the beginning. */
function read(
  open: typeof Session.open,
  reader: TraceReader,
  ...[spec, changes, options]: Parameters<typeof Session.open>
) {
  const reading: Reading = { watch: watchOver(spec), seen: 0 };
  const both = (line: TraceLine) => {
    if (reading.seen++ < WATCHED) reading.watch.read(writtenLine(line));
    reader(line);
  };
  const session = open.call(Session, spec, changes, { ...options, reader: both });
  readings.set(session, reading);
  return session;
}

function install(): void {
  const { open } = Session;
  const { finish } = Session.prototype;
  const { run } = Reruns.prototype;
  const { running } = LaneReruns.prototype;
  Session.open = (spec, changes, options) => {
    const reader = options?.reader;
    return reader === undefined || watches.has(reader)
      ? open.call(Session, spec, changes, options)
      : read(open, reader, spec, changes, options);
  };
  Session.prototype.finish = function watched(this: Session) {
    const result = finish.call(this);
    holdRows(this, result);
    const reading = readings.get(this);
    readings.delete(this);
    if (reading?.seen === this.lines && reading.seen <= WATCHED) reading.watch.end(result);
    else reading?.watch.leave();
    return result;
  };
  Reruns.prototype.run = function watched(this: Reruns, seed: number) {
    const result = run.call(this, seed);
    holdCounts(simulationOf(this).prepared.spec, result);
    return result;
  };
  LaneReruns.prototype.running = function* watched(this: LaneReruns, seed: number) {
    const specs = specsOf(this);
    let lane = 0;
    for (const result of running.call(this, seed)) {
      holdCounts(specs[lane++] as RunSpec, result);
      yield result;
    }
  };
}

// Test files share what is loaded: once is enough.
const installed = Session as typeof Session & { isWatched?: true };
if (installed.isWatched !== true) install();
installed.isWatched = true;
