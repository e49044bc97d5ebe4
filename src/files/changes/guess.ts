// What a file's own words probably mean: only to say in a message how a mapping could look. Nothing is ever read by a guess.

const COLUMNS: readonly (readonly [column: string, look: RegExp])[] = [
  ['time', /time|date|_at$|[a-z]At$|^(?:at|ts|when|changed|created)$/],
  ['user', /user|account|customer|subject|member|(?:^|[._])id$|[a-z]Id$/i],
  ['status', /new.?(?:status|state)/i],
  ['status', /status|state/i],
  ['type', /type|event|action|operation/i],
];
const USUAL = '{ time: changed_at, user: user_id, status: new_status }';

/** A mapping of columns as one would write it: `{ time: changed_at, user: user_id, status: new_status }`. */
export function guessedColumns(names: readonly string[]): string {
  const found = new Map<string, string>();
  for (const [column, look] of COLUMNS) {
    const name = names.find((each) => look.test(each) && ![...found.values()].includes(each));
    if (name !== undefined && !found.has(column) && !(column === 'type' && found.has('status')))
      found.set(column, name);
  }
  return found.size === 3 ? `{ ${[...found].map(([column, name]) => `${column}: ${name.trim()}`).join(', ')} }` : USUAL;
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
  [/inactiv|inaktiv|disabl/i, 'suspended'],
  [/activ|aktiv|enabl|^ok$|open/i, 'active'],
  [/delet|remov|clos|gone|eras/i, 'absent'],
];

/** What a user probably is by a word for it. */
export const guessedState = (word: string): string => STATES.find(([look]) => look.test(word))?.[1] ?? 'suspended';
