// A run that is put back and begun again is the run begun anew, whatever ran in the same simulation before it.
import { expect, test } from 'vitest';
import { Reruns } from '../../../src/engine/run/reruns.ts';
import { Session } from '../../../src/engine/run/session.ts';
import { incidents, procedures } from '../../support/incidents.ts';
import { type RunChoice, specFor } from '../../support/scenarios.ts';

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
