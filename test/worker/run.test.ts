// What the worker holds says what the engine says: the same result, the same counts at every moment, every trace line in order.
// And long work stops when it is cancelled.
import { expect, test } from 'vitest';
import { lineNear, linesBetween } from '../../src/analysis/record/stepping.ts';
import { drive } from '../../src/engine/experiment/comparison.ts';
import { compare, Session, scenarios, specOf, type TraceLine } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';
import { computingLanes, mainRecording } from '../../src/worker/computing.ts';
import { CELL_BITS, type RunRequest } from '../../src/worker/door.ts';
import { inSlices } from '../../src/worker/slices.ts';

const HOUR = 3_600_000_000;

function request(): RunRequest {
  const text = (scenarios[0]?.text ?? '').replace('users: 10000', 'users: 400');
  const outcome = readScenario(text, { file: 'small.yaml' });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  const { scenario } = outcome;
  return { scenario, variants: scenario.variants, seed: 3, inputs: [] };
}

test('the main run and the lanes have the results of compare', () => {
  const asked = request();
  const expected = compare(asked.scenario, asked.variants, { seed: 3 });
  const lanes = drive(computingLanes(asked));
  expect(lanes.result).toEqual(expected);
  expect(drive(mainRecording(asked).work).facts.result).toEqual(expected.variants[0]);
});

test('frames count what the engine’s view counts, and a user knows what the frame shows', () => {
  const asked = request();
  const held = drive(mainRecording(asked).work);
  const session = Session.open(specOf(asked.scenario, asked.variants[0] as never, 3));
  session.finish();
  for (const time of [0, 9 * HOUR, 10.5 * HOUR, 11 * HOUR, 13 * HOUR, 24 * HOUR]) {
    const frame = held.frames.frame({ time, exact: true });
    const view = session.view(time);
    expect(frame.byKind).toEqual([...view.billing.byKind]);
    expect(frame.moment?.byKind).toEqual(frame.byKind);
    expect(frame.moment?.user.users).toBe(frame.users);
    expect(frame.invoices).toEqual(view.invoices);
    const counted = Array.from({ length: 6 }, () => 0);
    for (let user = 1; user < frame.cells.length; user++) {
      const kind = (frame.cells[user] as number) & CELL_BITS.kind;
      if (kind !== 0) counted[kind] = (counted[kind] as number) + 1;
    }
    expect(counted).toEqual(frame.byKind.slice(0, 6));
    for (let user = 1; user <= frame.users; user += 37)
      expect(held.user(user, time)?.kind ?? 0).toBe((frame.cells[user] as number) & CELL_BITS.kind);
  }
});

test('the invoice runs of the timeline add up to the measures', () => {
  const { facts } = drive(mainRecording(request()).work);
  const sum = (name: 'sent' | 'wrong' | 'missed') => facts.invoiceRuns.reduce((total, run) => total + run[name], 0);
  const { sent, wrong, missed } = facts.result.measures['invoices'] as Record<string, number>;
  expect([sum('sent'), sum('wrong'), sum('missed')]).toEqual([sent, wrong, missed]);
});

test('stepping visits every trace line once, both ways', () => {
  const asked = request();
  const lines: TraceLine[] = [];
  const session = Session.open(specOf(asked.scenario, asked.variants[0] as never, 3), undefined, {
    reader: (line) => lines.push(line),
  });
  session.finish();
  const tape = drive(mainRecording(asked).work).tape;
  const from = lines.findIndex(({ t }) => t > 10 * HOUR);
  let stop = lineNear(tape, { time: 10 * HOUR, line: null, direction: 'next', large: false });
  for (let n = from; n < from + 300; n++) {
    expect(stop?.line).toEqual(lines[n]);
    stop = lineNear(tape, { time: 0, line: lines[n]?.i ?? 0, direction: 'next', large: false });
  }
  for (let n = from + 299; n >= from; n--) {
    stop = lineNear(tape, { time: 0, line: lines[n + 1]?.i ?? 0, direction: 'previous', large: false });
    expect(stop?.line).toEqual(lines[n]);
  }
  const fault = lineNear(tape, { time: 9 * HOUR + 1, line: null, direction: 'next', large: true });
  expect(fault?.line).toMatchObject({ kind: 'fault', t: 10 * HOUR, on: true });
  expect(linesBetween(tape, 10 * HOUR, 11 * HOUR, 5)).toBeNull();
});

test('cancelled work stops and answers nothing', async () => {
  let goes = true;
  const { work } = mainRecording(request());
  const done = await inSlices(
    work,
    () => goes,
    () => {
      goes = false;
    },
  );
  expect(done).toBeUndefined();
});

test('a run that goes on a billion times longer than its length is computed in few slices', () => {
  const outcome = readScenario('schema: 1\ntitle: Short\nlength: 1us\npopulation: { users: 10 }\n', {
    file: 'short.yaml',
  });
  if ('errors' in outcome) throw new Error('not a scenario');
  const { scenario } = outcome;
  const asked = { scenario, variants: scenario.variants, seed: 1, inputs: [] };
  for (const work of [mainRecording(asked).work, computingLanes(asked)]) {
    let slices = 0;
    while (work.next().done !== true) slices++;
    expect(slices).toBeLessThan(20_000);
  }
});

test('long work tells from inside that it goes on: while it is gone back in, run at one go, sampled, compared', () => {
  let beats = 0;
  const held = drive(mainRecording(request(), () => beats++).work);
  const told = (during: () => void): number => {
    beats = 0;
    during();
    return beats;
  };
  expect(told(() => held.session.seek(HOUR))).toBeGreaterThan(0);
  expect(told(() => mainRecording(request(), () => beats++).record.session.finish())).toBeGreaterThan(150);
  expect(told(() => held.samples(0, 24 * HOUR, 50))).toBe(50);
  expect(told(() => drive(computingLanes(request(), { beat: () => beats++ })))).toBeGreaterThan(500);
});
