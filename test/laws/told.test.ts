// Laws of runs whose changes are told by a file instead of drawn: anything a user can do, at any time, several times within one
// microsecond, by users that were there from the start or not.
import fc from 'fast-check';
import { expect } from 'vitest';
import { Session } from '../../src/engine/run/session.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import type { Changes } from '../../src/engine/scenario.ts';
import { anySpec, momentOf } from '../support/arbitrary.ts';
import { factsOf } from '../support/facts.ts';
import { law } from '../support/law.ts';
import { disagreements, recount } from '../support/recount.ts';
import { measured, traceOfSpec } from '../support/scenarios.ts';
import { story } from '../support/story.ts';
import { microseconds } from '../support/time.ts';

/** What a user may do next, by what it is now. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  absent: ['create'],
  active: ['suspend', 'delete', 'plan'],
  suspended: ['reactivate', 'delete', 'plan'],
};
const AFTER: Readonly<Record<string, string>> = {
  create: 'active',
  suspend: 'suspended',
  reactivate: 'active',
  delete: 'absent',
};

const wish = fc.record({
  minute: fc.integer({ min: 0, max: 60 }),
  user: fc.integer({ min: 1, max: 6 }),
  which: fc.nat(2),
});

/** A story that can be true, of users of whom the first `there` exist and are active. */
function tell(there: number, wishes: readonly { minute: number; user: number; which: number }[]): string[] {
  const status = new Map<number, string>();
  return [...wishes]
    .sort((a, b) => a.minute - b.minute)
    .map(({ minute, user, which }) => {
      const is = status.get(user) ?? (user <= there ? 'active' : 'absent');
      const can = NEXT[is] as readonly string[];
      const deed = can[which % can.length] as string;
      status.set(user, AFTER[deed] ?? is);
      return `${minute}m ${deed} ${user}`;
    });
}

interface Told {
  readonly spec: RunSpec;
  readonly lines: readonly string[];
  readonly time: number;
}

const told: fc.Arbitrary<Told> = anySpec(1).chain((drawn) =>
  fc
    .record({ wishes: fc.array(wish, { maxLength: 25 }), there: fc.nat(4), time: momentOf(drawn) })
    .map(({ wishes, there, time }): Told => {
      const none = { signUps: '0/h', suspend: '0/h', reactivate: '0/h', delete: '0/h', changePlan: '0/h' };
      const scenario = {
        ...drawn.scenario,
        population: { users: there, suspendedShare: 0, activity: 'even' as const },
        workload: { ...drawn.scenario.workload, ...none, file: 'told.ndjson' },
      };
      return { spec: { ...drawn, scenario }, lines: tell(there, wishes), time };
    }),
);

const changesOf = ({ lines }: Told): Changes => story(...lines);
const undoes = ({ scenario: { faults }, inputs }: RunSpec): boolean =>
  [...faults, ...inputs.flatMap((input) => (input.kind === 'inject' ? [input.fault] : []))].some(
    ({ fault }) => fault === 'publish-before-rollback' || fault === 'user-restore',
  );
const specOf = ({ spec }: Told): RunSpec => spec;

law('told changes happen one and all, and the run adds up', told, specOf, 120, (each) => {
  const { lines, result } = traceOfSpec(each.spec, changesOf(each));
  expect(disagreements(result, recount(lines, factsOf(each.spec, result))).join('\n')).toBe('');
  const length = microseconds(each.spec.scenario.length);
  const due = each.lines.filter((line) => microseconds(line.split(' ')[0] as string) <= length);
  const committed = measured(result, 'messages.committed');
  // What is undone or refused is not committed, nor what can only follow on it.
  if (undoes(each.spec) || measured(result, 'changes.refused') !== 0) expect(committed).toBeLessThanOrEqual(due.length);
  else expect(committed).toBe(due.length);
});

law('a fork of a told run tells the rest of the story', told, specOf, 40, (each) => {
  const changes = changesOf(each);
  const result = Session.open(each.spec, changes, { marks: 1 }).finish();
  const session = Session.open(each.spec, changes, { marks: 9, marksPerKeyframe: 2 });
  expect(session.fork(each.time).finish()).toEqual(result);
  expect(session.finish()).toEqual(result);
  session.seek(each.time);
  expect(session.finish()).toEqual(result);
});
