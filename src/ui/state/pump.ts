// Keeps what is shown at the shown time: one question to the worker at a time, the latest wish wins. While the slider is
// dragged only tables are asked for when queues and modes would take too long. A change of the past is shown while what follows from
// it is still computed, as far as that has come.
import type { Page } from './page.ts';

/** Where exact frames take longer than this, milliseconds, they wait until the slider is let go. */
const QUICK = 40;
/** Wall seconds of trace lines kept around the shown time, for messages on their way. */
const AHEAD = 3;
/** More lines than this in a second each way cannot be told apart. */
const MOST = 4000;
/** While it plays the chosen user is asked for at most this often, milliseconds. */
const USER_EVERY = 200;

export class Pump {
  private readonly page: Page;
  /** The number of the round of questions that goes on; 0: none. */
  private busy = 0;
  private rounds = 0;
  private held = false;
  private again = false;
  /** Milliseconds, a running mean. */
  private exactTakes = 0;
  /** What the last frame was of: when, whether with queues and modes, and of which run or lanes. */
  private last: { readonly time: number; readonly exact: boolean; readonly of: unknown } | null = null;
  private userAsked = 0;

  constructor(page: Page) {
    this.page = page;
  }

  /** Something changed that the shown frame may not show yet. */
  want(): void {
    this.again = true;
    if (this.busy === 0 && !this.held) void this.loop();
  }

  hold(): void {
    this.held = true;
  }

  /** The worker that was asked is gone: nothing is waited for any more. */
  forget(): void {
    this.busy = 0;
  }

  release(): void {
    this.held = false;
    this.last = null;
    this.want();
  }

  private async loop(): Promise<void> {
    const own = ++this.rounds;
    this.busy = own;
    do {
      this.again = false;
      try {
        await this.round();
      } catch {
        // The worker went away or the run was replaced; whoever noticed has said so.
      }
    } while (this.again && !this.held && this.busy === own);
    if (this.busy === own) this.busy = 0;
  }

  private async round(): Promise<void> {
    const { get, set, connection } = this.page;
    const { held: dragging, comparing, comparison, stage, speed, facts, awaited } = get();
    const growing = stage.is === 'running' && stage.held;
    if ((stage.is !== 'ready' && !growing) || facts === null) return;
    const time = growing ? Math.min(awaited?.time ?? get().time, stage.at) : get().time;
    const exact = !dragging || this.exactTakes < QUICK;
    const of = comparing ? comparison : facts;
    const { last } = this;
    if (of === null || (last !== null && time === last.time && exact === last.exact && of === last.of)) return;
    const began = performance.now();
    if (comparing) {
      const laneFrames = await connection.door.laneFrames({ time, exact });
      set({ laneFrames });
    } else {
      const frame = await connection.door.frame({ time, exact });
      if (get().facts === facts) set({ frame });
      if (!dragging) await this.windowAround(time, speed, growing);
      await this.userAt(time);
    }
    const took = performance.now() - began;
    if (exact) this.exactTakes = this.exactTakes === 0 ? took : this.exactTakes * 0.7 + took * 0.3;
    this.last = { time, exact, of };
  }

  /** Trace lines from a little before the shown time to a little after, fetched anew when the time leaves them, or when they may have grown. */
  private async windowAround(time: number, speed: number, anew: boolean): Promise<void> {
    const { get, set, connection } = this.page;
    const { window, playing } = get();
    const fits =
      window !== null && window.from <= Math.max(0, time - speed) && window.to >= time + (playing ? speed / 4 : 0);
    const tooWide = window !== null && window.to - window.from > 12 * AHEAD * speed;
    if (fits && !tooWide && !anew) return;
    for (const wide of [AHEAD, 1]) {
      const [from, to] = [Math.max(0, time - wide * speed), time + 2 * wide * speed];
      const lines = await connection.door.lines(from, to, MOST);
      set({ window: { from, to, lines } });
      if (lines !== null) return;
    }
  }

  private async userAt(time: number): Promise<void> {
    const { get, set, connection } = this.page;
    const { selected, user, playing } = get();
    if (selected === null || (user?.time === time && user.user === selected)) return;
    const now = performance.now();
    if (playing && user !== null && user.user === selected && now - this.userAsked < USER_EVERY) return;
    this.userAsked = now;
    const facts = await connection.door.user(selected, time);
    if (get().selected === selected) set({ user: facts });
  }
}
