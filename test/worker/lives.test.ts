// What the worker says of the lives of lanes, and of the run on the main stage as if it were the only lane.
import { expect, test } from 'vitest';
import { linearAxis } from '../../src/analysis/lanes/axis.ts';
import type { FinishedRun } from '../../src/analysis/record/run-record.ts';
import { drive } from '../../src/engine/experiment/comparison.ts';
import { scenarios } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';
import { computingLanes } from '../../src/worker/computing.ts';
import type { RunRequest } from '../../src/worker/door.ts';
import { host } from '../../src/worker/host.ts';
import { HeldLanes } from '../../src/worker/lanes.ts';

const DAY = 86_400_000_000;

function request(): RunRequest {
  const text = (scenarios[0]?.text ?? '').replace('users: 10000', 'users: 400');
  const outcome = readScenario(text, { file: 'small.yaml' });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  const { scenario } = outcome;
  return { scenario, variants: scenario.variants, seed: 3, inputs: [] };
}

test('lives are worked out lane by lane, once for each run, and the worker is heard meanwhile', () => {
  const { lanes } = drive(computingLanes(request()));
  let beats = 0;
  const held = new HeldLanes(undefined, () => beats++);
  held.hold(lanes, []);
  const lives = drive(held.livesByLane());
  const heard = beats;
  expect(drive(held.livesByLane())).toBe(lives);
  expect(beats).toBe(heard);
  const { rows, fates } = lives.outline();
  expect(fates).toHaveLength(lanes.length);
  const everybody = new Set(lanes.flatMap(({ run }) => [...(run as FinishedRun).lives().users]));
  expect(rows.users.length).toBe(everybody.size);
});

test('the door answers for lanes and for the run on the main stage', async () => {
  const door = host();
  const asked = request();
  expect(await door.raster(linearAxis(0, DAY, 100), 10)).toBeNull();
  await door.open(1, { ...asked, variants: asked.variants.slice(0, 1) }, () => {});
  const alone = await door.raster(linearAxis(0, DAY, 100), 10);
  expect([alone?.width, alone?.height]).toEqual([100, 10]);
  expect(alone?.shares.some((share) => share > 0)).toBe(true);
  await door.compare(2, asked, true, () => {});
  expect(await door.laneRasters(linearAxis(0, DAY, 80), 12)).toHaveLength(asked.variants.length);
  const { rows } = await door.laneLives();
  const user = rows.users[0] as number;
  const found = await door.laneUser(user);
  expect(found[0]?.[0]).toMatchObject({ kind: 1 });
  const [from, to] = [found[0]?.[0]?.from ?? 0, found[0]?.[0]?.to ?? 0];
  expect(await door.laneUserAt(0, [0, 1], [from, Math.min(to, DAY)])).toBe(user);
});
