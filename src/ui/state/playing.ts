// Play, pause, step, seek: the player's statechart driven by the page's frames and by people, its state mirrored into the
// store. Virtual time is the player's; what is shown at that time is the pump's business.
import { type Actor, createActor, type SnapshotFrom } from 'xstate';
import { paceOf, type Stretch, stretchAt } from '../../analysis/pace.ts';
import { sentence } from '../../analysis/sentences.ts';
import { duration } from '../../engine/index.ts';
import { nextSpeed, player } from '../../player/player.ts';
import type { StepRequest, Stop } from '../../worker/door.ts';
import { type Page, unlessNone } from './page.ts';
import type { Pump } from './pump.ts';
import { veiledAfter } from './veil.ts';

/** With reduced motion Play advances in strides of so many milliseconds instead of flowing. */
const STRIDE = 1_000;
/** Said where it goes no further. */
const ASKED = 'A question about what comes next is open.';

export class Playing {
  private readonly page: Page;
  private readonly pump: Pump;
  private readonly actor: Actor<typeof player>;
  private readonly reduced = window.matchMedia('(prefers-reduced-motion: reduce)');
  /** The animation frame that was asked for; 0: none. */
  private beat = 0;
  /** Wall time of the last beat, milliseconds. */
  private before = 0;
  /** Wall time since the last stride, milliseconds. */
  private stride = 0;
  private wasPlaying = false;
  /** Whether it plays as soon as there is a run. */
  private isEager = false;
  /** The pace of what is shown, made anew when something else is. */
  private pace: { readonly of: unknown; readonly stretches: readonly Stretch[] } = { of: null, stretches: [] };

  constructor(page: Page, pump: Pump) {
    this.page = page;
    this.pump = pump;
    this.actor = createActor(player);
    this.actor.subscribe((snapshot) => this.mirror(snapshot));
    this.actor.start();
    // Other lanes have another pace, and have been shown so far.
    page.store.subscribe((now, before) => {
      if (now.comparing !== before.comparing || now.comparison !== before.comparison)
        this.mirror(this.actor.getSnapshot());
      if (['failed', 'cancelled', 'lost'].includes(now.stage.is)) this.isEager = false;
    });
  }

  load(time: number, end: number, speed: number, paced: boolean): void {
    this.actor.send({ type: 'LOAD', time, end, speed, paced });
    if (!this.isEager) return;
    this.isEager = false;
    this.start();
  }

  /** How fast what is shown goes where: the run on the stage, or all lanes that are compared. */
  get stretches(): readonly Stretch[] {
    const { facts, comparing, comparison } = this.page.get();
    const of = comparing && comparison !== null ? comparison : facts;
    if (of !== this.pace.of) {
      const lanes = of === null ? [] : 'lanes' in of ? of.lanes : [of];
      this.pace = { of, stretches: paceOf(lanes) };
    }
    return this.pace.stretches;
  }

  start(): void {
    const { stage, time, end, bound } = this.page.get();
    if (stage.is !== 'ready') return;
    this.page.notices.clearToasts();
    if (time >= bound) return this.page.notices.announce(ASKED);
    this.page.set({ stop: null });
    if (time >= end) this.actor.send({ type: 'SEEK', time: this.opensAt < end ? this.opensAt : 0 });
    this.actor.send({ type: 'PLAY' });
    this.page.notices.announce('Playing.');
  }

  pause(): void {
    this.actor.send({ type: 'PAUSE' });
  }

  /** Pauses on the last thing that happened, and says what it was. */
  async rest(): Promise<void> {
    const { get, notices } = this.page;
    this.pause();
    const { time } = get();
    const stop = await this.stopAt({ time, line: null, direction: 'here', large: false });
    const { frame } = get();
    const divergent = frame === null ? '' : ` ${frame.divergent} users are divergent.`;
    const told = stop === null ? `Paused at ${notices.clock(time)}.` : `Paused. ${this.told(stop)}`;
    notices.announce(told + divergent);
  }

  readonly toggle = (): void => {
    const { playing, stage } = this.page.get();
    if (playing) void this.rest();
    else if (stage.is === 'empty' || stage.is === 'running') this.wait();
    else this.start();
  };

  /** The run is being computed: it plays once it is there, unless somebody thinks better of it. */
  private wait(): void {
    this.isEager = !this.isEager;
    this.page.notices.announce(this.isEager ? 'Plays as soon as the run is there.' : 'Does not play by itself.');
  }

  async step(direction: 'next' | 'previous', large = false): Promise<void> {
    const { get, notices } = this.page;
    const { time, stop, stage, bound } = get();
    if (stage.is !== 'ready') return;
    notices.clearToasts();
    this.pause();
    const line = stop !== null && stop.line.t === time ? stop.line.i : null;
    const next = await this.stopAt({ time, line, direction, large });
    if (next === null && time >= bound) return notices.announce(ASKED);
    const nothing = `Nothing more happens ${direction === 'next' ? 'after' : 'before'} ${notices.clock(time)}.`;
    notices.announce(next === null ? nothing : this.told(next));
  }

  seek(time: number): void {
    this.page.notices.clearToasts();
    this.page.set({ stop: null });
    this.actor.send({ type: 'SEEK', time });
  }

  /** From now on nothing past `time` is shown; Infinity: everything may be. */
  bound(time: number): void {
    this.page.set({ bound: time });
    this.actor.send({ type: 'BOUND', bound: time });
  }

  readonly restart = (): void => {
    const { get, notices } = this.page;
    this.pause();
    this.seek(this.opensAt);
    notices.announce(`Back at ${notices.clock(get().time)}.`);
  };

  /** To the furthest moment that was shown; from there to the end. */
  toEnd(): void {
    const { get, notices } = this.page;
    const furthest = Math.min(veiledAfter(get()), get().end);
    if (get().time >= furthest) return this.seek(get().end);
    this.seek(furthest);
    if (furthest < get().end) notices.announce(`${notices.clock(furthest)}, the furthest moment shown.`);
  }

  private get opensAt(): number {
    const { work } = this.page.get();
    return work === null ? 0 : duration(work.scenario.opensAt);
  }

  readonly grab = (): void => this.actor.send({ type: 'GRAB' });
  readonly release = (): void => this.actor.send({ type: 'RELEASE' });

  speed(speed: number): void {
    this.actor.send({ type: 'SPEED', speed });
  }

  /** Plays at the pace of events, until a speed is chosen. */
  readonly paced = (): void => this.actor.send({ type: 'PACE' });

  faster(step: 1 | -1): void {
    this.speed(nextSpeed(this.page.get().speed, step));
  }

  private mirror(snapshot: SnapshotFrom<typeof player>): void {
    const { get, set, notices } = this.page;
    const { time, end, paced } = snapshot.context;
    const speed = (paced ? stretchAt(this.stretches, time)?.rate : undefined) ?? snapshot.context.speed;
    const { reached, lanesReached, comparing } = get();
    const playing = snapshot.matches('playing') || snapshot.matches('heldPlaying');
    const held = snapshot.matches('held') || snapshot.matches('heldPlaying');
    const furthest = Math.max(reached, time);
    set({
      time,
      speed,
      paced,
      end,
      playing,
      held,
      reached: furthest,
      ...(comparing && lanesReached < time && { lanesReached: time }),
    });
    if (snapshot.matches('playing') && this.beat === 0) {
      this.before = performance.now();
      this.beat = requestAnimationFrame(this.tick);
    }
    if (this.wasPlaying && !playing && time >= end) notices.announce(`The end, ${notices.clock(time)}.`);
    this.wasPlaying = playing;
    this.pump.want();
  }

  private readonly tick = (now: number): void => {
    this.beat = 0;
    if (!this.actor.getSnapshot().matches('playing')) return;
    const elapsed = Math.max(0, now - this.before);
    this.before = now;
    this.beat = requestAnimationFrame(this.tick);
    const legs = this.stretches;
    if (!this.reduced.matches) return this.actor.send({ type: 'TICK', elapsed, legs });
    this.stride += elapsed;
    if (this.stride < STRIDE) return;
    this.stride = 0;
    for (let part = 0; part < 4; part++) this.actor.send({ type: 'TICK', elapsed: STRIDE / 4, legs });
  };

  private async stopAt(request: StepRequest): Promise<Stop | null> {
    const stop = (await unlessNone(this.page.connection.door.step(request))) ?? null;
    const { bound } = this.page.get();
    if (stop === null || stop.line.t > bound) {
      if (Number.isFinite(bound) && request.direction === 'next') this.seek(bound);
      return null;
    }
    this.page.set({ stop });
    this.actor.send({ type: 'SEEK', time: stop.line.t });
    return stop;
  }

  private told({ line, about, place, of }: Stop): string {
    const which = of > 1 ? ` ${place} of ${of} at this instant.` : '';
    return `${this.page.notices.clock(line.t)}. ${sentence(line, about)}${which}`;
  }
}
