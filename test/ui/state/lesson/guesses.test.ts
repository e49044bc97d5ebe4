// What was guessed beside what the run says, in words; and how a room's two votes are told.
import { expect, test } from 'vitest';
import type { PlayedStep, Question } from '../../../../src/lessons/played.ts';
import { answerText, guessText, isRight } from '../../../../src/ui/state/lesson/guesses.ts';
import { countsIn, voteOptions } from '../../../../src/ui/state/lesson/votes.ts';

const filled = (text: string) => ({ text, parts: [{ text, run: false }] });
const ask = filled('What?');
const number: Question = { ask, twice: false, kind: 'number', unit: 'users', answer: 270, answerText: '270' };
const choice: Question = { ask, twice: true, kind: 'choice', choices: [filled('red'), filled('none')], answer: 1 };
const items = ['a', 'b', 'c'].map((id) => ({ id, title: id.toUpperCase() }));
const order: Question = { ask, twice: false, kind: 'order', items, answer: [['b'], ['a', 'c']] };
const lane: Question = { ask, twice: false, kind: 'lane', lanes: items, answer: ['a', 'b'] };
const step = { id: 'plan' } as PlayedStep;

test('a number is near or far, never right or wrong', () => {
  expect([guessText(number, 40), answerText(number)]).toEqual(['40\u00a0users', '270\u00a0users']);
  expect(isRight(number, 40)).toBe(null);
  expect(guessText(number, undefined)).toBe('no guess');
});

test('equals may be in either order, and any of equal lanes is right', () => {
  expect(answerText(order)).toBe('B, then A and C');
  expect(isRight(order, ['b', 'c', 'a'])).toBe(true);
  expect(isRight(order, ['a', 'b', 'c'])).toBe(false);
  expect([isRight(lane, 'b'), isRight(lane, 'c')]).toEqual([true, false]);
});

test('how the first of two votes went is hidden until it is told, and then stands under the second', () => {
  const lesson = { guesses: { 'plan 1': 0 }, hands: { 'plan 1': [30, 10], 'plan 2': [8, 32] } };
  const first = voteOptions(lesson, step, choice, 1, false);
  expect(first.map(({ hands, isAnswer }) => [hands, isAnswer])).toEqual([
    [null, null],
    [null, null],
  ]);
  const second = voteOptions(lesson, step, choice, 2, true);
  expect(
    second.map(({ letter, hands, before, isMine, isAnswer }) => [letter, hands, before, isMine, isAnswer]),
  ).toEqual([
    ['A', 8, 30, true, false],
    ['B', 32, 10, false, true],
  ]);
});

test('hands are typed with spaces, commas or both; what is no number is left out', () => {
  expect(countsIn(' 7 12, 19;2 x ')).toEqual([7, 12, 19, 2]);
});
