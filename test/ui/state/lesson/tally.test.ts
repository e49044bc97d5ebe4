// How an inventory was answered: counted hands before one's own guesses, and only questions that one can be right about.
import { expect, test } from 'vitest';
import type { PlayedLesson, Question } from '../../../../src/lessons/played.ts';
import { questionTallies, together } from '../../../../src/ui/state/lesson/tally.ts';

const told = (text: string) => ({ text, parts: [{ text, run: false }] });
const choice = (answer: number): Question => ({
  kind: 'choice',
  ask: told('Which?'),
  twice: false,
  choices: ['one', 'two', 'three'].map(told),
  answer,
});
const number: Question = {
  kind: 'number',
  ask: told('How many?'),
  twice: false,
  unit: 'users',
  answer: 3,
  answerText: '3',
};

const step = (id: string, n: number, question: Question) => ({
  id,
  number: n,
  beats: [
    { kind: 'guess', vote: 1, question },
    { kind: 'lock', vote: 1, question },
  ],
});
const played = {
  steps: [step('a', 1, choice(1)), step('b', 2, choice(0)), step('c', 3, number), step('d', 4, choice(2))],
} as unknown as PlayedLesson;

test('hands count where they were counted, else the guess, and what nobody answered is not given', () => {
  const tallies = questionTallies({ played, guesses: { 'a 1': 1, 'b 1': 1 }, hands: { 'b 1': [7, 12, 1] } });
  expect(tallies.map(({ number, right, given, answer }) => ({ number, right, given, answer }))).toEqual([
    { number: 1, right: 1, given: 1, answer: 'two' },
    { number: 2, right: 7, given: 20, answer: 'one' },
    { number: 4, right: 0, given: 0, answer: 'three' },
  ]);
  expect(together(tallies)).toEqual({ right: 8, given: 21 });
});
