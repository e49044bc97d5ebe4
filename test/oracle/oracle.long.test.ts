// Every counter recomputed from the trace by separate code, and every trace searched for what cannot have happened. The
// designs are crossed in full for the incident in which everything goes wrong; elsewhere each procedure meets a few of them in
// rotation. Agreement is exact: sums are of integers.
import { describe, expect, test, vi } from 'vitest';
import { faults } from '../../src/engine/faults/catalog.ts';
import { policies } from '../../src/engine/policies/catalog.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { scenarios } from '../../src/engine/scenarios/catalog.ts';
import { bundledFile } from '../../src/engine/scenarios/siblings.ts';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { readScenario } from '../../src/files/index.ts';
import { factsOf } from '../support/facts.ts';
import {
  askingDesigns,
  followed,
  restores,
  incidents as tabled,
  procedures as tabledProcedures,
} from '../support/incidents.ts';
import { disagreements, recount } from '../support/recount.ts';
import { type RunChoice, scenario, traceOf } from '../support/scenarios.ts';
import { complaintsAbout } from '../support/witness.ts';

const incidents = { ...tabled, ...restores, ...askingDesigns };
const procedures = [...tabledProcedures, ...followed];

vi.setConfig({ testTimeout: 60_000 });

interface Design {
  readonly policy: string;
  readonly kind: Scenario['broker']['kind'];
  readonly reads: Scenario['billing']['reads'];
  readonly ack: Scenario['billing']['ack'];
  readonly path: Scenario['publisher']['path'];
}

const designs: readonly Design[] = policies.flatMap(({ id: policy }) =>
  (['queue', 'log'] as const).flatMap((kind) =>
    (['copy', 'api', 'verify'] as const).flatMap((reads) =>
      (['after', 'before'] as const).flatMap((ack) =>
        (['direct', 'outbox'] as const).map((path) => ({ policy, kind, reads, ack, path })),
      ),
    ),
  ),
);

const built = (of: Scenario, { policy, kind, reads, ack, path }: Design): Scenario =>
  scenario(
    {
      // One reads a log, so that all logs are alike.
      billing: {
        policy,
        reads,
        ack,
        ...(kind === 'log' && { consumers: 1 }),
        ...(reads === 'api' && { whenApiFails: 'block' }),
      },
      broker: { kind },
      publisher: { path },
      repair: of.repair,
    },
    of,
  );

/** Everything on which trace and measures, or trace and common sense, do not agree. */
function quarrels(of: Scenario, choice: RunChoice): string[] {
  const { spec, lines, result } = traceOf(of, choice);
  const found = disagreements(result, recount(lines, factsOf(spec, result)));
  return found.slice(0, 5).map((each) => `${choice.id} on ${JSON.stringify(spec.scenario.billing)}: ${each}`);
}

test('every fault and every strategy of the catalogues is among what is played', () => {
  const played = [
    ...Object.values(incidents).flatMap((of) => of.faults.map(({ fault }) => fault)),
    ...procedures.map(({ strategy }) => strategy),
  ];
  const forgotten = [...faults, ...strategies].filter(({ id }) => !played.includes(id)).map(({ id }) => id);
  expect(forgotten, 'give each an incident or a procedure in test/support/incidents.ts').toEqual([]);
});

describe('what a run measures can be recounted from its trace, and nothing in the trace is impossible', () => {
  test.each(strategies.map(({ id }) => id))(
    'when everything goes wrong and every design is mended by %s',
    (strategy) => {
      const of = incidents['everything goes wrong, one after the other'] as Scenario;
      const found = designs.flatMap((design) => quarrels(built(of, design), { id: strategy, strategy }));
      expect(found.join('\n')).toBe('');
    },
  );

  test.each(Object.keys(incidents))('when %s', (name) => {
    const of = incidents[name] as Scenario;
    // The incident as it is, and each procedure with one more design: the rotation brings up all of them.
    const turn = Object.keys(incidents).indexOf(name) * procedures.length;
    const found = procedures.flatMap((procedure, n) => {
      const design = designs[((turn + n) * 37) % designs.length] as Design;
      return [...quarrels(of, procedure), ...quarrels(built(of, design), { ...procedure, seed: n + 2 })];
    });
    expect(found.join('\n')).toBe('');
  });
});

describe('the scenarios that ship with the product, with few users, add up in every variant', () => {
  test.each(scenarios.map((bundled) => [bundled.id, bundled] as const))('%s', (_, { file, text }) => {
    const outcome = readScenario(text, { file, readSibling: bundledFile });
    if (!('scenario' in outcome)) throw new Error(`${file} is wrong`);
    const { scenario: whole, changes } = outcome;
    const few = { population: { ...whole.population, users: 150 }, workload: { ...whole.workload, signUps: '20/h' } };
    const isSmall = changes !== undefined || whole.population.users <= 150;
    const of = isSmall ? whole : { ...whole, ...few };
    const found = whole.variants.flatMap((variant) => quarrels(of, { ...variant, ...(changes && { changes }) }));
    expect(found.join('\n')).toBe('');
  });
});

test('a counter that is off by one, or a copy out of nowhere, is noticed', () => {
  const { spec, lines, result } = traceOf(incidents['the publisher is silent for an hour'] as Scenario);
  const facts = factsOf(spec, result);
  const without = (kind: string) => lines.filter((line, n) => line.kind !== kind || n < 300);
  for (const kind of ['commit', 'copy', 'invoice', 'apply', 'deliver', 'publish', 'lost'])
    expect(disagreements(result, recount(without(kind), facts)), kind).not.toEqual([]);
  for (const kind of ['deliver', 'apply', 'ack', 'publish', 'commit', 'invoice-run'])
    expect(complaintsAbout(without(kind), facts), kind).not.toEqual([]);
});
