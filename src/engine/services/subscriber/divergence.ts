// How many users' truth and copy differ, by kind, kept up to date with every write on either side. It counts; it neither
// causes nor mends. The users divergent when the repair begins are remembered until each has been right once.
import { Bits } from '../../kernel/columns.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import { KINDS } from '../../rows.ts';
import { Gauge } from '../gauge.ts';

export class Divergence {
  readonly saved = ['byKind', 'counting', 'total', 'atRepair', 'atLength', 'waiting', 'waitingFor', 'convergedAt'];
  readonly byKind = new Float64Array(KINDS.length);
  readonly total: Gauge;
  /** False until Billing starts, and always where Billing keeps no copy. */
  counting = false;
  /** Divergent users when the repair began; null before. */
  atRepair: number | null = null;
  atLength: number | null = null;
  /** Virtual time at which the last of them had been right once; null while some have not. */
  convergedAt: number | null = null;
  private readonly waiting = new Bits();
  private waitingFor = 0;
  private readonly time: VirtualTime;

  constructor(time: VirtualTime) {
    this.time = time;
    this.total = new Gauge(time);
  }

  /** A write turned this user's kind of divergence from `before` to `after` (0: agrees). */
  change(user: number, before: number, after: number): void {
    if (before === after || !this.counting) return;
    const { byKind } = this;
    if (before !== 0) byKind[before] = (byKind[before] as number) - 1;
    if (after !== 0) byKind[after] = (byKind[after] as number) + 1;
    if (before !== 0 && after !== 0) return;
    this.total.change(after === 0 ? -1 : 1);
    if (after === 0 && this.waitingFor > 0) this.heal(user);
  }

  /** Counting begins: `kindAt` tells the kind of each of the `users`. */
  begin(users: number, kindAt: (user: number) => number): void {
    this.counting = true;
    for (let user = 1; user <= users; user++) this.change(user, 0, kindAt(user));
  }

  repairBegins(users: number, kindAt: (user: number) => number): void {
    this.atRepair = this.total.level;
    this.waiting.clear();
    this.waitingFor = 0;
    if (this.counting) {
      for (let user = 1; user <= users; user++) {
        if (kindAt(user) === 0) continue;
        this.waiting.add(user);
        this.waitingFor++;
      }
    }
    this.convergedAt = this.waitingFor === 0 ? this.time.now : null;
  }

  private heal(user: number): void {
    if (!this.waiting.has(user)) return;
    this.waiting.remove(user);
    this.waitingFor--;
    if (this.waitingFor === 0) this.convergedAt = this.time.now;
  }
}
