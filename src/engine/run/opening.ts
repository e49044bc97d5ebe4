// What is known when a run begins: who is there, which faults will come, what people are going to do. A fork schedules only
// what people do that its past did not know.
import { CREATED } from '../rows.ts';
import { RANK, TASK } from '../services/agenda.ts';
import type { LogBus } from '../services/bus/log-bus.ts';
import { wordOf } from '../services/messages.ts';
import type { Subscriber } from '../services/subscriber/subscriber.ts';
import { initialRow } from '../services/user/initial.ts';
import { PUBLISH_CAUSES } from '../trace/words.ts';
import type { Parts } from './parts.ts';

const LIVE = PUBLISH_CAUSES.indexOf('live');

/** Fills the User service's table, and the copies that are there from the start. */
export function populate({ model, chance, users, subscribers }: Parts, withCopy: readonly Subscriber[]): void {
  for (const { copy } of subscribers) copy.reserve(model.users);
  for (let user = 1; user <= model.users; user++) {
    const row = initialRow(model, chance, user);
    users.addInitial(row);
    for (const { copy } of withCopy) copy.setInitial(user, row);
  }
}

/** Gives a log its past: one event for each user there is. */
export function fillLog({ messages, users, trace, counters }: Parts, bus: LogBus): void {
  const entries = new Uint32Array(users.users);
  for (let user = 1; user <= users.users; user++) {
    const row = users.rowOf(user);
    const message = messages.add(user, 1, wordOf(row, LIVE, CREATED, 0), user - 1, 0, 0);
    trace.publish(message, user, 1, row, LIVE, null);
    counters.published++;
    entries[user - 1] = message;
  }
  bus.fill(entries);
}

/** Schedules begin and end of the faults `from` … `to` − 1. */
export function scheduleFaults({ prepared, tasks }: Parts, from: number, to: number): void {
  for (const { index, at, ends, injected } of prepared.faults.slice(from, to)) {
    tasks.push(at, injected ? RANK.input : RANK.faultBegins, TASK.faultBegins, index, 0);
    if (ends !== Number.POSITIVE_INFINITY) tasks.push(ends, RANK.faultEnds, TASK.faultEnds, 0, 0);
  }
}

/** Schedules what people did, from the `from`-th input on: all of them at the start, the new ones in a fork. */
export function scheduleInputs(parts: Parts, from: number): void {
  const { prepared, tasks } = parts;
  const { inputs, scenario } = prepared.spec;
  let index = scenario.faults.length;
  for (const [n, input] of inputs.entries()) {
    const injected = input.kind === 'inject' ? index++ : -1;
    if (n < from) continue;
    if (input.kind === 'inject') scheduleFaults(parts, injected, injected + 1);
    else if (input.kind === 'remove') tasks.push(input.at, RANK.faultEnds, TASK.faultEnds, 0, 0);
    else tasks.push(Math.max(input.at, parts.model.billing.startsAt), RANK.repair, TASK.repair, 0, 0);
  }
}
