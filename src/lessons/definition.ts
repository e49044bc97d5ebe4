// The one definition of a lesson’s document: every key with its form, bounds and meaning. The check of files and the schema for editors
// follow from it; what keys mean together is said elsewhere.
import { COMPARISONS } from './expectation.ts';
import { QUESTION_KINDS, STAGES } from './lesson.ts';
import { MOMENT_WORDS, PERSONAL_MOMENTS } from './moments.ts';
import type { LessonKeys, LessonShape, OpenShape } from './shape.ts';

const needed = (summary: string, longest = 300) => ({ type: 'text', form: 'line', longest, summary }) as const;
const line = (summary: string, longest = 300) => ({ ...needed(summary, longest), optional: true }) as const;
const prose = (summary: string, longest = 600) =>
  ({ type: 'text', form: 'prose', longest, optional: true, summary }) as const;
const id = (summary: string) => ({ type: 'text', form: 'id', longest: 64, optional: true, summary }) as const;
const flag = (summary: string) => ({ type: 'boolean', summary, default: false }) as const;
const moment = { type: 'choice', options: MOMENT_WORDS, summary: '' } as const;

/** A time of the scenario’s clock where nothing else may stand. */
const time = (summary: string): OpenShape => ({ type: 'open', summary, forms: [{ type: 'string' }] });
/** A time, or the first moment of a kind. */
const when = (summary: string): OpenShape => ({ type: 'open', summary, forms: [{ type: 'string' }] });

const QUANTITY = {
  type: 'object',
  properties: Object.fromEntries(['lane', 'user', 'measure', 'at'].map((key) => [key, { type: 'string' }])),
  required: ['measure'],
  additionalProperties: false,
};

const compared = (word: string): OpenShape => ({
  type: 'open',
  summary: `The measure ${word} this: a value, or another measure.`,
  forms: [{ type: ['number', 'string', 'boolean', 'null'] }, QUANTITY],
});

const COMPARED_WORDS = {
  is: 'is',
  not: 'is not',
  above: 'is above',
  below: 'is below',
  atLeast: 'is at least',
  atMost: 'is at most',
} as const;

export const QUANTITY_KEYS = {
  lane: id('Whose run; by default the step’s lane.'),
  user: id('Somebody of the cast; `measure` is then truth or copy.'),
  measure: needed('A measure of the contract, or divergent.now.'),
  at: time('Had the run ended there; by default the whole run.'),
} satisfies LessonKeys;

export const EXPECT_KEYS: LessonKeys = {
  ...QUANTITY_KEYS,
  ...Object.fromEntries(COMPARISONS.map((word) => [word, compared(COMPARED_WORDS[word])])),
};

export const CHOICE_KEYS: LessonKeys = {
  text: needed('What is chosen.'),
  if: { type: 'open', summary: 'What a run says if it is right.', forms: [{ type: 'object' }, { type: 'array' }] },
};

export const RANK_KEYS: LessonKeys = {
  most: line('The lane with the most of this measure.'),
  least: line('The lane with the least of this measure.'),
  at: time('Had the run ended there; by default the whole run.'),
};

const choices: OpenShape = {
  type: 'open',
  summary: 'What may be chosen: texts, or { text, if } where a run says which is right.',
  forms: [
    {
      type: 'array',
      minItems: 2,
      maxItems: 9,
      items: {
        anyOf: [
          { type: 'string' },
          { type: 'object', properties: { text: { type: 'string' }, if: {} }, required: ['text', 'if'] },
        ],
      },
    },
  ],
};

const answer: OpenShape = {
  type: 'open',
  summary: 'What is right: a choice, a lane, { most: measure, at }, { least: measure, at } or { lane, measure, at }.',
  forms: [{ type: ['string', 'boolean', 'number'] }, { type: 'array' }, { type: 'object' }],
};

const QUESTION_KEYS: LessonKeys = {
  ask: needed('The question.'),
  kind: { type: 'choice', options: QUESTION_KINDS, default: 'choice', summary: 'How it is answered.' },
  choices,
  answer,
  twice: flag('Vote, discuss, vote again.'),
};

const { kind: _kind, twice: _twice, ...OBSERVE_KEYS } = QUESTION_KEYS;

const scenario: OpenShape = {
  type: 'open',
  summary: 'The incident: a path, the id of a bundled scenario, or a scenario in place.',
  forms: [{ type: 'string' }, { type: 'object' }],
};

const PLAY_KEYS = {
  from: when('Where it begins: a time, or the first moment of a kind; by default where the step before ended.'),
  until: when('Where it stops, and no later moment is shown.'),
  in: {
    type: 'duration',
    min: 1,
    max: 600_000_000,
    optional: true,
    summary: 'How long it takes on the wall.',
  },
  step: { type: 'choice', options: ['event'], optional: true, summary: 'Event by event instead.' },
} satisfies LessonKeys;

const TWIN_KEYS: LessonKeys = {
  of: id('The step whose question is asked again; by default the last that predicts.'),
  seed: {
    type: 'integer',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
    summary: 'The same incident in another world.',
  },
  set: { type: 'open', summary: 'Changes to the scenario by dotted path: another fault.', forms: [{ type: 'object' }] },
};

/** The keys that a step with a twin may have. */
export const BESIDE_TWIN = ['id', 'twin', 'say', 'after', 'minutes', 'optional', 'notes'] as const;

const STEP_KEYS: LessonKeys = {
  id: id('Its name, unique in the lesson.'),
  stage: { type: 'choice', options: STAGES, optional: true, summary: 'What stands on the stage.' },
  scenario,
  lane: id('The lane that is shown; by default the scenario’s first.'),
  lanes: { type: 'texts', form: 'id', most: 3, summary: 'Lanes beside each other.' },
  user: id('Somebody of the cast.'),
  rows: { type: 'texts', form: 'id', most: 4, summary: 'Measures: the rows of outcomes, or what bars show.' },
  at: time('The moment that texts speak of, where it is not the one shown.'),
  say: prose('Said first: at most two lines of twelve words.'),
  do: prose('What everybody does by himself.'),
  predict: {
    type: 'part',
    keys: QUESTION_KEYS,
    summary: 'What will happen? Asked before it is played.',
    several: 'allowed is one predict a step: ask the others in steps of their own',
  },
  play: { type: 'part', keys: PLAY_KEYS, summary: 'What is played.' },
  observe: { type: 'part', keys: OBSERVE_KEYS, summary: 'What happened? Asked before any why.' },
  expect: { type: 'parts', keys: EXPECT_KEYS, most: 50, summary: 'What every run must say.' },
  after: prose('Said when the beat has played: at most two lines of twelve words.'),
  alike: line('What do the lanes have in common?'),
  ask: line('Asked last: why?'),
  answer: prose('What is answered to it.', 2000),
  notes: prose('For whoever gives the lesson.', 5000),
  minutes: { type: 'number', above: 0, max: 240, optional: true, summary: 'How long it takes.' },
  optional: flag('First to go when late.'),
  veil: flag('Nothing later than what was shown is told, though nothing is asked.'),
  twin: { type: 'part', keys: TWIN_KEYS, summary: 'The same question on another case, alone.' },
};

const CAST_KEYS: LessonKeys = {
  lane: id('In whose run to search; by default the scenario’s first.'),
  first: { ...moment, options: PERSONAL_MOMENTS, summary: 'The moment to search for.' },
  after: time('Where the search begins.'),
};

const INVENTORY_KEYS: LessonKeys = {
  form: { type: 'choice', options: ['before', 'after'], summary: 'Whether it is asked before the course or after.' },
  other: { ...needed('The id of the other form.'), form: 'id' } as LessonShape,
};

export const LESSON_KEYS: LessonKeys = {
  lesson: { type: 'integer', min: 1, max: 1, summary: 'Version of this format.' },
  id: id('Its name on the command line and in links; by default the file’s name.'),
  title: needed('Its name on the page.', 200),
  minutes: { type: 'number', above: 0, max: 240, summary: 'How long the lesson takes.' },
  needs: { type: 'texts', form: 'id', most: 20, summary: 'Lessons that should come before.' },
  goal: needed('What somebody can do afterwards.'),
  takeHome: { type: 'text', form: 'prose', longest: 600, summary: 'The principle, told last.' },
  inventory: { type: 'part', keys: INVENTORY_KEYS, summary: 'One of two forms of an inventory.' },
  scenario,
  cast: { type: 'named', keys: CAST_KEYS, most: 20, summary: 'People of this run, found by a search.' },
  steps: { type: 'parts', keys: STEP_KEYS, most: 60, required: true, summary: 'What is done, one after the other.' },
};
