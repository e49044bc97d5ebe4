// A change of the past on the main stage: what somebody does in a run that is held computes only what follows, can be looked at
// meanwhile, and gives the run that is told of it from the beginning.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recording, recordingWith } from '../../src/analysis/record/recording.ts';
import type { FinishedRun } from '../../src/analysis/record/run-record.ts';
import { drive } from '../../src/engine/experiment/comparison.ts';
import type { Input } from '../../src/engine/index.ts';
import { mainFork, mainRecording } from '../../src/worker/computing.ts';
import type { RunRequest } from '../../src/worker/door.ts';
import { inSlices } from '../../src/worker/slices.ts';
import { HeldStage } from '../../src/worker/stage.ts';
import { anySpec, inputWithin } from '../support/arbitrary.ts';
import { law } from '../support/law.ts';
import { scenario, silent, variant } from '../support/scenarios.ts';

const HOUR = 3_600_000_000;
const linesOf = ({ tape }: FinishedRun) => Array.from({ length: tape.length }, (_, at) => tape.line(at));

const meddled = anySpec(1).chain((spec) => {
  const length = Number.parseInt(spec.scenario.length, 10);
  return fc.record({
    spec: fc.constant(spec),
    more: fc.array(inputWithin(length, spec.scenario.faults), { minLength: 1, maxLength: 2 }),
    looks: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
  });
});

law(
  'a recorded run with something more done to it is the run recorded with it from the beginning, and its past can be looked at meanwhile',
  meddled,
  ({ spec, more }) => ({ ...spec, inputs: [...spec.inputs, ...more] }),
  16,
  ({ spec, more, looks }) => {
    const asked = { ...spec, inputs: [...spec.inputs, ...more] };
    const before = drive(recording(spec).work);
    const lines = linesOf(before);
    const fresh = drive(recording(asked).work);
    const { record, work } = recordingWith(before, asked, more);
    let step = work.next();
    const seen = looks.map((share) => {
      for (let steps = 0; steps < 60 && step.done !== true; steps++) step = work.next();
      const time = Math.max(0, Math.floor(Math.min(record.frames.reached, fresh.facts.endedAt) * share));
      return record.frames.frame({ time, exact: true });
    });
    const forked = step.done === true ? step.value : drive(work);
    for (const frame of seen) expect(frame).toEqual(fresh.frames.frame({ time: frame.time, exact: true }));
    expect(forked.facts).toEqual(fresh.facts);
    expect(linesOf(forked)).toEqual(linesOf(fresh));
    expect(linesOf(before), 'the run before is none the worse').toEqual(lines);
  },
);

const request = (inputs: readonly Input[], length = '24h'): RunRequest => ({
  scenario: scenario({ population: { users: 300 }, length, faults: [silent('10h', '1h')] }),
  variants: [variant('resync')],
  seed: 3,
  inputs,
});
const silence = (at: number): Input => ({ kind: 'inject', at, fault: silent('0s', '1h') });

test('only the held run with more behind its inputs is a fork', () => {
  const first = silence(12 * HOUR);
  const held = drive(mainRecording(request([first])).work);
  const isFork = (asked: RunRequest) => mainFork(held, asked) !== undefined;
  expect(isFork(request([first, silence(5 * HOUR)]))).toBe(true);
  expect(isFork(request([first]))).toBe(false);
  expect(isFork(request([]))).toBe(false);
  expect(isFork(request([silence(5 * HOUR), first]))).toBe(false);
  expect(isFork(request([first, silence(5 * HOUR)], '25h'))).toBe(false);
  expect(isFork({ ...request([first, silence(5 * HOUR)]), seed: 4 })).toBe(false);
  expect(isFork({ ...request([first, silence(5 * HOUR)]), variants: [variant('wait')] })).toBe(false);
  const changes = { time: Float64Array.of(1), user: Uint32Array.of(1), kind: Uint8Array.of(1) };
  expect(isFork({ ...request([first, silence(5 * HOUR)]), changes })).toBe(false);
});

test('while a fork is computed it is looked at, up to where it has come; cancelled, the run before is held on', async () => {
  const stage = new HeldStage();
  const wanted = { goesOn: true };
  const doing = <Result>(work: Iterator<{ done: number; at: number }, Result>, onStep: (step: never) => void) =>
    inSlices(work, () => wanted.goesOn, onStep as (step: { done: number; at: number }) => void);
  const told: { at: number; held: boolean; time: number; faults: number }[] = [];
  const look = (at: number) => stage.shown.frames.frame({ time: at, exact: true });
  const open = (inputs: readonly Input[]) =>
    stage.open(request(inputs), doing, (_done, at, held = false) => {
      if (!held) return told.push({ at, held, time: -1, faults: -1 });
      const { time, moment } = look(24 * HOUR);
      return told.push({ at, held, time, faults: moment?.faults.length ?? 0 });
    });

  const facts = await open([]);
  expect(told.every(({ held }) => !held)).toBe(true);
  told.length = 0;
  const after = await open([silence(20 * HOUR)]);
  expect(told[0]).toEqual({ at: 20 * HOUR - 1, held: true, time: 20 * HOUR - 1, faults: 0 });
  expect(told.every(({ held, at, time }) => held && time === at)).toBe(true);
  expect(after?.result.fingerprint).not.toBe(facts?.result.fingerprint);
  expect(stage.shown.facts).toBe(after);

  wanted.goesOn = false;
  expect(await open([silence(20 * HOUR), silence(2 * HOUR)])).toBeNull();
  expect(stage.shown.facts).toBe(after);
});
