// A second table of a subscriber's, filled with what is read of the log while everybody still reads the first one. In one change it takes
// the first one's place, with what the policy remembers beside it.
import { Counters } from '../../counters.ts';
import { Bits } from '../../kernel/columns.ts';
import { Histogram } from '../../kernel/histogram.ts';
import { loadState, type Saved, type Stateful, saveState } from '../../kernel/state.ts';
import { Trace } from '../../trace/trace.ts';
import { COPY_CAUSES, EFFECTS } from '../../trace/words.ts';
import type { Ground } from '../ground.ts';
import { Ledger } from '../ledger.ts';
import type { Messages } from '../messages.ts';
import type { UserDatabase } from '../user/database.ts';
import type { Narrow } from '../user-table.ts';
import { Copy } from './copy.ts';
import { Divergence } from './divergence.ts';
import type { Projection } from './projection.ts';
import type { Subscriber } from './subscriber.ts';

const ASIDE = EFFECTS.indexOf('aside');
const REPLAY = COPY_CAUSES.indexOf('replay');
const BUG = COPY_CAUSES.indexOf('bug');

/** What of the run's ground whoever writes aside stands on: it counts and tells for nobody. */
const quietly = ({ model, time, tasks, handlers, chance, incident }: Ground): Ground => ({
  ...{ model, time, tasks, handlers, chance, incident },
  counters: new Counters(),
  trace: new Trace(time, model.tracksPlan, ['aside']),
});

export class Aside implements Stateful {
  private readonly copy: Copy;
  private readonly projection: Projection;
  /** Users whose row a bug wrote last. */
  private readonly wrong = new Bits();
  private readonly of: Subscriber;
  private readonly ground: Ground;
  private readonly messages: Messages;
  private readonly users: UserDatabase;
  private readonly ledger: Ledger;

  constructor(ground: Ground, messages: Messages, users: UserDatabase, ledger: Ledger, of: Subscriber) {
    const quiet = quietly(ground);
    this.ground = ground;
    this.messages = messages;
    this.users = users;
    this.ledger = ledger;
    this.of = of;
    this.copy = new Copy(ground.time, of.copy.keepsStamps, of.copy.initialStamp);
    const kept = { number: of.number, copy: this.copy, divergence: new Divergence(ground.time) };
    this.projection = of.projectionOnto(quiet, new Ledger(quiet, users), {
      kept,
      counters: quiet.counters,
      delays: new Histogram(),
    });
  }

  /** Processes a message as ever, into this table. */
  apply(message: number, _replayed: boolean, first: boolean): void {
    const { copy, messages, projection } = this;
    copy.reserve(this.users.users);
    copy.writes = 0; // of its writes nothing needs to be told again
    projection.readsAnswerOf(this.of.projection);
    projection.apply(message, true, first);
    for (let write = 0; write < copy.writes; write++) this.note(copy.log.userOf(write), copy.log.reasonOf(write));
    messages.open(message);
    this.ground.trace.apply(message, messages.user, messages.version, ASIDE, this.of.number);
  }

  /** Takes the first table's place: whatever is different there is written, and what the policy remembers is this one's. */
  replace(): void {
    const { copy, of, projection, ledger } = this;
    const last = Math.max(copy.highestUsed(), of.copy.highestUsed());
    copy.reserve(last);
    for (let user = 1; user <= last; user++) {
      const [row, version, stamp] = [copy.rowOf(user), copy.versionOf(user), copy.stamps[user] ?? 0];
      const isAlike =
        row === of.copy.rowOf(user) && version === of.copy.versionOf(user) && stamp === (of.copy.stamps[user] ?? 0);
      if (!isAlike) ledger.write(of, user, version, row, this.wrong.has(user) ? BUG : REPLAY, stamp);
    }
    loadState(of.copy.restamped, saveState(copy.restamped));
    of.projection.remembersAs(projection);
  }

  save(): Saved {
    const { copy } = this;
    const { stamps, restamped } = copy;
    const used = copy.highestUsed() + 1;
    return {
      ...copy.columnsTo(used),
      stamps: stamps.slice(0, used),
      restamped: saveState(restamped),
      wrong: this.wrong.save(),
      memory: saveState(this.projection),
    };
  }

  load(saved: Saved): void {
    const { copy } = this;
    const rows = saved['rows'] as Uint8Array;
    const [versions, stamps] = [saved['versions'] as Narrow, saved['stamps'] as Float64Array];
    for (const [user, row] of rows.entries()) {
      copy.reserve(user);
      if (user > 0) copy.write(user, versions[user] ?? 0, row, REPLAY, stamps[user] ?? 0);
      copy.writes = 0;
    }
    loadState(copy.restamped, saved['restamped']);
    this.wrong.load(saved['wrong'] as Saved);
    loadState(this.projection, saved['memory']);
  }

  private note(user: number, reason: number): void {
    if (reason === BUG) this.wrong.add(user);
    else this.wrong.remove(user);
  }
}
