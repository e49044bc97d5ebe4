// What a step must have, and what it may not have together.
import { counted } from '../analysis/numbers.ts';
import type { Path } from '../engine/index.ts';
import { BESIDE_TWIN } from './definition.ts';
import type { Desk } from './desk.ts';
import type { LessonStep } from './lesson.ts';
import type { LessonData } from './walk.ts';

const [FEWEST_LANES, MOST_LANES] = [2, 3];
const MOST_ROWS = 4;

const has = (data: LessonData, ...keys: readonly string[]): boolean => keys.some((key) => data[key] !== undefined);

/** No step is merely watched, and nothing is answered that nobody asked. */
function beatRules(data: LessonData, { path }: LessonStep, desk: Desk): void {
  if (has(data, 'play') && !has(data, 'predict', 'observe', 'ask'))
    desk.add([...path, 'play'], 'is merely watched; allowed is a step that plays with predict, observe or ask');
  if (has(data, 'answer') && !has(data, 'ask'))
    desk.add([...path, 'answer'], 'answers nothing; allowed is an answer in a step with ask');
  if (has(data, 'after') && !has(data, 'play', 'predict', 'observe'))
    desk.add([...path, 'after'], 'is said when the beat has played, and none does; allowed is say');
  if (has(data, 'observe') && !has(data, 'play', 'predict'))
    desk.add([...path, 'observe'], 'asks for what was seen, and nothing was; allowed is a step with play');
}

function laneRules(data: LessonData, step: LessonStep, desk: Desk): void {
  const { path, lanes, stage } = step;
  if (desk.names === null || desk.findings.isBad([...path, 'lanes'])) return;
  const between = lanes.length >= FEWEST_LANES && lanes.length <= MOST_LANES;
  if (stage === 'lanes' && !between)
    return desk.add(
      [...path, 'lanes'],
      `${counted(lanes.length, 'lane')}; allowed are two or three on the stage lanes`,
    );
  if (has(data, 'alike') && !has(data, 'lanes') && lanes.length < FEWEST_LANES)
    desk.add([...path, 'alike'], 'there are no lanes that could be alike; allowed are lanes: [ … ] in the step');
  if (has(data, 'lanes') && lanes.length < FEWEST_LANES)
    desk.add([...path, 'lanes'], `${counted(lanes.length, 'lane')}; allowed are two or three, or lane for one`);
}

function stageRules(data: LessonData, step: LessonStep, desk: Desk): void {
  const { path, stage, rows } = step;
  if (stage === 'history' && !has(data, 'user'))
    desk.add([...path, 'user'], 'is missing; allowed is somebody of the cast, whose history is shown');
  if (stage === 'outcomes' && rows.length === 0 && !desk.findings.isBad([...path, 'rows']))
    desk.add([...path, 'rows'], `is missing; allowed are one to ${MOST_ROWS} measures`);
  if (stage === 'bars' && rows.length > 1)
    desk.add([...path, 'rows'], `${rows.length} measures; allowed is one, the one that the bars show`);
  if (has(data, 'rows') && stage !== 'outcomes' && stage !== 'bars')
    desk.add([...path, 'rows'], 'has no effect; allowed are rows on the stages outcomes and bars');
  if (stage === 'question' && !has(data, 'predict', 'observe', 'ask', 'do'))
    desk.add([...path, 'stage'], 'there is no question; allowed is a step with predict, observe, ask or do');
}

export function stepRules(data: LessonData, step: LessonStep, desk: Desk): void {
  beatRules(data, step, desk);
  laneRules(data, step, desk);
  stageRules(data, step, desk);
}

export function twinRules(data: LessonData, path: Path, desk: Desk): void {
  for (const key of Object.keys(data))
    if (!(BESIDE_TWIN as readonly string[]).includes(key) && data[key] !== false)
      desk.add([...path, key], `a twin asks another step’s question; allowed are ${BESIDE_TWIN.join(', ')}`);
}
