// Measures of the duty to erase: whom somebody holds longer than `user.erasureWithin` after they were deleted, where, and for how long.
// Where the scenario knows no such duty they are null.
import type { Holder } from '../services/erasure.ts';
import type { Measure } from './measure.ts';

const WHERE: readonly (readonly [holder: Holder, id: string, words: string])[] = [
  ['database', 'database', 'the User database, since a backup brought them back'],
  ['copy', 'copy', 'Billing’s copy'],
  ['others', 'others', 'another subscriber’s copy'],
  ['queue', 'queue', 'a queue, at the end'],
  ['log', 'log', 'entries of the log'],
  ['dead-letters', 'deadLetters', 'dead letters, at the end'],
];

const all: readonly Measure[] = [
  {
    id: 'erasure.deleted',
    title: 'Deleted users',
    summary: 'Users who were deleted and have to be forgotten.',
    unit: 'users',
    better: 'neither',
    read: ({ erasure }) => erasure?.deleted ?? null,
  },
  {
    id: 'erasure.overdue',
    title: 'Held too long',
    summary:
      'Deleted users whom somebody holds later than `user.erasureWithin` allows, or will when what goes by itself has gone.',
    unit: 'users',
    better: 'less',
    read: ({ erasure }) => erasure?.overdue ?? null,
  },
  {
    id: 'erasure.unending',
    title: 'Held without an end',
    summary:
      'Of these, whom nothing that happens by itself takes away: rows, dead letters, the newest entry of a compacted log.',
    unit: 'users',
    better: 'less',
    read: ({ erasure }) => erasure?.unending ?? null,
  },
  {
    id: 'erasure.userDays',
    title: 'User-days over the duty',
    summary: 'How long all of them are held too long, together; what has no end is counted to the end of the run.',
    unit: 'user days',
    better: 'less',
    read: ({ erasure }) => erasure?.userDays ?? null,
  },
  {
    id: 'erasure.longestDays',
    title: 'Days over the duty',
    summary: 'The same of the one who is held longest.',
    unit: 'days',
    better: 'less',
    read: ({ erasure }) => erasure?.longestDays ?? null,
  },
  ...WHERE.map(
    ([holder, id, words]): Measure => ({
      id: `erasure.${id}`,
      title: `Held too long: ${words.split(',')[0]}`,
      summary: `Deleted users who are held too long by ${words}.`,
      unit: 'users',
      better: 'less',
      read: ({ erasure }) => erasure?.byHolder[holder] ?? null,
    }),
  ),
];

export const erasure: readonly Measure[] = all.map((measure) => ({ ...measure, rare: true }));
