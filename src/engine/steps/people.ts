// People's steps: they find, build, review and start; they wait for another team, or for a while.
import { parseDuration } from '../units.ts';
import { PLAIN, type StepEntry } from './step.ts';

const TEAM = {
  type: 'choice',
  options: ['billing', 'user'],
  default: 'billing',
  summary: 'Whose people do it.',
} as const;

/** One kind of people's work; how long it takes is the scenario's `people`. */
const work = (id: 'find' | 'build' | 'review' | 'run', title: string, summary: string): StepEntry => ({
  ...PLAIN,
  id,
  title,
  summary,
  team: 'either',
  parameters: { team: TEAM },
  states: ({ key, next, title: named, values, entering }) => ({
    [key]: {
      meta: { title: named, team: values['team'] === 'user' ? 'user' : 'billing', work: id },
      entry: entering() as never,
      after: { [id]: next },
    },
  }),
});

export const people: readonly StepEntry[] = [
  work('find', 'Find what is wrong', 'People look for what is wrong, or where to begin; it takes people.find.'),
  work('build', 'Write the repair', 'People write what the repair needs; it takes people.build.'),
  work('review', 'Review the repair', 'People review what was written; it takes people.review.'),
  work('run', 'Start the repair', 'People start what was written; it takes people.run.'),
  {
    ...PLAIN,
    id: 'hand-off',
    title: 'Wait for the User team',
    summary: 'One team waits until the other begins; it takes people.handOff, and nobody’s hands.',
    team: 'none',
    states: ({ key, next, title, entering }) => ({
      [key]: { meta: { title, team: 'none' }, entry: entering() as never, after: { handOff: next } },
    }),
  },
  {
    ...PLAIN,
    id: 'wait',
    title: 'Wait for the next event',
    summary: 'Nobody does anything for a while, or until the run’s length is reached.',
    team: 'none',
    parameters: {
      for: {
        type: 'duration',
        min: 1,
        words: ['end'],
        default: 'end',
        summary: 'How long; `end`: until the run’s length.',
      },
    },
    states: ({ key, next, title, values, entering }) => {
      const time = parseDuration(String(values['for']));
      return {
        [key]: { meta: { title, team: 'none' }, entry: entering() as never, after: { [time ?? 'untilEnd']: next } },
      };
    },
  },
];
