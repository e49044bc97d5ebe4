// What a run would have said had it ended earlier is what a run says that does end there: with that length, and no time to settle.
// Only the order of lines within the last instant, and so the fingerprint, may differ.
import { expect, test } from 'vitest';
import { bundledFile, duration, Session, scenarios, specOf } from '../../../src/engine/index.ts';
import { formatDuration } from '../../../src/engine/units.ts';
import { readScenario } from '../../../src/files/index.ts';

const SHARES = [0.47, 0.8];

const small = scenarios.filter(({ id }) => id !== 'contributors');

test.each(small.map(({ id, file, text }) => [id, file, text] as const))('%s', (_id, file, text) => {
  const read = readScenario(text, { file, readSibling: bundledFile });
  if ('errors' in read) throw new Error(file);
  const scenario = { ...read.scenario, population: { ...read.scenario.population, users: 300 } };
  let compared = 0;
  for (const variant of scenario.variants.slice(0, 2)) {
    const spec = specOf(scenario, variant, scenario.seed);
    const whole = Session.open(spec);
    const end = whole.finish();
    for (const share of SHARES) {
      const at = Math.round(duration(spec.scenario.length) * share);
      const there = { ...spec.scenario, length: formatDuration(at), settleWithin: '0s' };
      const {
        events: _,
        fingerprint: __,
        ...short
      } = Session.open({ ...spec, scenario: there }, undefined, { marks: 1 }).finish();
      const { events: _events, fingerprint: _order, ...cut } = whole.resultAt(at);
      expect(cut, `${variant.id} at ${formatDuration(at)}`).toEqual(short);
      compared++;
    }
    expect(whole.resultAt(Number.POSITIVE_INFINITY), 'after its end nothing more happens').toEqual(end);
    expect(whole.finish(), 'the run itself goes on as it was').toEqual(end);
  }
  expect(compared).toBeGreaterThanOrEqual(SHARES.length);
});
