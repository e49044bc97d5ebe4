// The lives of wrong copies, held against the trace: each begins and ends where the trace says that truth and copy part and agree, and
// the invoices that it crosses are the trace's. Rows are the same in every lane; a pixel shows the share of its users.
import { expect, test } from 'vitest';
import { linearAxis } from '../../../src/analysis/lanes/axis.ts';
import { LivesOfLanes } from '../../../src/analysis/lanes/lane-lives.ts';
import { RASTER_KINDS, rasterOf } from '../../../src/analysis/lanes/life-raster.ts';
import { lifeRows, rowScale, rowsAt, rowTop } from '../../../src/analysis/lanes/life-rows.ts';
import { IN_PASSING, type Lives, livesOf, weightOf } from '../../../src/analysis/lanes/lives.ts';
import { KINDS, type RunSpec, Session, scenarios, specOf, type TraceLine } from '../../../src/engine/index.ts';
import { readScenario } from '../../../src/files/index.ts';
import type { Line } from '../../support/lines.ts';
import { kindOf, NOBODY, stateOf, type UserState } from '../../support/states.ts';

const HOUR = 3_600_000_000;
const PASSING = 200_000;

function specs(id: string, users: number): readonly RunSpec[] {
  const entry = scenarios.find((each) => each.id === id);
  const text = (entry?.text ?? '').replace(/users: \d+/, `users: ${users}`);
  const outcome = readScenario(text, { file: `${id}.yaml` });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  const { scenario } = outcome;
  return scenario.variants.map((variant) => specOf(scenario, variant, 3));
}

function run(spec: RunSpec): { readonly session: Session; readonly lines: readonly Line[] } {
  const lines: TraceLine[] = [];
  const session = Session.open(spec, undefined, { reader: (line) => lines.push(line) });
  session.finish();
  return { session, lines: lines as unknown as readonly Line[] };
}

interface Told {
  readonly kind: string;
  readonly from: number;
  to: number;
}

/** Spans by user and kind as the trace tells them, line by line; those that are over within a moment are left out. */
function toldBy(lines: readonly Line[], startsAt: number): ReadonlyMap<number, readonly Told[]> {
  const truth = new Map<number, UserState>();
  const copy = new Map<number, UserState>();
  const found = new Map<number, Told[]>();
  const judge = (user: number, time: number) => {
    const kind = kindOf(truth.get(user) ?? NOBODY, copy.get(user) ?? NOBODY);
    const spans = found.get(user) ?? [];
    const last = spans[spans.length - 1];
    const open = last !== undefined && last.to === Number.POSITIVE_INFINITY ? last : undefined;
    if (open?.kind === kind) return;
    if (open !== undefined) open.to = time;
    if (kind !== undefined) spans.push({ kind, from: time, to: Number.POSITIVE_INFINITY });
    found.set(user, spans);
  };
  let begun = false;
  for (let n = 0; n < lines.length; ) {
    const { t } = lines[n] as Line;
    if (!begun && t > startsAt) {
      for (const user of new Set([...truth.keys(), ...copy.keys()])) judge(user, startsAt);
      begun = true;
    }
    const touched = new Set<number>();
    for (; lines[n]?.t === t; n++) {
      const line = lines[n] as Line;
      if (line.kind === 'commit') truth.set(line.user, stateOf(line));
      else if (line.kind === 'copy') copy.set(line.user, stateOf(line));
      else continue;
      touched.add(line.user);
    }
    if (begun) for (const user of touched) judge(user, t);
  }
  return found;
}

/** A user's spans that are drawn: parts of a longer time, touching each other, that is not over within a moment. */
function drawn(spans: readonly Told[]): readonly Told[] {
  const groups: Told[][] = [];
  for (const span of spans) {
    const last = groups[groups.length - 1];
    if (last !== undefined && last[last.length - 1]?.to === span.from) last.push(span);
    else groups.push([span]);
  }
  return groups.filter((group) => (group[group.length - 1]?.to ?? 0) - (group[0]?.from ?? 0) >= PASSING).flat();
}

/** Lives by user; those of one kind that touch are one. */
function byUser({ users, kinds, from, to }: Lives): ReadonlyMap<number, readonly Told[]> {
  const found = new Map<number, Told[]>();
  users.forEach((user, n) => {
    const kind = KINDS[kinds[n] as number] as string;
    const spans = found.get(user) ?? [];
    const last = spans[spans.length - 1];
    if (last !== undefined && last.kind === kind && last.to === from[n]) last.to = to[n] as number;
    else spans.push({ kind, from: from[n] as number, to: to[n] as number });
    found.set(user, spans);
  });
  return found;
}

const wrongOf = (lines: readonly Line[]): ReadonlyMap<number, number> => {
  const wrong = new Map<number, number>();
  for (const line of lines)
    if (line.kind === 'invoice' && line.truth !== 'active') wrong.set(line.user, (wrong.get(line.user) ?? 0) + 1);
  return wrong;
};

test('each life begins and ends where the trace says so, and crosses the wrong invoices of the trace', () => {
  for (const spec of specs('broken-publisher', 700)) {
    const { session, lines } = run(spec);
    const lives = livesOf(session);
    const told = [...toldBy(lines, 0)]
      .map(([user, spans]) => [user, drawn(spans)] as const)
      .filter(([, spans]) => spans.length > 0)
      .sort(([a], [b]) => a - b);
    expect(
      [...byUser(lives)].sort(([a], [b]) => a - b),
      spec.variant.id,
    ).toEqual(told);
    expect(told.length).toBeGreaterThan(10);
    expect(lives.crosses).toBe(true);
    const crossed = new Map<number, number>();
    lives.users.forEach((user, n) => {
      const wrong = lives.wrong[n] as number;
      if (wrong > 0) crossed.set(user, (crossed.get(user) ?? 0) + wrong);
    });
    expect(new Map([...crossed].sort(([a], [b]) => a - b))).toEqual(
      new Map([...wrongOf(lines)].sort(([a], [b]) => a - b)),
    );
    const { missed } = session.logs.invoices.totalsAt(session.logs.invoices.length - 1);
    expect(lives.missed.reduce((sum, count) => sum + count, 0)).toBe(missed);
  }
});

test('a new service is wrong about everybody from its start on, not before', () => {
  const [spec] = specs('new-service', 300);
  const { session, lines } = run(spec as RunSpec);
  const { startsAt } = session.facts();
  const lives = livesOf(session);
  expect(Math.min(...lives.from)).toBe(startsAt);
  const told = [...toldBy(lines, startsAt)].map(([user, spans]) => [user, drawn(spans)] as const);
  const some = told.filter(([, spans]) => spans.length > 0).sort(([a], [b]) => a - b);
  expect([...byUser(lives)].sort(([a], [b]) => a - b)).toEqual(some);
});

test('a user stands in the same row in every lane: those wrong at the fork above, by kind', () => {
  const lanes = specs('broken-publisher', 700).map((spec) => livesOf(run(spec).session));
  const rows = lifeRows(lanes, 12 * HOUR);
  const all = new Set(lanes.flatMap(({ users }) => [...users]));
  expect([...rows.users].sort((a, b) => a - b)).toEqual([...all].sort((a, b) => a - b));
  const kindAt = (user: number) => {
    const { users, from, to, kinds } = lanes[0] as Lives;
    const at = users.findIndex(
      (each, n) => each === user && (from[n] as number) < 12 * HOUR && (to[n] as number) >= 12 * HOUR,
    );
    return KINDS[kinds[at] ?? 0];
  };
  const atFork = [...rows.users.slice(0, rows.atFork)].map(kindAt);
  const order = ['overbilled', 'orphan', 'wrongPlan', 'underbilled', 'missing'];
  expect(atFork.length).toBeGreaterThan(5);
  expect(atFork.map((kind) => order.indexOf(kind ?? ''))).toEqual(
    atFork.map((kind) => order.indexOf(kind ?? '')).sort((a, b) => a - b),
  );
  expect(rows.near).toBeGreaterThanOrEqual(rows.atFork);
  for (const user of rows.users.slice(rows.atFork)) expect(kindAt(user)).toBe('agrees');
});

const lives = (...all: readonly (readonly [number, number, number, number])[]): Lives => ({
  users: Uint32Array.from(all, ([user]) => user),
  kinds: Uint8Array.from(all, ([, kind]) => kind),
  from: Float64Array.from(all, ([, , from]) => from),
  to: Float64Array.from(all, ([, , , to]) => to),
  wrong: new Uint16Array(all.length),
  missed: new Uint16Array(all.length),
  crosses: true,
  passing: IN_PASSING,
});

test('of very many spans the shortest are left out, never one with an invoice, nor of who is wrong at the moment that is counted', () => {
  const text = `schema: 1\ntitle: Often\nlength: 12h\npopulation: { users: 100 }\nworkload: { suspend: 0.3/h, reactivate: 3/h }\npublisher: { path: outbox, relayEvery: 8s }\nvariants: [wait]\n`;
  const outcome = readScenario(text, { file: 'often.yaml' });
  if ('errors' in outcome) throw new Error('not a scenario');
  const { scenario } = outcome;
  const { session } = run(specOf(scenario, scenario.variants[0] as never, 3));
  const all = livesOf(session);
  expect(all.passing).toBe(IN_PASSING);
  const stays = ((all.from[100] as number) + (all.to[100] as number)) / 2;
  const few = livesOf(session, { most: 50, stays });
  expect(few.passing).toBeGreaterThan(IN_PASSING);
  expect(few.passing).toBeLessThanOrEqual(12 * HOUR * 0.0001);
  const spans = ({ users, from, to, wrong, missed }: Lives) =>
    [...users].map((user, n) => {
      const [begin, end] = [from[n] as number, to[n] as number];
      const harm = (wrong[n] as number) + (missed[n] as number);
      const isSeen = harm > 0 || end - begin >= few.passing || (begin < stays && stays <= end);
      return { text: [user, begin, end].join(' '), isSeen };
    });
  const textsOf = (lives: Lives) => new Set(spans(lives).map(({ text }) => text));
  const [every, left] = [textsOf(all), textsOf(few)];
  // Those that touch stay or go together.
  for (const { text, isSeen } of spans(all)) if (isSeen) expect(left).toContain(text);
  for (const text of left) expect(every).toContain(text);
  expect(left.size).toBeLessThan(every.size / 1.5);
  expect(new LivesOfLanes([all, few], 6 * HOUR).outline().passing).toBe(few.passing);
  expect(weightOf(few)).toBe(few.users.length * 25);
});

test('a pixel shows the share of its users, and of its time', () => {
  const rowOf = Uint32Array.from([0, 0, 1, 2, 3]);
  const scale = { near: 4, far: 0, nearHeight: 2, height: 2 };
  const one = lives([1, 1, 0, 40], [2, 2, 10, 20], [4, 3, 25, 100]);
  const { shares, width, height } = rasterOf(one, rowOf, linearAxis(0, 100, 10), scale);
  expect([width, height]).toEqual([10, 2]);
  const at = (x: number, y: number, kind: number) => shares[(y * 10 + x) * RASTER_KINDS + kind - 1];
  expect([at(0, 0, 1), at(3, 0, 1), at(4, 0, 1)]).toEqual([128, 128, 0]);
  expect([at(0, 0, 2), at(1, 0, 2), at(2, 0, 2)]).toEqual([0, 128, 0]);
  expect([at(1, 1, 3), at(2, 1, 3), at(3, 1, 3), at(9, 1, 3)]).toEqual([0, 64, 128, 128]);
});

test('the rows of a pixel are those that stand there', () => {
  const scale = rowScale({ users: new Uint32Array(1000), near: 30 }, 60);
  for (const row of [0, 7, 29, 30, 500, 999]) {
    const [first, last] = rowsAt(scale, rowTop(scale, row), 1);
    expect(row, String(row)).toBeGreaterThanOrEqual(first);
    expect(row, String(row)).toBeLessThan(last);
  }
  expect(rowTop(scale, 1000)).toBe(60);
});

test('one user in all lanes: what was the same before the fork, and how it ends in each', () => {
  const all = new LivesOfLanes([lives([7, 1, 10, 50]), lives([7, 1, 10, 90], [9, 2, 60, 61])], 40);
  expect(all.user(7).map((each) => each.map(({ from, to }) => [from, to]))).toEqual([[[10, 50]], [[10, 90]]]);
  const { rows, fates } = all.outline();
  expect(fates.map(({ atFork, lastHealed, never }) => [atFork, lastHealed, never])).toEqual([
    [1, 50, 0],
    [1, 90, 0],
  ]);
  expect(all.userAt(1, [0, rows.users.length], [60, 60])).toBe(7);
  expect(all.userAt(0, [0, rows.users.length], [60, 60])).toBeNull();
});
