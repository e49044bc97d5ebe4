// Lanes whose histories take more than the budget are thinned, and then sleep: what is known of the whole run stays, and a lane that wakes
// is the run that it was.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { FinishedRun } from '../../src/analysis/record/run-record.ts';
import { drive } from '../../src/engine/experiment/comparison.ts';
import { findVariant, Session, scenarioDefinition, scenarios, type VariantSpec } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';
import { historyOf, logsOf } from '../../src/worker/budget.ts';
import { computingAgain, computingLanes, mainRecording } from '../../src/worker/computing.ts';
import { HISTORY, type RunRequest } from '../../src/worker/door.ts';
import { type HeldLane, HeldLanes } from '../../src/worker/lanes.ts';

const HOUR = 3_600_000_000;

const FEW = ['wait', 'resync', 'replay'];
const MANY = [...FEW, 'republish-events', 'republish-state', 'resync-since', 'snapshot-watermark'];

function request(strategies: readonly string[] = FEW): RunRequest {
  const text = (scenarios[0]?.text ?? '').replace('users: 10000', 'users: 300');
  const outcome = readScenario(text, { file: 'small.yaml' });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ message }) => message).join('\n'));
  const { scenario } = outcome;
  const variants = strategies.map((id) => findVariant(scenario, id, scenarioDefinition) as never);
  return { scenario, variants, seed: 3, inputs: [] };
}

const asked = request();
const main = drive(mainRecording(asked).work);

const runsOf = (lanes: readonly HeldLane[]): readonly FinishedRun[] => lanes.flatMap(({ run }) => run ?? []);

test('the run on the stage is a lane too, and lanes keep one log of a truth that went alike', () => {
  const { lanes } = drive(computingLanes(asked, { stage: [main] }));
  expect(lanes[0]?.run).toBe(main);
  const runs = runsOf(lanes);
  const apart = runs.reduce((sum, run) => sum + historyOf([run]), 0);
  expect(historyOf(runs)).toBeLessThan(apart);
});

test('within the budget all are awake; beyond it those that were computed last sleep first', () => {
  const { lanes } = drive(computingLanes(asked, { stage: [main] }));
  const ids = lanes.map(({ facts }) => facts.result.id);
  const held = new HeldLanes();
  held.hold(lanes, [main]);
  expect(held.asleep).toEqual([]);
  const full = historyOf(runsOf(lanes));
  const tight = new HeldLanes(full - 1);
  tight.hold(lanes, [main]);
  expect(historyOf([main, ...tight.runs])).toBeLessThan(full);
  expect(tight.asleep).toEqual([]);
  const tighter = new HeldLanes(1);
  tighter.hold(lanes, [main]);
  expect(tighter.asleep).toEqual(ids.slice(1));
});

/** Counts runs that have ended and that somebody still holds; to be asked between two turns of the machine. */
function countingEnded(): { readonly alive: () => Promise<number>; readonly stop: () => void } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const ended: WeakRef<Session>[] = [];
  const { finish } = Session.prototype;
  Session.prototype.finish = function (this: Session) {
    ended.push(new WeakRef(this));
    return finish.call(this);
  };
  return {
    alive: async () => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      collect();
      return ended.filter((session) => session.deref() !== undefined).length;
    },
    stop: () => {
      Session.prototype.finish = finish;
    },
  };
}

/** Computes all lanes; the most runs that were held at once after they had ended, of lanes and not of the stage, looked at now and then. */
async function mostHeld(budget: number | undefined): Promise<{ readonly most: number; readonly asleep: number }> {
  const counting = countingEnded();
  try {
    const work = computingLanes(request(MANY), { ...(budget !== undefined && { budget }) });
    let most = 0;
    let step = work.next();
    for (let steps = 0; step.done !== true; step = work.next(), steps++)
      if (steps % 25 === 0) most = Math.max(most, await counting.alive());
    return { most, asleep: step.value.lanes.filter(({ run }) => run === null).length };
  } finally {
    counting.stop();
  }
}

test('a lane that does not fit is let go of before the next ones are run', async () => {
  const roomy = await mostHeld(undefined);
  expect(roomy.asleep).toBe(0);
  expect(roomy.most).toBeGreaterThanOrEqual(MANY.length - 1);
  const tight = await mostHeld(1);
  expect(tight.asleep).toBe(MANY.length);
  // One that a compiler which works beside may hold on to for a while.
  expect(tight.most).toBeLessThanOrEqual(1);
});

test('lanes that are wanted again are not computed again, asleep or awake; those that are not make room first', () => {
  const { lanes } = drive(computingLanes(asked, { stage: [main] }));
  const [wait, resync, replay] = lanes;
  const fewer = { ...asked, variants: asked.variants.slice(0, 2) };
  const again = drive(computingLanes(fewer, { stage: [main], lanes }));
  expect(again.lanes.map(({ run }) => run)).toEqual([wait?.run, resync?.run]);
  expect(replay?.run).not.toBeNull();
  const other = { ...asked, variants: [...fewer.variants, { ...(asked.variants[2] as VariantSpec), id: 'another' }] };
  for (const { session } of runsOf(lanes)) while (session.thin());
  const room = historyOf(runsOf(lanes)) + historyOf([replay?.run as FinishedRun]) / 2;
  const tight = drive(computingLanes(other, { stage: [main], lanes, budget: room }));
  expect(tight.lanes.map(({ run }) => run === null)).toEqual([false, false, false]);
  expect(replay?.run === null).toBe(true);
  expect(replay?.lives?.users.length).toBeGreaterThan(10);
  const slept = drive(computingLanes(asked, { stage: [main], lanes }));
  expect(slept.lanes[2]).toBe(replay);
});

test('a lane at rest is the run that it was, whatever it is asked', () => {
  const { lanes } = drive(computingLanes(asked, { stage: [main] }));
  const run = lanes[1]?.run as FinishedRun;
  const moment = { time: 13.6 * HOUR, exact: true };
  const before = run.frames.frame(moment);
  const next = run.frames.frame({ ...moment, time: 14 * HOUR });
  run.rest();
  expect(run.frames.frame({ ...moment, exact: false })).toEqual({ ...before, moment: null, front: null });
  expect(run.frames.frame(moment)).toEqual(before);
  const weight = historyOf([run]);
  run.rest();
  expect(historyOf([run]), 'tables that can be made again are no history').toBe(weight);
  run.rest();
  run.session.advance(14 * HOUR);
  expect(run.frames.frame({ ...moment, time: 14 * HOUR })).toEqual(next);
  run.rest();
  expect(run.session.finish()).toEqual(run.facts.result);
});

test('of a lane that sleeps curve and lives are told; woken, its moments are those of its run', () => {
  const { lanes } = drive(computingLanes(asked, { stage: [main] }));
  const moment = { time: 13.6 * HOUR, exact: true };
  const before = lanes[1]?.run?.frames.frame(moment);
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
