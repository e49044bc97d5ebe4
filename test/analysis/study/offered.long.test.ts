// Every value that a study offers, of every bundled scenario, can be studied as it is proposed.
import { expect, test } from 'vitest';
import { offersOf } from '../../../src/analysis/study/offered.ts';
import { askedText, studyComplaints, variedOf } from '../../../src/analysis/study/vary.ts';
import { type Scenario, scenarios } from '../../../src/engine/index.ts';
import { readScenario } from '../../../src/files/index.ts';
import { variant } from '../../support/scenarios.ts';

const bundled: readonly Scenario[] = scenarios.flatMap(({ id, text }) => {
  const read = readScenario(text, { file: `${id}.yaml`, readSibling: () => undefined });
  return 'scenario' in read ? [read.scenario] : [];
});

test('every value that is offered for a bundled scenario can be studied as it is proposed', () => {
  expect(bundled.length).toBeGreaterThan(5);
  for (const each of bundled) {
    const offers = offersOf(each);
    expect(offers.length).toBeGreaterThan(20);
    expect(new Set(offers.map(({ path }) => path)).size).toBe(offers.length);
    const ends = offers.flatMap((proposed) => {
      const outcome = variedOf(proposed);
      if ('complaint' in outcome) throw new Error(`${each.id}: ${askedText(proposed)}: ${outcome.complaint}`);
      const { path, values } = outcome.varied;
      return [values[0], values.at(-1)].map((value) => ({ [path]: value }));
    });
    // All in one check: a lane for each end of each proposal.
    const [first] = each.variants;
    const lanes = ends.map((set, n) => ({ ...variant(String(first?.strategy), { id: `n${n}`, set }), title: `n${n}` }));
    expect(studyComplaints({ ...each, variants: [] }, lanes, [{}]).map((told) => `${each.id}: ${told}`)).toEqual([]);
  }
});
