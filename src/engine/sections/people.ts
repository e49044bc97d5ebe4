// The section `people`: how long people take for each step of a repair.
import { duration } from './compiled.ts';
import { hoursSection } from './hours.ts';
import { LONGEST, type SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const peopleSection = {
  type: 'section',
  summary: "People's time for each step of a repair, on the virtual clock; `none` when people take no time.",
  word: 'none',
  keys: {
    find: { type: 'duration', summary: 'To find out what is wrong.', min: 0, max: LONGEST, default: '30m' },
    build: { type: 'duration', summary: 'To build what is missing.', min: 0, max: LONGEST, default: '2h' },
    review: { type: 'duration', summary: 'To have it reviewed.', min: 0, max: LONGEST, default: '30m' },
    run: { type: 'duration', summary: 'To start it and look on.', min: 0, max: LONGEST, default: '5m' },
    fix: {
      type: 'duration',
      summary: 'From noticing to the end of a fault that lasts until it is fixed.',
      min: 0,
      max: LONGEST,
      default: '20m',
    },
    handOff: {
      type: 'duration',
      summary: 'Until one team begins with what another has asked for, such as an endpoint to be built.',
      min: 0,
      max: LONGEST,
      default: '1d',
    },
    hours: hoursSection,
  },
} as const satisfies SectionShape;

const NO_TIME = { find: 0, build: 0, review: 0, run: 0, fix: 0, handOff: 0 };

/** Microseconds of people's time for each kind of work; all 0 with `people: none`. */
export const compilePeople = (people: ValueOf<typeof peopleSection>) =>
  people === 'none'
    ? NO_TIME
    : {
        find: duration(people.find),
        build: duration(people.build),
        review: duration(people.review),
        run: duration(people.run),
        fix: duration(people.fix),
        handOff: duration(people.handOff),
      };
