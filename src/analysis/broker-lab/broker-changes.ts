// What a step changed inside the broker, in words: two pictures of it compared, the one before and the one after. Deliveries
// are left to the events, which tell them already.
import type { QueuePicture } from '../../engine/index.ts';
import { listed } from './broker-words.ts';

type Ids = readonly string[];
const idsIn = (list: readonly { readonly id: string }[]): Ids => list.map(({ id }) => id);
const storedIn = ({ logs }: QueuePicture): Ids => logs.flatMap(({ entries }) => idsIn(entries));
const not = (ids: Ids, others: Ids): Ids => ids.filter((id) => !others.includes(id));
const tell = (ids: Ids, one: string, many: string): string[] =>
  ids.length === 0 ? [] : [`${listed(ids)} ${ids.length === 1 ? one : many}`];

function queueChanges(before: QueuePicture | undefined, after: QueuePicture): string[] {
  const { name } = after;
  if (after.logs.length > 0) return logChanges(before, after);
  const waited = idsIn(before?.waiting ?? []);
  const held = idsIn(before?.held ?? []);
  const waiting = idsIn(after.waiting);
  const again = waiting.filter((id) => held.includes(id));
  return [
    ...tell(again, `waits in ${name} again`, `wait in ${name} again`),
    ...tell(not(waiting, [...waited, ...held]), `waits in ${name}`, `wait in ${name}`),
    ...tell(not([...waited, ...held], [...waiting, ...idsIn(after.held)]), `has left ${name}`, `have left ${name}`),
  ];
}

function logChanges(before: QueuePicture | undefined, after: QueuePicture): string[] {
  const { name } = after;
  const places = after.groups.flatMap((group) => {
    const earlier = before?.groups.find((one) => one.name === group.name)?.places ?? [];
    return group.places.flatMap(({ partition, committed }) => {
      const was = earlier.find((one) => one.partition === partition)?.committed;
      if (committed === undefined || was === undefined || committed === was) return [];
      return [`Group ${group.name} has committed offset ${committed} of partition ${partition}`];
    });
  });
  const stored = storedIn(after);
  const settled = not(idsIn(before?.held ?? []), idsIn(after.held));
  const kept = settled.filter((id) => stored.includes(id));
  return [
    ...tell(not(stored, before === undefined ? [] : storedIn(before)), `is stored in ${name}`, `are stored in ${name}`),
    ...tell(not(before === undefined ? [] : storedIn(before), stored), `has left ${name}`, `have left ${name}`),
    ...tell(kept, 'is held no more, and stays in the log', 'are held no more, and stay in the log'),
    ...places,
  ];
}

/** What is where it was not before, without full stops. */
export function changesWords(before: readonly QueuePicture[], after: readonly QueuePicture[]): string[] {
  return after.flatMap((queue) =>
    queueChanges(
      before.find(({ name }) => name === queue.name),
      queue,
    ),
  );
}
