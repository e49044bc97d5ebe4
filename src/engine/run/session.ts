// A run that can be walked in both directions: advance, view any moment without simulating, seek to go on from there, fork to
// go on differently. The past is never recomputed but for the last stretch before the moment asked for.

import { EVENT_TYPES, type EventType } from '../rows.ts';
import type { Changes } from '../scenario.ts';
import type { PublishLine, TraceReader } from '../trace/lines.ts';
import { type Facts, factsOf } from './facts.ts';
import { continueLogs, emptyTables, type Mark, restoreMark, standBeside, takeKeyframe, takeMark } from './history.ts';
import type { Input } from './inputs.ts';
import { Logs, type Reach, reachOf } from './logs.ts';
import { type MarkOptions, Marks } from './marks.ts';
import { type Moment, momentOf } from './moment.ts';
import { resultOf, type VariantResult } from './result.ts';
import { type Beat, type Series, seriesOf } from './series.ts';
import { Simulation } from './simulation.ts';
import { preparedRun, type RunSpec } from './spec.ts';
import { type StillHeld, stillHeld } from './still-held.ts';
import { type View, viewAt } from './view.ts';
import { bytesOf } from './weight.ts';

export interface SessionOptions extends MarkOptions {
  /** Gets every trace line once, in order, as the run first reaches it; of a fork, those after the fork. */
  readonly reader?: TraceReader | undefined;
  /** Called now and then from inside long work, so that a host can tell that it goes on. */
  readonly beat?: Beat | undefined;
}

const SILENT: Beat = () => {};
/** A mark costs about as much as running so many strides of a hundredth of a short run. */
const STRIDES_TO_GO_BACK = 4;

/** The envelope of a message, as far as no trace line says it. */
interface EnvelopeFacts {
  /** The event’s identity. */
  readonly event: number;
  readonly type: EventType;
  /** When the change it tells of occurred, microseconds. */
  readonly occurredAt: number;
}
export class Session {
  readonly spec: RunSpec;
  readonly changes: Changes | undefined;
  /** Every row written up to the furthest moment. */
  readonly logs: Logs;
  private readonly simulation: Simulation;
  private readonly options: SessionOptions;
  private readonly marks: Marks;
  /** Where `advanceShared` would go back to. */
  private shared: Mark;
  /** The furthest moment computed so far, microseconds; −1 before the first task. */
  private reached: number;
  /** Lengths of the logs at the furthest moment. */
  private reach: Reach;
  /** Where the simulation stands: every task up to this time has been done; −1 before the first. */
  private at: number;
  /** Whether it has let go of its tables: whoever goes on from anywhere has them made again. */
  private resting = false;
  private readonly beat: Beat;

  private constructor(
    spec: RunSpec,
    changes: Changes | undefined,
    options: SessionOptions,
    simulation: Simulation,
    marks: Mark[],
    at: number,
  ) {
    this.spec = spec;
    this.changes = changes;
    this.options = options;
    this.simulation = simulation;
    this.logs = new Logs(simulation, () => this.reach);
    this.marks = new Marks(marks, simulation.model.length, options);
    this.shared = this.marks.last;
    this.at = at;
    this.reached = at;
    this.reach = reachOf(simulation);
    this.beat = options.beat ?? SILENT;
  }

  /** A session at its very beginning. `changes` are those of `workload.file`. */
  static open(spec: RunSpec, changes?: Changes, options: SessionOptions = {}): Session {
    const simulation = new Simulation(preparedRun(spec, changes), changes);
    simulation.trace.reader = options.reader;
    simulation.start();
    const mark = takeMark(simulation, -1, takeKeyframe(simulation));
    return new Session(spec, changes, options, simulation, [mark], -1);
  }

  /** The length of the run as its scenario says, microseconds; it may go on after it. */
  get length(): number {
    return this.simulation.model.length;
  }

  get position(): number {
    return this.at;
  }

  /** The furthest moment computed, microseconds. */
  get furthest(): number {
    return this.reached;
  }

  get ended(): boolean {
    return this.simulation.endedAt !== null;
  }

  /** How far to run at a stretch when a host looks in `parts` times over the length; what goes on long after it, in longer ones. */
  stretch(parts: number): number {
    return Math.max(1, Math.floor(Math.max(this.length, this.at) / parts));
  }

  /** Runs on to `until` (microseconds, inclusive), remembering marks on the way. Returns whether the run goes on. */
  advance(until: number): boolean {
    return this.run(until, undefined);
  }

  /**
   * Runs on by `stride` while the run is that of every strategy; returns whether it still is. Once it is not, or has ended, the session
   * stands where it last was: in the microsecond before the strategy is first asked. Where only the run shows when that is, a few
   * strides are run twice.
   */
  advanceShared(stride: number): boolean {
    const { simulation } = this;
    const { asksAt } = simulation;
    const { last } = this.marks;
    let back = this.shared.time > last.time ? this.shared : last;
    const isOpen = asksAt === Number.POSITIVE_INFINITY;
    if (isOpen && this.at - back.time >= STRIDES_TO_GO_BACK * stride)
      back = takeMark(simulation, this.at, last.keyframe);
    this.shared = back;
    const goal = Math.max(0, this.at) + stride;
    const goesOn = this.advance(Math.min(goal, asksAt - 1));
    const { departedAt } = simulation.clock;
    if (departedAt === null) return goesOn && goal < asksAt;
    restoreMark(simulation, back);
    this.at = back.time;
    this.advance(departedAt - 1);
    return false;
  }

  /** Puts the simulation to the state at `time`: everything up to and including it has happened. */
  seek(time: number): void {
    if (!this.resting && (time === this.at || (this.ended && time > this.at))) return;
    const mark = this.marks.before(time);
    if (this.resting || time < this.at || mark.time > this.at) this.standAt(mark);
    this.advance(time);
  }

  /** Remembers all of where it stands, so that those who fork from there share it. */
  markHere(): void {
    if (this.marks.last.time < this.at)
      this.marks.add(takeMark(this.simulation, this.at, takeKeyframe(this.simulation)));
  }

  /** Lets go of all that only going on from here needs. It then stands at its beginning; its moments are there as before. */
  rest(): void {
    if (this.resting) return;
    const beginning = this.marks.first;
    this.simulation.load(beginning.state);
    emptyTables(this.simulation);
    this.at = beginning.time;
    this.resting = true;
  }

  /** Truth, copy and counters at `time`, without simulating anything. `time` must have been reached. */
  view(time: number): View {
    return viewAt(this.simulation, this.marks.before(time), time, this.reach);
  }

  /** Where everything stands at the session's position: queues, modes, runbook, totals. */
  moment(): Moment {
    return momentOf(this.simulation, this.at);
  }

  /** Where a deleted user is still held at the session’s position; null where they were not deleted by then. */
  stillHeld(user: number): StillHeld | null {
    return stillHeld(this.simulation.erasure, user);
  }

  /** Divergent users by kind at each of `times` (microseconds, rising, reached), and at the extremes between them. */
  series(times: Float64Array): Series {
    return seriesOf(this.simulation, this.marks.before(times[0] ?? 0).keyframe, times, this.reach, this.beat);
  }

  /** What is known of the run as a whole at the session’s position. */
  facts(): Facts {
    return factsOf(this.simulation);
  }

  /** The envelope of a message published at `time`; null when it is already over by then. Puts the session to that moment. */
  envelope(message: number, time: number): EnvelopeFacts | null {
    this.seek(time);
    const { messages } = this.simulation;
    if (!messages.has(message)) return null;
    const type = EVENT_TYPES[messages.typeOf(message)] as EventType;
    return { event: messages.eventOf(message), type, occurredAt: messages.occurredAt(message) };
  }

  /** A session that shares the past up to `time` and goes on by itself, with more inputs or as another spec that agrees so far. */
  fork(time: number, spec: RunSpec = this.spec, reader?: TraceReader): Session {
    this.seek(time);
    const { simulation } = this;
    const prepared = spec === this.spec ? simulation.prepared : preparedRun(spec, this.changes);
    const twin = new Simulation(prepared, this.changes);
    continueLogs(twin, simulation, true);
    const before = this.marks.before(time);
    const now = before.time === time ? before : takeMark(simulation, time, before.keyframe);
    standBeside(twin, simulation, now);
    const marks = [...this.marks.until(time), now];
    const { marks: every, marksPerKeyframe, budget, beat } = this.options;
    return new Session(
      spec,
      this.changes,
      {
        ...(every && { marks: every }),
        ...(marksPerKeyframe && { marksPerKeyframe }),
        ...(budget && { budget }),
        reader,
        beat,
      },
      twin,
      marks,
      time,
    );
  }

  /** How many trace lines there are where it stands. */
  get lines(): number {
    return this.simulation.trace.lines;
  }

  /** The session in which somebody does `input`: this one's past up to the microsecond before it. */
  withInput(input: Input, reader?: TraceReader): Session {
    return this.fork(input.at - 1, { ...this.spec, inputs: [...this.spec.inputs, input] }, reader);
  }

  /** Every measure as it would be had the run ended where it stands. */
  measures(): VariantResult['measures'] {
    return this.result().measures;
  }

  /** Runs to the end. */
  finish(): VariantResult {
    this.advance(Number.POSITIVE_INFINITY);
    return this.result();
  }

  private result(length?: number): VariantResult {
    return resultOf(this.simulation, (time) => this.marks.before(time).keyframe, length);
  }

  /** What the result would be had the run ended at `time`, whatever was in flight: as with that `length` and no time to settle. */
  resultAt(time: number): VariantResult {
    const twin = this.fork(time);
    twin.simulation.endHere(time);
    return twin.result(Math.min(time, this.length));
  }

  /** Re-runs from `from` (inclusive) to `to` (inclusive) and gives every trace line of that window to `reader`. */
  trace(from: number, to: number, reader: TraceReader): void {
    const back = this.at;
    // The lines of who is there at the start belong to no task: only opening a run says them.
    if (from <= 0) Session.open(this.spec, this.changes, { reader });
    try {
      this.tracePart(from, to, reader);
    } finally {
      this.seek(back);
    }
  }

  /** The same of a part after the beginning; the session then stands at its end, from where the next part is not far. */
  tracePart(from: number, to: number, reader: TraceReader): void {
    this.seek(from - 1);
    this.run(to, reader);
  }

  /** The line that published a message, found by running the stretch between two marks again; null when there is none. */
  publication(message: number): PublishLine | null {
    const [from, to] = this.marks.around(message, this.reached);
    let found: PublishLine | null = null;
    this.tracePart(from + 1, to, (line) => {
      if (line.kind === 'publish' && line.message === message) found = line;
    });
    return found;
  }

  private standAt(mark: Mark): void {
    restoreMark(this.simulation, mark);
    this.at = mark.time;
    this.resting = false;
  }

  private run(until: number, window: TraceReader | undefined): boolean {
    const { simulation } = this;
    if (this.resting) this.standAt(this.marks.before(this.at));
    while (this.at < until && !this.ended) {
      const { due } = this.marks;
      // What is done again after a step back was told the first time.
      const isNew = this.at >= this.reached;
      simulation.trace.reader = bothOf(isNew ? this.options.reader : undefined, window);
      const goal = Math.min(until, due, isNew ? until : this.reached);
      const goesOn = simulation.run(goal);
      this.at = goesOn ? goal : Math.max(this.at, simulation.time.now);
      this.remember();
      this.beat();
      if (goesOn && goal === due) this.marks.take(simulation, due);
    }
    return !this.ended;
  }

  private remember(): void {
    if (this.at <= this.reached) return;
    this.reached = this.at;
    this.reach = reachOf(this.simulation);
  }

  /** Half as many marks, and about half as many keyframes; false when there are few already. */
  thin(): boolean {
    return this.marks.thin();
  }

  /** Bytes of history: marks, keyframes and logs. What is in `seen` was counted with another session that shares it. */
  weigh(seen: Set<object>): number {
    const { users, subscribers, invoicing } = this.simulation;
    const logs = [users.log, ...subscribers.map(({ copy }) => [copy.log, copy.stampLog]), invoicing.book.written];
    return this.marks.weigh(seen) + bytesOf(logs, seen);
  }

  /** Where this run's truth went as the other's did, both keep one log of it. */
  shareTruth(other: Session): void {
    this.simulation.users.log.share(other.simulation.users.log);
  }
}

function bothOf(first: TraceReader | undefined, second: TraceReader | undefined): TraceReader | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return (line) => {
    first(line);
    second(line);
  };
}
