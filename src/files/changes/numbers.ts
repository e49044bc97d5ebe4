// Numbers of users that a file calls by texts, such as UUIDs: in order of appearance, behind the users who are there from the start.
// In a file where all are numbers from 1, a user's number is what stands there.
import { show } from '../../engine/index.ts';
import type { Row, Unread } from './row.ts';
import type { Told } from './told.ts';

const HIGHEST = 10_000_000;

const plainNumber = (text: string): number | undefined =>
  /^[1-9]\d{0,7}$/.test(text) && Number(text) <= HIGHEST ? Number(text) : undefined;

/** Of the texts; where there are any, of the numbers too that no user has from the start, so that no two share one. */
export function numberTexts(
  entries: readonly (Row | Unread)[],
  users: number,
  told: Told,
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const rows = entries.flatMap((entry) =>
    'user' in entry && entry.user !== undefined ? [{ ...entry, user: entry.user }] : [],
  );
  const first = rows.find(({ user }) => plainNumber(user) === undefined);
  if (first === undefined) return numbers;
  for (const { user } of rows)
    if ((plainNumber(user) ?? Number.POSITIVE_INFINITY) > users && !numbers.has(user))
      numbers.set(user, users + numbers.size + 1);
  const some = [...numbers].slice(0, 3).map(([text, number]) => `${show(text)} is ${number}`);
  const path = first.names.user;
  if (users + numbers.size > HIGHEST)
    told.add(
      first.line,
      path,
      `there are ${numbers.size} users here; allowed are ${HIGHEST} with those from the start`,
    );
  else
    told.note(
      'texts',
      first.line,
      path,
      `users are texts here, and are numbered in order of appearance: ${some.join(', ')}${numbers.size > 3 ? ' and so on' : ''}`,
    );
  return numbers;
}

export const numberOf = (user: string | undefined, numbers: ReadonlyMap<string, number>): number | undefined =>
  user === undefined ? undefined : (numbers.get(user) ?? plainNumber(user));
