// What a played lesson tells is what its runs say, counted here from a run and its trace by hand.
import { expect, test } from 'vitest';
import { findVariant, Session, scenarioDefinition, specOf, type TraceLine } from '../../../src/engine/index.ts';
import { playLesson, readLesson } from '../../../src/lessons/index.ts';
import type { LessonBeat, PlayedStep } from '../../../src/lessons/played.ts';

const TEXT = `
lesson: 1
title: A small lesson
minutes: 10
goal: You can tell what was lost.
takeHome: What was never published cannot be replayed.
scenario:
  schema: 1
  title: Old events
  length: 15h
  population: { users: 600, suspendedShare: 0.3 }
  workload: { suspend: 0.3/h, reactivate: 0.6/h, signUps: 10/h, delete: 0/h }
  faults: [{ fault: publisher-silent, at: 10h, for: 1h }]
  repair: { at: 12h }
  people: { find: 5m, build: 20m, review: 5m, run: 5m }
  variants:
    - { id: arrival, title: Last to arrive wins, strategy: republish-events }
    - { id: version, title: Version guard, strategy: republish-events, set: { billing.policy: version } }
cast:
  anna: { lane: arrival, first: obsolete-applied, after: 12h30m }
steps:
  - id: plan
    stage: lanes
    lanes: [arrival, version]
    predict: { ask: Which leaves the most wrong?, kind: lane, answer: { most: divergent.now, at: 14h }, twice: true }
    play: { from: 12h, until: 14h, in: 15s }
    observe: { ask: And what of the guard?, choices: [{ text: it fell, if: { lane: version, measure: divergent.now, below: { lane: version, measure: divergent.now, at: 12h } } }, { text: it rose, if: { lane: version, measure: divergent.now, above: { lane: version, measure: divergent.now, at: 12h } } }] }
    expect: [{ lane: arrival, measure: invoices.wrong, at: 13h30m, above: 100000 }]
    after: '{arrival.divergent.now} and {version.divergent.now}; billed wrongly: {arrival.invoices.wrong at 13h30m}.'
  - id: draw
    stage: curve
    predict: { ask: How does it go on?, kind: curve, answer: { lane: arrival, measure: divergent.now } }
    play: { from: 9h, until: 12h, in: 10s }
  - id: one
    stage: history
    user: anna
    lane: arrival
    play: { until: obsolete-applied, step: event }
    say: 'User {anna}: {anna.truth} in truth, {anna.copy} in the copy. It was {anna.obsolete.type}.'
    ask: Who could know?
  - id: again
    twin: { of: plan, seed: 2 }
`;

const read = readLesson(TEXT, { file: 'small.yaml' });
if ('errors' in read) throw new Error(JSON.stringify(read.errors));
const outcome = playLesson(read);
if ('errors' in outcome) throw new Error(JSON.stringify(outcome.errors));
const { played, refuted } = outcome;

const HOUR = 3_600_000_000;
const step = (id: string) => played.steps.find((each) => each.id === id) as PlayedStep;
const beat = <K extends LessonBeat['kind']>(id: string, kind: K) =>
  step(id).beats.find((each) => each.kind === kind) as Extract<LessonBeat, { readonly kind: K }>;

/** A lane run once more, with its trace. */
function runOf(lane: string, seed = 1) {
  const lines: TraceLine[] = [];
  const { scenario } = played.cases[0]!;
  const variant = findVariant(scenario, lane, scenarioDefinition)!;
  const session = Session.open(specOf(scenario, variant, seed), undefined, { reader: (line) => lines.push(line) });
  session.finish();
  return { session, lines };
}
const arrival = runOf('arrival');
const version = runOf('version');
const wrongAt = ({ session }: typeof arrival, hours: number) => session.view(hours * HOUR).billing.divergent;

test('the cast is who the trace says', () => {
  const line = arrival.lines.find(
    (each) => each.kind === 'apply' && each.effect === 'regressed' && each.t >= 12.5 * HOUR,
  );
  expect(played.cases[0]?.cast).toEqual([
    { name: 'anna', lane: 'arrival', user: (line as { user: number }).user, at: line?.t },
  ]);
  expect(played.cases[1]?.cast[0]?.at).not.toBe(line?.t);
});

test('the beats come in their order, and what is right is what the runs say', () => {
  expect(step('plan').beats.map(({ kind }) => kind)).toEqual([
    'guess',
    'lock',
    'guess',
    'lock',
    'play',
    'observe',
    'reveal',
  ]);
  expect(step('plan').revealBeat).toBe(6);
  const [most] = wrongAt(arrival, 14) > wrongAt(version, 14) ? ['arrival'] : ['version'];
  expect(beat('plan', 'guess').question).toMatchObject({ kind: 'lane', answer: [most] });
  const fell = wrongAt(version, 14) < wrongAt(version, 12);
  expect(beat('plan', 'observe').question).toMatchObject({ kind: 'choice', answer: fell ? 0 : 1 });
});

test('a curve is the run’s', () => {
  const { question } = beat('draw', 'guess');
  if (question.kind !== 'curve') throw new Error(question.kind);
  expect(question.values[0]).toBe(wrongAt(arrival, 9));
  expect(question.values.at(-1)).toBe(wrongAt(arrival, 12));
  expect(question.values[40]).toBe(wrongAt(arrival, 11));
  expect(question.top).toBeGreaterThanOrEqual(Math.max(...question.values));
});

test('a person is told of as the rows stand when the moment has come', () => {
  const { user, at } = played.cases[0]!.cast[0]!;
  expect(step('one').until).toBe(at);
  const { truthRows, billing } = arrival.session.view(at);
  const words = ['absent', 'active', 'suspended'];
  const [truth, copy] = [truthRows[user]! & 3, billing.rows[user]! & 3].map((row) => words[row]);
  const type = copy === 'active' ? 'UserReactivated' : 'UserSuspended';
  expect(beat('one', 'say').say?.text).toBe(`User ${user}: ${truth} in truth, ${copy} in the copy. It was ${type}.`);
  expect(beat('one', 'play').play).toMatchObject({ pace: 'event', until: at });
});

test('a sentence that depends on what the run does not say is replaced, and the step says so', () => {
  expect(refuted.map(({ path }) => path)).toEqual(['steps[0].expect[0]', 'steps[3]']);
  expect(step('plan').holds).toBe(false);
  expect(beat('plan', 'reveal').after?.text).toBe('This Driftlab computes another run; the numbers here are its own.');
  const right = readLesson(TEXT.replace('above: 100000', 'atLeast: 0'), { file: 'small.yaml' });
  if ('errors' in right) throw new Error(JSON.stringify(right.errors));
  const again = playLesson(right);
  if ('errors' in again) throw new Error(JSON.stringify(again.errors));
  const reveal = again.played.steps[0]?.beats.find(({ kind }) => kind === 'reveal') as Extract<
    LessonBeat,
    { kind: 'reveal' }
  >;
  const { wrong } = arrival.session.view(13.5 * HOUR).invoices;
  expect(reveal.after?.text).toBe(`${wrongAt(arrival, 14)} and ${wrongAt(version, 14)}; billed wrongly: ${wrong}.`);
});

test('a twin asks the same of another world, once and alone', () => {
  const twin = step('again');
  expect(twin).toMatchObject({ twinOf: 'plan', case: 1 });
  expect(played.cases[1]?.scenario.seed).toBe(2);
  expect(twin.beats.map(({ kind }) => kind)).toEqual(['guess', 'lock', 'play', 'reveal']);
  const [a, b] = [runOf('arrival', 2), runOf('version', 2)];
  const most = wrongAt(a, 14) > wrongAt(b, 14) ? 'arrival' : 'version';
  expect(beat('again', 'guess').question).toMatchObject({ kind: 'lane', answer: [most] });
});
