// Reads what a run must say: measures of lanes, how people fare, and what they are compared with.
import { found, hint, type Path, show } from '../engine/index.ts';
import { EXPECT_KEYS, QUANTITY_KEYS } from './definition.ts';
import type { Desk } from './desk.ts';
import {
  COMPARISONS,
  type ComparedWith,
  type ComparisonWord,
  type ExpectedFact,
  type Quantity,
} from './expectation.ts';
import { checkPart, isData, type LessonData } from './walk.ts';

/** What can be measured of somebody. */
const PERSONAL = ['truth', 'copy'] as const;

/** A quantity from checked data; null when something is wrong with it. */
export function quantityOf(data: LessonData, path: Path, desk: Desk): Quantity | null {
  const lane = desk.lane(data['lane'], [...path, 'lane']);
  const user = desk.person(data['user'], [...path, 'user']);
  const at = desk.time(data['at'], [...path, 'at']);
  const measure = user === null ? desk.measure(data['measure'], [...path, 'measure']) : personal(data, path, desk);
  return measure === null || desk.findings.isBad(path) ? null : { lane, user, measure, at };
}

function personal(data: LessonData, path: Path, desk: Desk): string | null {
  const value = data['measure'];
  const known = PERSONAL.find((word) => word === value);
  if (known === undefined && typeof value === 'string')
    desk.add(
      [...path, 'measure'],
      `${show(value)} is nothing that is measured of a person; allowed is ${PERSONAL.join(' or ')}${hint(value, PERSONAL)}`,
    );
  return known ?? null;
}

function comparedWith(word: ComparisonWord, value: unknown, path: Path, desk: Desk): readonly ComparedWith[] {
  if (isData(value)) {
    const data = checkPart(QUANTITY_KEYS, value, path, desk.findings);
    const quantity = data === undefined ? null : quantityOf(data, path, desk);
    return quantity === null ? [] : [{ word, than: quantity }];
  }
  const ordered = word !== 'is' && word !== 'not';
  const isRight = typeof value === 'number' || (!ordered && (value === null || typeof value !== 'object'));
  if (isRight) return [{ word, than: value as number | string | boolean | null }];
  const allowed = `a number${ordered ? '' : ', a word, true or false'}, or { lane, measure, at }`;
  desk.add(path, `${found(value, desk.findings.quote(path, value))}; allowed is ${allowed}`);
  return [];
}

/** One thing that a run must say, from data that has been checked; null when it is wrong. */
export function expectationOf(data: LessonData | undefined, path: Path, desk: Desk): ExpectedFact | null {
  if (data === undefined) return null;
  const given = COMPARISONS.filter((word) => Object.hasOwn(data, word));
  if (given.length === 0) desk.add(path, `nothing is compared here; allowed are ${COMPARISONS.join(', ')}`);
  const quantity = quantityOf(data, path, desk);
  const comparisons = given.flatMap((word) => comparedWith(word, data[word], [...path, word], desk));
  return quantity === null || desk.findings.isBad(path) ? null : { quantity, comparisons, path };
}

/** One thing or several, from data that has not been checked: what makes a choice right. */
export function conditionsOf(value: unknown, path: Path, desk: Desk): readonly ExpectedFact[] {
  const list = Array.isArray(value) ? value : [value];
  if (Array.isArray(value) && value.length === 0) desk.add(path, 'an empty list stands here; allowed is at least one');
  return list.flatMap((item, index) => {
    const at = Array.isArray(value) ? [...path, index] : path;
    return expectationOf(checkPart(EXPECT_KEYS, item, at, desk.findings), at, desk) ?? [];
  });
}
