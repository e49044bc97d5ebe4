// Reconciles Billing's copy with the truth at every whole multiple of a time, by itself: nobody has to notice anything first. It raises an
// alarm for the first user of each round who really differs. Where the API stays away it asks again once a minute.
import { MINUTE } from '../../units.ts';
import { RANK, TASK } from '../agenda.ts';
import type { Alarms } from '../alarms.ts';
import type { Ground } from '../ground.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import type { Api } from '../user/api.ts';
import { Reconciliation } from './reconciliation.ts';

const ADDRESS = 5;
/** What differs only since its event is on its way is right after so long. */
const GRACE = MINUTE;

const ROUND = 0;
const CALL = 1;
const AGAIN = 2;

export class Reconciler {
  readonly saved = ['work', 'found'];
  private readonly work: Reconciliation;
  /** Who was found to differ in this round. */
  private found = 0;
  private readonly ground: Ground;
  private readonly every: number;

  constructor(ground: Ground, api: Api, billing: Subscriber, alarms: Alarms) {
    this.ground = ground;
    this.every = ground.model.billing.reconcileEvery;
    const { tasks, time } = ground;
    const later = (at: number, what: number) => tasks.push(at, RANK.message, TASK.reconcile, what, 0);
    this.work = new Reconciliation(
      ground,
      api,
      billing,
      {
        schedule: (at) => later(at, CALL),
        reconciled: () => {},
        apiFailed: () => later(time.now + MINUTE, AGAIN),
        apiAnswers: () => {},
        differs: (user) => {
          if (this.found++ === 0) alarms.difference(user, billing.copy.versionOf(user));
        },
      },
      { address: ADDRESS, repairs: false },
    );
    ground.handlers.on(TASK.reconcile, (what) => this.due(what));
  }

  /** Schedules the first round after `from`, microseconds. */
  schedule(from: number): void {
    const { tasks, model } = this.ground;
    const next = (Math.floor(from / this.every) + 1) * this.every;
    if (next <= model.length) tasks.push(next, RANK.message, TASK.reconcile, ROUND, 0);
  }

  private due(what: number): void {
    const { work, ground } = this;
    if (what === CALL) return work.due();
    if (what === AGAIN) return work.resume();
    this.schedule(ground.time.now);
    // One that is not over goes on.
    if (work.running) return;
    this.found = 0;
    work.begin(GRACE);
  }
}
