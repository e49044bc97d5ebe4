// Of a run that is too long for every line to be kept, the landmarks are: what else its lines say is found by running parts of it again,
// and is the same.
import { expect, test } from 'vitest';
import { recording } from '../../../src/analysis/record/recording.ts';
import type { FinishedRun } from '../../../src/analysis/record/run-record.ts';
import { drive } from '../../../src/engine/experiment/comparison.ts';
import type { Scenario, TraceLine } from '../../../src/engine/index.ts';
import { incidents } from '../../support/incidents.ts';
import { specFor } from '../../support/scenarios.ts';

const HOUR = 3_600_000_000;
const silence = incidents['the publisher is silent for an hour'] as Scenario;
const spec = specFor(silence, { strategy: 'republish-events' });
const whole = drive(recording(spec).work);
const sparse = drive(recording(spec, undefined, { mostLines: 200 }).work);

const isFirst = (line: TraceLine): boolean => 'cause' in line && line.cause === 'initial';

test('only landmarks are kept, and the run is the same', () => {
  expect(sparse.tape.isSparse).toBe(true);
  expect(sparse.tape.length).toBeLessThan(200);
  expect(sparse.tape.told).toBe(whole.tape.length);
  expect(sparse.facts.result).toEqual(whole.facts.result);
});

test('steps stop at the same lines, both ways, small and large', () => {
  const walk = (run: FinishedRun, large: boolean): readonly unknown[] => {
    const stops: unknown[] = [];
    let stop = run.step({ time: 2.6 * HOUR, line: null, direction: 'here', large: false });
    stops.push(stop);
    for (const direction of ['next', 'next', 'next', 'previous', 'previous', 'previous', 'previous'] as const) {
      const { t = 0, i = 0 } = stop?.line ?? {};
      stop = run.step({ time: t, line: i, direction, large }) ?? stop;
      stops.push(stop?.line);
    }
    return stops;
  };
  expect(walk(sparse, false)).toEqual(walk(whole, false));
  expect(walk(sparse, true)).toEqual(walk(whole, true));
});

test('lines of a window, and messages on their way, are the same', () => {
  for (const time of [HOUR, 2.6 * HOUR, 4 * HOUR]) {
    const window = [time, time + HOUR / 20, 4000] as const;
    expect(sparse.lines(...window)).toEqual(whole.lines(...window));
    expect(sparse.onTheWay(time, 40).messages).toEqual(whole.onTheWay(time, 40).messages);
  }
  expect(sparse.lines(0, 24 * HOUR, 50)).toBeNull();
});

test('the history of a user has every line, but for who was there at the beginning', () => {
  let told = 0;
  for (let user = 1; user <= whole.facts.users; user += 7) {
    const lines = whole.history(user).filter((line) => !isFirst(line));
    told += lines.length;
    expect(
      sparse.history(user).filter((line) => !isFirst(line)),
      `user ${user}`,
    ).toEqual(lines);
  }
  expect(told).toBeGreaterThan(50);
});

test('the envelope of a message is the same', () => {
  const published = whole.lines(HOUR, 5 * HOUR, 100_000)?.filter((line) => line.kind === 'publish') ?? [];
  expect(published.length).toBeGreaterThan(3);
  for (const { message } of published.slice(0, 20)) {
    const { commit: _, ...envelope } = whole.message({ message }) ?? {};
    expect(sparse.message({ message }), `message ${message}`).toMatchObject(envelope);
  }
});
