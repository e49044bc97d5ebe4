// A procedure as it happens, a repair or a seeding: a strategy's statechart stepped purely, and then those of the strategies that follow it. Its delays are kernel tasks, its effects
// are done by the repair tools, its state is the chart's own persisted snapshot, and the phases are the states it was in.
import type { AnyMachineSnapshot } from 'xstate';
import type { Saved } from '../kernel/state.ts';
import type { Signal } from '../repair/catalog.ts';
import type { Toolbox } from '../repair/toolbox.ts';
import type { Pause } from '../sections/hours.ts';
import { RANK, TASK } from '../services/agenda.ts';
import type { Ground } from '../services/ground.ts';
import type { RunbookInput, StepMeta, Team } from '../strategies/runbook.ts';
import { Chart } from './chart.ts';
import type { PlannedProcedure } from './spec.ts';

export interface Phase {
  readonly name: string;
  readonly team: Team;
  /** Microseconds of virtual time. */
  readonly from: number;
  /** Null while it goes on. */
  readonly to: number | null;
  /** Microseconds of people's time that it takes; counted as it passes (`handsOnBy`). */
  readonly handsOn: number;
  /** Parts of it in which its people were not at work. */
  readonly waits?: readonly Pause[];
}

/** For how long nobody was at work in a phase by `time`, microseconds. */
const waitedBy = ({ to, waits = [] }: Phase, time: number): number =>
  waits.reduce((sum, wait) => sum + Math.max(0, Math.min(wait.to, to ?? time, time) - wait.from), 0);

/** People's time that a phase has taken by `time`, microseconds. */
export const handsOnBy = (phase: Phase, time: number): number =>
  Math.max(0, Math.min(phase.handsOn, Math.min(phase.to ?? time, time) - phase.from - waitedBy(phase, time)));

/** A delayed transition: the kernel's task carries `serial`, the chart knows it as `id`. */
interface Timer {
  readonly id: string;
  readonly serial: number;
  readonly event: string;
}

interface Action {
  readonly type: string;
  readonly params?: unknown;
}

/** What a chart calls the delay until the run's length is reached. */
const UNTIL_END = /^xstate\.after\.untilEnd\./;

/** What a chart calls people's work, and one team's waiting for another. */
const PEOPLE = /^xstate\.after\.(find|build|review|run|handOff)\./;

export class Procedure {
  beganAt: number | null = null;
  endedAt: number | null = null;
  /** Of each of its strategies that has ended, why its precondition was not met; null when it was. */
  outcomes: readonly (string | null)[] = [];
  /** Sentences of the tools that belong into the verdict. */
  remarks: readonly string[] = [];
  /** Whom it asked too much of, and a sentence about each. */
  overran: Readonly<Record<string, string>> = {};
  /** The phases that are over; only ever added to. */
  private over: Phase[] = [];
  /** The one under way. */
  private current: Phase | null = null;
  private snapshot: AnyMachineSnapshot | undefined = undefined;
  private timers: readonly Timer[] = [];
  private serial = 0;
  private inbox: readonly Signal[] = [];
  /** Whether signals wait to be told to the chart. */
  hasSignals = false;
  private readonly ground: Ground;
  /** One after the other: each begins when the one before has ended. */
  private readonly planned: readonly PlannedProcedure[];
  /** The place of the one under way. */
  private turn = 0;
  private readonly tools: Toolbox;
  /** Of each of them. */
  private readonly charts: readonly Chart[];
  /** The kind of task of its delayed transitions. */
  private readonly task: number;

  constructor(ground: Ground, planned: readonly PlannedProcedure[], tools: Toolbox) {
    this.ground = ground;
    this.planned = planned;
    this.tools = tools;
    this.charts = planned.map(({ strategy }) => new Chart(strategy.machine));
    this.task = tools.repairs ? TASK.runbook : TASK.seedingRunbook;
    ground.handlers.on(this.task, (serial) => this.timer(serial));
  }

  private get acting(): PlannedProcedure {
    return this.planned[this.turn] as PlannedProcedure;
  }

  /** Why the first strategy's precondition was not met; null when it was, and before it has ended. */
  get cannot(): string | null {
    return this.outcomes[0] ?? null;
  }

  private get chart(): Chart {
    return this.charts[this.turn] as Chart;
  }

  /** The strategy whose chart it follows now. */
  get strategy(): string {
    return this.acting.strategy.id;
  }

  /** Whether a runbook has begun and not ended. */
  get running(): boolean {
    return this.beganAt !== null && this.endedAt === null;
  }

  get phases(): readonly Phase[] {
    return this.current === null ? this.over.slice() : [...this.over, this.current];
  }

  /** The chart's state; null before it begins. */
  get state(): string | null {
    return this.snapshot === undefined ? null : String(this.snapshot.value);
  }

  begin(): void {
    this.beganAt = this.ground.time.now;
    this.beginTurn();
  }

  /** The strategy whose turn it is begins: nothing of the one before is waited for any more. */
  private beginTurn(): void {
    this.timers = [];
    this.inbox = [];
    this.snapshot = undefined;
    const [snapshot, actions] = this.chart.begin(this.input());
    this.moved(snapshot, actions);
  }

  remark(sentence: string): void {
    this.remarks = [...this.remarks, sentence];
  }

  overrun(whom: string, sentence: string): void {
    this.overran = { ...this.overran, [whom]: sentence };
  }

  signal(signal: Signal): void {
    if (!this.running) return;
    this.inbox = [...this.inbox, signal];
    this.hasSignals = true;
  }

  /** Tells the chart what has come in, in order. */
  drain(): void {
    while (this.inbox.length > 0) {
      const [signal, ...rest] = this.inbox;
      this.inbox = rest;
      this.step(signal as Signal);
    }
    this.hasSignals = false;
  }

  /** A delayed transition is due, unless it was cancelled. */
  private timer(serial: number): void {
    const timer = this.timers.find((each) => each.serial === serial);
    if (timer === undefined) return;
    this.timers = this.timers.filter((each) => each !== timer);
    this.step(timer.event);
  }

  /** The run's length is now, earlier than it was told: who waits for it has waited. */
  lengthIsNow(): void {
    for (const { serial, event } of this.timers) if (UNTIL_END.test(event)) this.timer(serial);
  }

  /** For how long its people were not at work while it waited for them, microseconds. */
  waited(): number {
    const { now } = this.ground.time;
    return this.phases.reduce((sum, phase) => sum + waitedBy(phase, now), 0);
  }

  /** People's time so far, by team, in microseconds. */
  handsOn(team: 'user' | 'billing'): number {
    const { now } = this.ground.time;
    return this.phases.reduce((sum, phase) => sum + (phase.team === team ? handsOnBy(phase, now) : 0), 0);
  }

  save(): Saved {
    return {
      beganAt: this.beganAt,
      endedAt: this.endedAt,
      outcomes: this.outcomes,
      turn: this.turn,
      remarks: this.remarks,
      overran: this.overran,
      over: this.over.slice(),
      current: this.current,
      timers: this.timers,
      serial: this.serial,
      snapshot: this.snapshot === undefined ? null : this.chart.save(this.snapshot),
    };
  }

  load(saved: Saved): void {
    this.turn = saved['turn'] as number;
    this.beganAt = saved['beganAt'] as number | null;
    this.endedAt = saved['endedAt'] as number | null;
    this.outcomes = saved['outcomes'] as readonly (string | null)[];
    this.remarks = saved['remarks'] as readonly string[];
    this.overran = saved['overran'] as Readonly<Record<string, string>>;
    this.over = (saved['over'] as readonly Phase[]).slice();
    this.current = saved['current'] as Phase | null;
    this.timers = saved['timers'] as readonly Timer[];
    this.serial = saved['serial'] as number;
    const snapshot = saved['snapshot'] as object | null;
    this.snapshot = snapshot === null ? undefined : this.chart.restore(snapshot);
  }

  private input(): RunbookInput {
    const { model, incident, time } = this.ground;
    const { now } = time;
    return {
      parameters: this.acting.parameters,
      people: model.people,
      log: model.broker.log,
      compacted: model.broker.compaction !== null,
      bulkEndpoint: model.user.bulkEndpoint,
      updatedSince: model.user.updatedSince,
      deletedEndpoint: model.user.deletedEndpoint,
      digest: model.user.digest,
      inCommitOrder: model.publisher.path !== 'direct',
      historyReaches: model.user.history > 0 && now - model.user.history <= incident.windowAt(now).from,
      versioned: model.events.versioned,
      readsCopy: model.billing.reads !== 'api',
      untilEnd: Math.max(0, model.length - now),
      restarts: 0,
    };
  }

  private step(event: string): void {
    if (this.snapshot === undefined || !this.running) return;
    const before = this.snapshot.value;
    const [snapshot, actions] = this.chart.step(this.snapshot, event);
    if (snapshot.value === before && actions.length === 0) return;
    this.moved(snapshot, actions);
  }

  /** The chart is in a new state: the phase changes first, then its actions are done. */
  private moved(snapshot: AnyMachineSnapshot, actions: readonly Action[]): void {
    const entered = this.snapshot?.value !== snapshot.value;
    this.snapshot = snapshot;
    if (entered) this.enter(snapshot);
    for (const action of actions) this.act(action);
    if (snapshot.status !== 'done' || this.turn + 1 === this.planned.length) return;
    this.turn++;
    this.beginTurn();
  }

  private enter(snapshot: AnyMachineSnapshot): void {
    const { time, trace, model } = this.ground;
    const { now } = time;
    const meta = this.metaOf(snapshot);
    if (this.current !== null) this.over.push({ ...this.current, to: now });
    this.current = null;
    trace.note('phase', { strategy: this.acting.strategy.id, name: meta.title, team: meta.team });
    if (snapshot.status === 'done') {
      this.outcomes = [...this.outcomes, meta.cannot ?? null];
      if (meta.gaveUp === true) this.remark(`${meta.title}, and nobody starts it again.`);
      if (this.turn + 1 === this.planned.length) this.endedAt = now;
      return;
    }
    const handsOn = meta.work === undefined ? 0 : model.people[meta.work];
    this.current = { name: meta.title, team: meta.team, from: now, to: null, handsOn };
  }

  private metaOf(snapshot: AnyMachineSnapshot): StepMeta {
    const { machine } = this.acting.strategy;
    return machine.states[String(snapshot.value)]?.meta as StepMeta;
  }

  /** When what is delayed so long happens: a machine's time is what it is, people's passes while they are at work. */
  private due(event: string, delay: number): number {
    const { model, time } = this.ground;
    const { hours, length, settleWithin } = model;
    const { now } = time;
    const kind = hours === null ? undefined : PEOPLE.exec(event)?.[1];
    if (hours === null || kind === undefined) return now + delay;
    // Whom one team waits for takes its own time, and then begins when it is at work.
    const awaited = kind === 'handOff' ? now + delay : now;
    const due = kind === 'handOff' ? hours.next(awaited) : hours.done(now, delay);
    const waits = hours.closed({ from: awaited, to: Math.min(due, length + settleWithin) });
    if (this.current !== null && waits.length > 0) this.current = { ...this.current, waits };
    return due;
  }

  private act(action: Action): void {
    const { tasks, time } = this.ground;
    if (action.type === 'xstate.raise') {
      const { event, id, delay } = action.params as { event: { type: string }; id: string; delay: number };
      const serial = this.serial++;
      this.timers = [...this.timers, { id, serial, event: event.type }];
      const due = delay === 0 ? time.now : this.due(event.type, delay);
      tasks.push(due, RANK.message, this.task, serial, 0);
    } else if (action.type === 'xstate.cancel') {
      const { sendId } = action.params as { sendId: string };
      this.timers = this.timers.filter((timer) => timer.id !== sendId);
    } else {
      this.tools.do(action.type, action.params);
    }
  }
}
