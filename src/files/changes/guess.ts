// What a file's own words probably mean: only to say in a message how a mapping could look. Nothing is ever read by a guess.

const COLUMNS: readonly (readonly [column: string, look: RegExp])[] = [
  ['time', /time|date|_at$|[a-z]At$|^(?:at|when|changed|created)$|(?:^|[_.])ts(?:[_.]|$)/],
  ['user', /user|account|customer|subject|member/i],
  ['user', /(?:^|[._])id$|[a-z]Id$/i],
  ['status', /new.?(?:status|state)/i],
  ['status', /status|state/i],
  ['type', /type|event|action|operation/i],
];
/** What may be the name of a column, and is no row of somebody’s data. */
const NAME = /^[^:{}"]+$/;
const USUAL = '{ time: changed_at, user: user_id, status: new_status }';

/** A mapping of columns as one would write it: `{ time: changed_at, user: user_id, status: new_status }`. */
export const guessedColumns = (names: readonly string[]): string => columnsIn(names) ?? USUAL;

/** The same of these very names; undefined where they tell of no change. */
export function columnsIn(names: readonly string[]): string | undefined {
  const found = new Map<string, string>();
  for (const [column, look] of COLUMNS) {
    const name = names.find((each) => NAME.test(each) && look.test(each) && ![...found.values()].includes(each));
    if (name !== undefined && !found.has(column) && !(column === 'type' && found.has('status')))
      found.set(column, name);
  }
  const all = [...found].map(([column, name]) => `${column}: ${name.trim()}`);
  return found.size === 3 ? `{ ${all.join(', ')} }` : undefined;
}

const CHANGES: readonly (readonly [look: RegExp, type: string])[] = [
  [/reactivat|unsuspend|unlock|unblock|resum|restor|enabl/i, 'UserReactivated'],
  [/creat|regist|sign/i, 'UserCreated'],
  [/delet|remov|clos|eras/i, 'UserDeleted'],
  [/plan|tier|subscription/i, 'UserPlanChanged'],
];

/** The change that a word probably tells of. */
export const guessedType = (word: string): string => CHANGES.find(([look]) => look.test(word))?.[1] ?? 'UserSuspended';

const STATES: readonly (readonly [look: RegExp, state: string])[] = [
  [/^(?:1|t|y|true|yes)$/i, 'active'],
  [/inactiv|inaktiv|disabl/i, 'suspended'],
  [/activ|aktiv|enabl|^ok$|open/i, 'active'],
  [/delet|remov|clos|gone|eras/i, 'absent'],
];

/** What a user probably is by a word for it. */
export const guessedState = (word: string): string => STATES.find(([look]) => look.test(word))?.[1] ?? 'suspended';
