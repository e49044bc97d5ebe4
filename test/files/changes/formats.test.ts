// One history in every format is one history; and a line that cannot be read is one problem, whatever stands behind it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, EVENT_TYPES } from '../../../src/engine/index.ts';
import { type ChangesOptions, parseChanges } from '../../../src/files/changes/changes.ts';
import { printProblem } from '../../../src/files/index.ts';
import { event } from '../support.ts';

const START = '2026-01-05T00:00:00Z';
const START_MS = Date.parse(START);

interface Change {
  readonly user: number;
  readonly type: string;
  readonly version: number;
  /** Milliseconds since the start. */
  readonly at: number;
}

const CAN: Readonly<Record<string, readonly string[]>> = {
  absent: ['UserCreated'],
  active: ['UserSuspended', 'UserDeleted'],
  suspended: ['UserReactivated', 'UserDeleted'],
};
const LEAVES: Readonly<Record<string, string>> = {
  UserCreated: 'active',
  UserReactivated: 'active',
  UserSuspended: 'suspended',
  UserDeleted: 'absent',
};

/** Possible changes of a few users, in order of time. */
const history: fc.Arbitrary<readonly Change[]> = fc
  .array(fc.record({ user: fc.integer({ min: 1, max: 5 }), choice: fc.nat(1), wait: fc.nat(100_000) }), {
    minLength: 2,
    maxLength: 30,
  })
  .map((wishes) => {
    const users = new Map<number, { state: string; version: number }>();
    let at = 0;
    return wishes.map(({ user, choice, wait }) => {
      const { state, version } = users.get(user) ?? { state: 'absent', version: 0 };
      const can = CAN[state] as readonly string[];
      const type = can[choice % can.length] as string;
      users.set(user, { state: LEAVES[type] as string, version: version + 1 });
      at += wait;
      return { user, type, version: version + 1, at };
    });
  });

const iso = ({ at }: Change): string => new Date(START_MS + at).toISOString();
const cloud = (each: Change): string => event(each.user, each.version, each.type, iso(each));
const table = (all: readonly Change[], separator: string, what: (each: Change) => string, name: string): string =>
  [
    `note${separator}${name}${separator}time${separator}user`,
    ...all.map((each) => [`"a ""b""${separator}\nc"`, what(each), iso(each), each.user].join(separator)),
  ].join('\r\n');

/** As Debezium tells it: an update has the row before and after. */
function captured(all: readonly Change[]): string {
  const rows = new Map<number, object>();
  const lines = all.flatMap((each) => {
    const before = rows.get(each.user) ?? null;
    const after = each.type === 'UserDeleted' ? null : { id: each.user, state: LEAVES[each.type] };
    const op = after === null ? 'd' : before === null ? 'c' : 'u';
    if (after === null) rows.delete(each.user);
    else rows.set(each.user, after);
    return [{ before, after, op, source: { ts_ms: START_MS + each.at } }, ...(after === null ? [null] : [])];
  });
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

function read(text: string, file: string, options: Partial<ChangesOptions> = {}) {
  const outcome = parseChanges(text, { file, start: START, length: DAY, users: 0, ...options });
  if ('problems' in outcome) return outcome.problems.map(printProblem);
  const { time, user, kind } = outcome.changes;
  return [...time].map((at, n) => [at / 1000, user[n], EVENT_TYPES[kind[n] as number]]);
}

test('one history, in every format', () => {
  fc.assert(
    fc.property(history, (all) => {
      const wanted = all.map(({ at, user, type }) => [at, user, type]);
      const events = all.map(cloud);
      const pretty = all.map((each) => JSON.stringify(JSON.parse(cloud(each)), null, 2));
      expect(read(events.join('\n'), 'a.ndjson')).toEqual(wanted);
      expect(read(`[${events.join(',')}]`, 'a.json')).toEqual(wanted);
      expect(read(`[\n${pretty.join(',\n')}\n]`, 'a.json')).toEqual(wanted);
      expect(read(pretty.join('\n'), 'a.json')).toEqual(wanted);
      for (const separator of [',', ';', '\t']) {
        expect(
          read(
            table(all, separator, ({ type }) => type, 'type'),
            'a.csv',
          ),
        ).toEqual(wanted);
        expect(read(`sep=${separator}\r\n${table(all, separator, ({ type }) => type, 'type')}`, 'a.csv')).toEqual(
          wanted,
        );
        const states = table(all, separator, ({ type }) => LEAVES[type] as string, 'new');
        expect(read(states, 'a.txt', { columns: { status: 'new' } })).toEqual(wanted);
      }
      expect(read(captured(all), 'a.ndjson', { columns: { status: 'after.state' } })).toEqual(wanted);
    }),
  );
});

test('a line that cannot be read accuses nobody behind it', () => {
  const damage = fc.constantFrom('', 'x', '{"specversion":', '"', 'null,');
  fc.assert(
    fc.property(history, fc.nat(), damage, (all, at, put) => {
      const which = at % all.length;
      const events = all.map(cloud);
      const cut = (line: string): string => put + line.slice(0, -1);
      const damaged = events.map((line, n) => (n === which ? cut(line) : line)).join('\n');
      expect(read(damaged, 'a.ndjson')).toEqual([expect.stringMatching(`^a\\.ndjson:${which + 1}: \\(document\\): `)]);
      const listed = `[\n${events.map((line, n) => (n === which ? line.replace(':', ';') : line)).join(',\n')}\n]`;
      expect(read(listed, 'a.json')).toEqual([expect.stringMatching(`^a\\.json:${which + 2}: \\(document\\): `)]);
      const rows = ['time,user,type', ...all.map((each) => `${iso(each)},${each.user},${each.type}`)];
      const short = rows.map((line, n) => (n === which + 1 ? line.replace(',', ' ') : line)).join('\n');
      expect(read(short, 'a.csv')).toEqual([expect.stringMatching(`^a\\.csv:${which + 2}: \\(document\\): `)]);
      const odd = rows.map((line, n) => (n === which + 1 ? `${line}Twice` : line)).join('\n');
      expect(read(odd, 'a.csv')).toEqual([expect.stringMatching(`^a\\.csv:${which + 2}: type: `)]);
    }),
  );
});

test('damaged files of every format are refused or read whole, never thrown at the caller', () => {
  const texts = history.chain((all) =>
    fc.constantFrom(
      `[${all.map(cloud).join(',')}]`,
      all.map((each) => JSON.stringify(JSON.parse(cloud(each)), null, 2)).join('\n'),
      table(all, ';', ({ type }) => type, 'type'),
      captured(all),
    ),
  );
  const put = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('"', '{', ']', '\n', ',', 'null', ';'),
  );
  fc.assert(
    fc.property(texts, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(20), put, (text, where, drop, added) => {
      const at = Math.floor(where * text.length);
      const damaged = text.slice(0, at) + added + text.slice(at + drop);
      const outcome = parseChanges(damaged, { file: 'a.json', start: START, length: DAY, users: 0 });
      if ('problems' in outcome) expect(outcome.problems.length).toBeGreaterThan(0);
      else expect(outcome.changes.time.length).toBe(outcome.changes.kind.length);
    }),
    { numRuns: 1000 },
  );
});
