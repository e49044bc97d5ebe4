// What a link says was made is believed as far as it can be run: what is right is kept, what is wrong is left out and told in words.
import { expect, test } from 'vitest';
import { believed, soundFutures, soundInputs } from '../../src/analysis/carried.ts';
import type { Future } from '../../src/analysis/futures.ts';
import type { Input, Scenario, VariantSpec } from '../../src/engine/index.ts';
import { HOUR, MINUTE } from '../../src/engine/units.ts';
import { scenario, silent } from '../support/scenarios.ts';

const lane = (id: string, strategy = id, set = {}): VariantSpec => ({ id, title: id, strategy, parameters: {}, set });
const base: Scenario = { ...scenario({ faults: [silent('10h', '1h')] }), variants: [lane('wait'), lane('replay')] };
const down: Input = {
  kind: 'inject',
  at: 10.5 * HOUR + 1,
  fault: { fault: 'consumer-down', at: `${10.5 * HOUR + 1}us`, for: '30m' },
};
const mended: Input = { kind: 'remove', at: 10 * HOUR + 20 * MINUTE + 1, name: 'publisher-silent at 10h' };
const gone: Input = { kind: 'remove', at: 12 * HOUR + 1, name: 'injected 1' };
const begun: Input = { kind: 'repair', at: 11 * HOUR + 1 };
const future = (inputs: readonly unknown[], id = 'earlier-1'): Future => ({
  id,
  variant: { ...lane('wait'), title: 'Wait' },
  inputs: inputs as readonly Input[],
  reached: 24 * HOUR,
});
const link = { variant: 'wait', inputs: [] };

test('what was done is believed only where it can be done', () => {
  const done = [down, mended, gone, begun];
  expect(soundInputs(base, done, [])).toEqual(done);
  for (const bad of [
    'none',
    [null],
    [{ kind: 'explode', at: 1 }],
    [{ kind: 'repair', at: -1 }],
    [{ kind: 'repair', at: '1h' }],
    [{ kind: 'remove', at: 1 }],
    [{ kind: 'remove', at: 1, name: 7 }],
    [{ kind: 'remove', at: 1, index: 'first' }],
    [{ kind: 'inject', at: 1, fault: { fault: 'meteor', at: '1h' } }],
    [{ kind: 'inject', at: 1, fault: { fault: 'message-loss', at: '1h', for: '1h', share: 7 } }],
    [{ kind: 'inject', at: 1, fault: { fault: 'message-delay', at: '1h', for: '1h' } }],
  ])
    expect(soundInputs(base, bad, []), JSON.stringify(bad)).toBeUndefined();
  expect(believed(base, { ...link, inputs: [{ kind: 'explode', at: 1 }] })).toBeUndefined();
});

test('a fault that an earlier link removes by its place gets its name', () => {
  const byPlace = (index: number) => ({ kind: 'remove', at: 12 * HOUR + 1, index });
  const told: string[] = [];
  expect(soundInputs(base, [down, byPlace(0), byPlace(1)], told)).toEqual([
    down,
    { ...mended, at: 12 * HOUR + 1 },
    gone,
  ]);
  expect(told).toEqual([]);
});

test('a fault that is not there is not removed, and that is said', () => {
  for (const removal of [{ index: 1e9 }, { name: 'injected 1' }, { name: 'no such fault' }]) {
    const made = believed(base, { ...link, inputs: [begun, { kind: 'remove', at: 12 * HOUR + 1, ...removal }] });
    expect(made?.inputs).toEqual([begun]);
    expect(made?.told).toEqual(['What is removed at 12:00 is no fault of this run.']);
  }
});

test('a fault that only one lane has can be removed there', () => {
  const own = lane('own', 'wait', { faults: [{ fault: 'consumer-down', at: '2h', for: '1h' }] });
  const removal = { kind: 'remove', at: 2.5 * HOUR, name: 'consumer-down at 2h' };
  const made = believed(base, { variant: 'own', inputs: [removal], lanes: [own] });
  expect(made).toMatchObject({ inputs: [removal], lanes: [own], told: [] });
});

test('the lanes that are right are kept, and each that is wrong, double or none is told', () => {
  const right = lane('b', 'resync');
  const wrong = lane('mine', 'wait', { 'billing.policy': 'no-such' });
  const made = believed(base, { variant: 'b', inputs: [], lanes: [wrong, right, right, null, 7] });
  expect(made?.scenario.variants.map(({ id }) => id)).toEqual(['b']);
  expect(made?.lanes).toEqual(made?.scenario.variants);
  expect(made?.told[0]).toMatch(/^Lane “mine” cannot be run: set\.billing\.policy: "no-such" is unknown/);
  expect(made?.told[1]).toBe('Lane “b” has the id of another, “b”.');
  expect(made?.told[2]).toMatch(/^Lane number 4 cannot be run: /);
  expect(made?.told).toHaveLength(4);
});

test('where no lane is right the scenario’s own are shown, and an unknown one is told', () => {
  const lanes = [null, null, null, null, null, null];
  const made = believed(base, { variant: 'nobody', inputs: [], lanes });
  expect(made).toMatchObject({ lanes: undefined, variant: 'wait', scenario: base });
  expect(made?.told).toHaveLength(5);
  expect(made?.told.at(-1)).toBe('So it is with 4 more.');
  expect(believed(base, { ...link, variant: 'nobody' })?.told).toEqual([
    'There is no lane “nobody”; the first is shown.',
  ]);
});

test('futures that can be run are kept, each once; the others are told', () => {
  const bad = { ...future([]), id: 'bad', variant: lane('wait', 'prayer') };
  const given = [future([down, gone]), bad, null, { ...future([]), id: 'far', reached: 'far' }, future([])];
  const told: string[] = [];
  expect(soundFutures(base, given, told)).toEqual([future([down, gone])]);
  expect(told).toEqual([
    'A future that was left behind, “bad”, cannot be run.',
    'A future that was left behind cannot be run.',
    'A future that was left behind, “far”, cannot be run.',
    'A future that was left behind, “earlier-1”, cannot be run.',
  ]);
  const many = Array.from({ length: 6 }, (_, n) => future([], `earlier-${n}`));
  expect(soundFutures(base, many, told)).toHaveLength(4);
});
