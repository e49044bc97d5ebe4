// Reads one step of a lesson: what it shows, asks and plays.
import { duration, type Path, SECOND } from '../engine/index.ts';
import type { Desk } from './desk.ts';
import type { LessonPlay, LessonStage, LessonStep, Twin } from './lesson.ts';
import { expectationOf } from './quantities.ts';
import { questionOf } from './questions.ts';
import { stepRules, twinRules } from './step-rules.ts';
import type { LessonData } from './walk.ts';

/** Where a step stands, and of which incident it is. */
interface StepPlace {
  readonly id: string;
  /** Null where the scenario is wrong. */
  readonly incident: number | null;
  readonly path: Path;
}

const SHORT = { numbers: true, short: true } as const;
const NUMBERS = { numbers: true } as const;

const asData = (value: unknown): LessonData | undefined => value as LessonData | undefined;

const words = (value: unknown): readonly string[] => (value ?? []) as readonly string[];

function playOf(data: LessonData | undefined, path: Path, desk: Desk): LessonPlay | null {
  if (data === undefined) return null;
  const from = desk.when(data['from'], [...path, 'from']);
  const until = desk.when(data['until'], [...path, 'until']);
  if (data['until'] === undefined)
    desk.add([...path, 'until'], 'is missing; allowed is a time such as 14h, or the first moment of a kind');
  if (typeof from === 'number' && typeof until === 'number' && until <= from)
    desk.add([...path, 'until'], 'is not later than from; allowed is a later time');
  const [pace, byEvent] = [data['in'], data['step'] === 'event'];
  if (pace === undefined && !byEvent && !desk.findings.isBad(path))
    desk.add(path, 'nothing says how fast it plays; allowed is in: 12s, or step: event');
  if (pace !== undefined && byEvent)
    desk.add(
      [...path, 'step'],
      'this plays event by event, and in says how long all of it takes; allowed is one of them',
    );
  if (until === null) return null;
  return { from, until, seconds: typeof pace === 'string' ? duration(pace) / SECOND : null };
}

function lanesOf(data: LessonData, path: Path, desk: Desk): readonly string[] {
  const given = words(data['lanes']);
  const ids = given.flatMap((id, index) => desk.lane(id, [...path, 'lanes', index]) ?? []);
  ids.forEach((id, index) => {
    if (ids.indexOf(id) < index)
      desk.add([...path, 'lanes', index], `${id} stands here twice; allowed is each lane once`);
  });
  const all = (desk.names?.lanes ?? []).map(({ id }) => id);
  if (data['lanes'] !== undefined) return ids;
  const compares = ['lanes', 'outcomes', 'bars'].includes(String(data['stage']));
  const asks = ['lane', 'order'].includes(String(asData(data['predict'])?.['kind']));
  return compares || asks ? all : [];
}

/** What stands on the stage where the step does not say. */
function usualStage(data: LessonData): LessonStage {
  const asks = ['predict', 'observe', 'ask', 'do'].some((key) => data[key] !== undefined);
  return asks ? 'question' : 'topology';
}

/** A step from checked data; what is wrong goes to the findings. */
export function stepOf(data: LessonData, { id, incident, path }: StepPlace, desk: Desk): LessonStep {
  const lanes = lanesOf(data, path, desk);
  const lane = desk.lane(data['lane'], [...path, 'lane']) ?? lanes[0] ?? desk.names?.lanes[0]?.id ?? '';
  const text = (key: string, rules = {}) => desk.text(data[key], [...path, key], rules);
  const expect = (data['expect'] ?? []) as readonly (LessonData | undefined)[];
  const step: LessonStep = {
    id,
    stage: (data['stage'] as LessonStage | undefined) ?? usualStage(data),
    incident: incident ?? 0,
    lane,
    lanes,
    user: desk.person(data['user'], [...path, 'user']),
    rows: words(data['rows']).flatMap((row, index) => desk.measure(row, [...path, 'rows', index]) ?? []),
    at: desk.time(data['at'], [...path, 'at']),
    say: text('say', SHORT),
    predict: questionOf(asData(data['predict']), [...path, 'predict'], lanes, desk),
    play: playOf(asData(data['play']), [...path, 'play'], desk),
    observe: questionOf(asData(data['observe']), [...path, 'observe'], lanes, desk),
    expect: expect.flatMap((each, index) => expectationOf(each, [...path, 'expect', index], desk) ?? []),
    after: text('after', SHORT),
    alike: text('alike'),
    ask: text('ask', NUMBERS),
    answer: text('answer'),
    task: text('do'),
    notes: typeof data['notes'] === 'string' ? data['notes'] : '',
    minutes: typeof data['minutes'] === 'number' ? data['minutes'] : null,
    optional: data['optional'] === true,
    veil: data['veil'] === true,
    twin: null,
    path,
  };
  stepRules(data, step, desk);
  return step;
}

/** A step that asks another’s question again, on another case. */
export function twinOf(data: LessonData, of: LessonStep, twin: Twin, id: string, path: Path, desk: Desk): LessonStep {
  twinRules(data, path, desk);
  const text = (key: string) => desk.text(data[key], [...path, key], SHORT);
  return {
    ...of,
    id,
    incident: twin.incident,
    predict: of.predict === null ? null : { ...of.predict, twice: false },
    ...{ observe: null, alike: null, ask: null, answer: null },
    say: text('say') ?? of.say,
    after: text('after') ?? of.after,
    notes: typeof data['notes'] === 'string' ? data['notes'] : '',
    minutes: typeof data['minutes'] === 'number' ? data['minutes'] : null,
    optional: data['optional'] === true,
    twin,
    path,
  };
}
