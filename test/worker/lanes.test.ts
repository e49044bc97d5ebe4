// Lanes whose histories take more than the budget are thinned, and then sleep: what is known of the whole run stays, and a lane that wakes
// is the run that it was.
import { expect, test } from 'vitest';
import { drive } from '../../src/engine/experiment/comparison.ts';
import { findVariant, scenarioDefinition, scenarios } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';
import { HISTORY, historyOf, logsOf } from '../../src/worker/budget.ts';
import { computingAgain, computingLanes, mainRecording } from '../../src/worker/computing.ts';
import type { RunRequest } from '../../src/worker/door.ts';
import { HeldLanes } from '../../src/worker/lanes.ts';

const HOUR = 3_600_000_000;

function request(): RunRequest {
  const text = (scenarios[0]?.text ?? '').replace('users: 10000', 'users: 300');
  const outcome = readScenario(text, { file: 'small.yaml' });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  const { scenario } = outcome;
  const variants = ['wait', 'resync', 'replay'].map((id) => findVariant(scenario, id, scenarioDefinition) as never);
  return { scenario, variants, seed: 3, inputs: [] };
}

const asked = request();
const main = drive(mainRecording(asked).work);

test('the run on the stage is a lane too, and lanes keep one log of a truth that went alike', () => {
  const { lanes } = drive(computingLanes(asked, [main]));
  expect(lanes[0]).toBe(main);
  const apart = lanes.reduce((sum, lane) => sum + historyOf([lane]), 0);
  expect(historyOf(lanes)).toBeLessThan(apart);
});

test('within the budget all are awake; beyond it those that were computed last sleep first', () => {
  const { lanes } = drive(computingLanes(asked, [main]));
  const ids = lanes.map(({ facts }) => facts.result.id);
  const held = new HeldLanes();
  held.hold(lanes, [main]);
  expect(held.asleep).toEqual([]);
  const full = historyOf(lanes);
  const tight = new HeldLanes(full - 1);
  tight.hold(lanes, [main]);
  expect(historyOf([main, ...tight.runs])).toBeLessThan(full);
  expect(tight.asleep).toEqual([]);
  const tighter = new HeldLanes(1);
  tighter.hold(lanes, [main]);
  expect(tighter.asleep).toEqual(ids.slice(1));
});

test('of a lane that sleeps curve and lives are told; woken, its moments are those of its run', () => {
  const { lanes } = drive(computingLanes(asked, [main]));
  const moment = { time: 13.6 * HOUR, exact: true };
  const before = lanes[1]?.frames.frame(moment);
  const awake = new HeldLanes();
  awake.hold(lanes, [main]);
  const lives = awake.lives.outline();
  const held = new HeldLanes(1);
  held.hold(lanes, [main]);
  expect(held.map((lane) => lane.facts.result.id)).toEqual(['wait', null, null]);
  expect(held.lives.outline()).toEqual(lives);
  expect(held.samples(0, 24 * HOUR, 10)[1]).toEqual(lanes[1]?.facts.samples);
  const sleeper = held.sleeper(1);
  expect(held.sleeper(0)).toBeNull();
  if (sleeper === null) throw new Error('it is awake');
  held.wakes(1, drive(computingAgain(sleeper.facts, sleeper.changes)), [main]);
  expect(held.asleep).toEqual(['replay']);
  expect(held.map((lane) => lane.frames.frame(moment))[1]).toEqual(before);
});

test('what a page cannot hold is said before it is tried, with the command that takes it', () => {
  const asking = (population: number, length: string): RunRequest => {
    const text = `schema: 1\ntitle: Large\nlength: ${length}\npopulation: { users: ${population} }\nworkload: { suspend: 0.039/h, reactivate: 0.351/h }\nvariants: [wait]\n`;
    const outcome = readScenario(text, { file: 'large.yaml' });
    if ('errors' in outcome) throw new Error('not a scenario');
    return { scenario: outcome.scenario, variants: outcome.scenario.variants, seed: 1, inputs: [] };
  };
  expect(() => mainRecording(asking(10_000_000, '1h'))).toThrow(
    /this scenario has 10.000.000; the command line takes them: npm run -s driftlab -- compare large\.yaml$/,
  );
  expect(() => mainRecording(asking(3_000_000, '14d'))).toThrow(
    /up to 512 MB of history, .+ take about \d.?\d{3} MB; /,
  );
});

test('about what the logs of a run take is known before it is run', () => {
  const { spec } = main.facts;
  const { truth, copy } = main.session.logs;
  const written = (truth.length + copy.length) * 16;
  expect(logsOf(spec) / written).toBeGreaterThan(0.6);
  expect(logsOf(spec) / written).toBeLessThan(1.6);
  expect(logsOf(spec)).toBeLessThan(HISTORY);
});
