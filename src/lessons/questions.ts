// Reads a question: its choices, and what is right. What is right is a word of the file, or follows from the run.
import { counted } from '../analysis/numbers.ts';
import { found, hint, oneOf, type Path, show } from '../engine/index.ts';
import { CHOICE_KEYS, QUANTITY_KEYS, RANK_KEYS } from './definition.ts';
import type { Desk } from './desk.ts';
import type { AskedQuestion, LessonChoice, QuestionKind, RightAnswer } from './lesson.ts';
import { conditionsOf, quantityOf } from './quantities.ts';
import { CURVE_MEASURES, NOW } from './template.ts';
import { checkPart, isData, type LessonData } from './walk.ts';

const [FEWEST, MOST] = [2, 9];

const textOf = (value: unknown): unknown => (isData(value) ? value['text'] : value);

function choiceAt(value: unknown, path: Path, desk: Desk): LessonChoice | null {
  const data = isData(value) ? checkPart(CHOICE_KEYS, value, path, desk.findings) : undefined;
  const text = isData(value) ? data?.['text'] : value;
  if (!isData(value) && (typeof value !== 'string' || value.trim() === '')) {
    desk.add(path, `${found(value, desk.findings.quote(path, value))}; allowed is a text: write it in quotes`);
    return null;
  }
  const at = isData(value) ? [...path, 'text'] : path;
  const template = desk.text(text, at, { numbers: true });
  if (template === null) return null;
  const condition = data?.['if'];
  const holds = condition === undefined ? null : conditionsOf(condition, [...path, 'if'], desk);
  return { text: template, holds };
}

function choicesOf(value: unknown, path: Path, desk: Desk): readonly LessonChoice[] {
  if (!Array.isArray(value)) {
    const quoted = desk.findings.quote(path, value);
    desk.add(path, value === undefined ? `is missing; ${CHOICES}` : `${found(value, quoted)}; ${CHOICES}`);
    return [];
  }
  if (value.length < FEWEST || value.length > MOST) desk.add(path, `${counted(value.length, 'choice')}; ${CHOICES}`);
  const texts = value.map(textOf);
  texts.forEach((text, index) => {
    if (typeof text === 'string' && texts.indexOf(text) < index)
      desk.add([...path, index], `${show(text)} stands here twice; allowed is each choice once`);
  });
  const choices = value.flatMap((item, index) => choiceAt(item, [...path, index], desk) ?? []);
  const some = choices.filter(({ holds }) => holds !== null).length;
  if (some > 0 && some < choices.length)
    desk.add(path, 'some choices say when they are right and some do not; allowed is all or none');
  return choices;
}

const CHOICES = `allowed is a list of ${FEWEST} to ${MOST} texts, or { text, if } each`;

function rankOf(value: LessonData, path: Path, desk: Desk): RightAnswer | null {
  const data = checkPart(RANK_KEYS, value, path, desk.findings) ?? {};
  const words = (['most', 'least'] as const).filter((word) => Object.hasOwn(data, word));
  const [word] = words;
  if (word === undefined || words.length > 1) {
    desk.add(path, 'allowed is { most: measure } or { least: measure }, with or without at');
    return null;
  }
  const measure = desk.measure(data[word], [...path, word]);
  const at = desk.time(data['at'], [...path, 'at']);
  return measure === null ? null : { by: 'rank', word, measure, at };
}

const missing = (value: unknown, path: Path, allowed: string, desk: Desk): null => {
  const what = value === undefined ? 'is missing' : found(value, desk.findings.quote(path, value));
  desk.add(path, `${what}; allowed is ${allowed}`);
  return null;
};

/** A choice by its text. YAML reads an unquoted `none` as a text and `true` as a truth value: it is asked for by what it says. */
function answerByChoice(value: unknown, texts: readonly unknown[], path: Path, desk: Desk): RightAnswer | null {
  const index = texts.findIndex((text) => typeof text === 'string' && text === value);
  if (index >= 0) return { by: 'choice', index };
  const known = texts.filter((text) => typeof text === 'string');
  if (typeof value === 'string' && known.length > 0)
    desk.add(path, `${show(value)} is none of the choices; allowed is ${oneOf(known.map(show))}${hint(value, known)}`);
  else if (known.length > 0) missing(value, path, 'one of the choices', desk);
  return null;
}

interface Given {
  readonly kind: QuestionKind;
  readonly data: LessonData;
  readonly choices: readonly LessonChoice[];
  readonly lanes: readonly string[];
}

function choiceAnswer({ data, choices }: Given, path: Path, desk: Desk): RightAnswer | null {
  const value = data['answer'];
  const byCondition = choices.length > 0 && choices.every(({ holds }) => holds !== null);
  if (byCondition && value === undefined) return { by: 'conditions' };
  if (byCondition) {
    desk.add(path, 'each choice says when it is right; allowed is no answer beside them');
    return null;
  }
  const texts = Array.isArray(data['choices']) ? data['choices'].map(textOf) : [];
  if (!isData(value)) return answerByChoice(value, texts, path, desk);
  const answer = rankOf(value, path, desk);
  if (texts.every((text, index) => desk.lane(text, [...placeOf(path), 'choices', index], true) !== null)) return answer;
  return null;
}

const placeOf = (answer: Path): Path => answer.slice(0, -1);

function answerOf(given: Given, path: Path, desk: Desk): RightAnswer | null {
  const value = given.data['answer'];
  switch (given.kind) {
    case 'choice':
      return choiceAnswer(given, path, desk);
    case 'lane': {
      if (isData(value)) return rankOf(value, path, desk);
      if (typeof value !== 'string') return missing(value, path, 'a lane, or { most: measure, at }', desk);
      const lane = desk.lane(value, path, true);
      return lane === null ? null : { by: 'named', ids: [lane] };
    }
    case 'order': {
      if (isData(value)) return rankOf(value, path, desk);
      if (!Array.isArray(value)) return missing(value, path, 'a list of lanes, or { most: measure, at }', desk);
      const ids = value.flatMap((item, index) => desk.lane(item, [...path, index], true) ?? []);
      if (new Set(ids).size !== given.lanes.length || ids.length !== given.lanes.length)
        desk.add(path, `allowed is each lane of the step once: ${given.lanes.join(', ')}`);
      return { by: 'named', ids };
    }
    case 'number': {
      if (!isData(value)) return missing(value, path, '{ lane, measure, at }: a number comes from the run', desk);
      const quantity = quantityAt(value, path, desk);
      return quantity === null ? null : { by: 'quantity', quantity };
    }
    case 'curve': {
      if (value === undefined) return { by: 'curve', lane: null, measure: NOW };
      if (!isData(value)) return missing(value, path, `{ lane, measure: ${NOW} }`, desk);
      const quantity = quantityAt(value, path, desk);
      const measure = CURVE_MEASURES.find((each) => each === quantity?.measure);
      if (quantity !== null && measure === undefined)
        desk.add([...path, 'measure'], `${show(quantity.measure)} has no curve; allowed is ${oneOf(CURVE_MEASURES)}`);
      return { by: 'curve', lane: quantity?.lane ?? null, measure: measure ?? NOW };
    }
  }
}

function quantityAt(value: LessonData, path: Path, desk: Desk) {
  const data = checkPart(QUANTITY_KEYS, value, path, desk.findings);
  return data === undefined ? null : quantityOf(data, path, desk);
}

/** A question from checked data; null when something about it is wrong. `lanes`: those that the step shows. */
export function questionOf(
  data: LessonData | undefined,
  path: Path,
  lanes: readonly string[],
  desk: Desk,
): AskedQuestion | null {
  if (data === undefined) return null;
  const kind = (data['kind'] ?? 'choice') as QuestionKind;
  const ask = desk.text(data['ask'], [...path, 'ask'], { numbers: true });
  const at = [...path, 'choices'];
  const choices = kind === 'choice' ? choicesOf(data['choices'], at, desk) : [];
  if (kind !== 'choice' && data['choices'] !== undefined)
    desk.add(at, `a question of the kind ${kind} has no choices; allowed is to leave them out`);
  const ranks = kind === 'lane' || kind === 'order';
  if (ranks && desk.names !== null && lanes.length < 2 && !desk.findings.isBad([...path.slice(0, -1), 'lanes']))
    desk.add([...path, 'kind'], `there is one lane only; allowed are lanes: [ … ] in the step, for the kind ${kind}`);
  const answer = answerOf({ kind, data, choices, lanes }, [...path, 'answer'], desk);
  if (ask === null || answer === null) return null;
  return { ask, kind, choices, answer, twice: data['twice'] === true, path };
}
