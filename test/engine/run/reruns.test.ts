// A run that is put back and begun again is the run begun anew, whatever ran in the same simulation before it.
import { expect, test } from 'vitest';
import { compare, specOf } from '../../../src/engine/experiment/comparison.ts';
import { LaneReruns, Reruns } from '../../../src/engine/run/reruns.ts';
import { measureOf } from '../../../src/engine/run/result.ts';
import { Session } from '../../../src/engine/run/session.ts';
import { incidents, procedures } from '../../support/incidents.ts';
import { type RunChoice, scenario, specFor, variant } from '../../support/scenarios.ts';

test.each(Object.entries(incidents))('%s', (name, of) => {
  const n = Object.keys(incidents).indexOf(name);
  for (const choice of [procedures[(n * 5) % procedures.length], procedures[(n * 3 + 1) % procedures.length]]) {
    const spec = specFor(of, choice as RunChoice);
    const reruns = new Reruns(spec);
    for (const seed of [1, 2 ** 40 + 7, 1]) {
      const anew = Session.open({ ...spec, seed }, undefined, { marks: 1 }).finish();
      expect(reruns.run(seed), `seed ${seed}`).toEqual(anew);
    }
  }
});

const LANES = ['wait', 'resync', 'republish-state'];

test.each(Object.entries(incidents))(
  '%s: lanes that go on from one past, put back, are lanes that fork',
  (_name, of) => {
    const variants = LANES.map((strategy) => variant(strategy));
    const lanes = new LaneReruns(variants.map((each) => specOf(of, each, 0)));
    for (const seed of [3, 2 ** 40 + 7, 3]) {
      const forked = compare(of, variants, { seed }).variants;
      const found = [...lanes.running(seed)];
      if (of.repair.at === 'detected') expect(found).toEqual([]);
      else expect(found, `seed ${seed}`).toEqual(forked);
    }
  },
);

test('a repair long before anything goes wrong: when the level was usual is read off the run from its beginning', () => {
  const early = scenario({
    length: '5h',
    faults: [{ fault: 'publisher-silent', at: '3h', for: '30m' }],
    repair: { at: '1h' },
  });
  const spec = specOf(early, variant('resync'), 7);
  const rerun = new Reruns(spec).run(7);
  expect(rerun).toEqual(Session.open(spec, undefined, { marks: 1 }).finish());
  expect(measureOf(rerun.measures, 'repair.usualAfter')).toBeGreaterThan(2 * 3600);
});
