// The pictures of the bundled scenarios in the list from which people choose are those of their runs, and a text that nobody ran
// shows its plan. After a change of the engine: npx vitest run test/analysis/scenario/strip.long.test.ts --update
import { expect, test } from 'vitest';
import { recording } from '../../../src/analysis/record/recording.ts';
import { plannedStrip, type Strip } from '../../../src/analysis/scenario/strip.ts';
import { drive } from '../../../src/engine/experiment/comparison.ts';
import { bundledFile, HOUR, KINDS, scenarios, specOf } from '../../../src/engine/index.ts';
import { dataOf, readScenario } from '../../../src/files/index.ts';

const MOMENTS = 121;
const short = (share: number): number => Math.round(share * 1000) / 1000;

/** The picture of the first variant of a bundled scenario. */
function stripOf(id: string, text: string): Strip {
  const outcome = readScenario(text, { file: `${id}.yaml`, readSibling: bundledFile });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('; '));
  const { scenario, changes } = outcome;
  const [variant] = scenario.variants;
  if (variant === undefined) throw new Error(`${id} has no variant`);
  const { facts } = drive(recording(specOf(scenario, variant, scenario.seed), changes).work);
  const { samples, length } = facts;
  const at = (kinds: readonly string[], n: number) => {
    const time = (n / (MOMENTS - 1)) * length;
    const place = Math.max(
      0,
      samples.times.findLastIndex((each) => each <= time),
    );
    return kinds.reduce((sum, kind) => sum + (samples.byKind[KINDS.indexOf(kind as never)]?.[place] ?? 0), 0);
  };
  const counts = Array.from(
    { length: MOMENTS },
    (_, n) => [at(['overbilled', 'orphan'], n), at(['underbilled', 'missing', 'wrongPlan'], n)] as const,
  );
  const most = Math.max(1, ...counts.map(([much, little]) => much + little));
  return {
    length,
    faults: facts.faults.map((fault) => [short(fault.at / length), short(Math.min(1, fault.until / length))]),
    repair: facts.repairAt === null ? null : short(facts.repairAt / length),
    curve: counts.map(([much, little]) => [short(much / most), short(little / most)]),
  };
}

test('the page has the pictures of the bundled scenarios as they run', async () => {
  const rows = scenarios.map(({ id, text }) => `${JSON.stringify(id)}: ${JSON.stringify(stripOf(id, text))}`);
  await expect(`{\n${rows.join(',\n')}\n}\n`).toMatchFileSnapshot('../../../src/ui/scenario/strips.json');
});

test('a text that nobody ran shows its faults and its repair', () => {
  const text =
    'title: Mine\nlength: 10h\nfaults:\n  - { fault: consumer-down, at: 2h, for: 1h }\n  - { fault: a, at: 9h }\n';
  expect(plannedStrip(dataOf(text))).toEqual({
    length: 10 * HOUR,
    faults: [
      [0.2, 0.3],
      [0.9, 1],
    ],
    repair: 1,
    curve: [],
  });
  expect(plannedStrip(dataOf(`${text}repair: { at: 4h }\n`)).repair).toBe(0.4);
  expect(plannedStrip(null)).toEqual({ length: 24 * HOUR, faults: [], repair: null, curve: [] });
});
