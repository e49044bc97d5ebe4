// Cells of the outcome matrix of which people who know the matter expect another answer, or the same for another reason; and why the runs
// say what they say. It is prose about cells, and computes nothing.
import { damages, type MatrixRow } from './outcome-damages.ts';
import { outcomeMatrix } from './outcome-matrix.ts';

interface Remark {
  readonly row: string;
  readonly damages: readonly string[];
  readonly text: string;
}

export const remarks: readonly Remark[] = [
  {
    row: 'rebuild',
    damages: ['lost-publication', 'lost-deletion', 'authority-back'],
    text: 'A log that is written beside the database is one more subscriber: it lacks what was never published, and knows of no restore. Written first, it is the store, and nobody is ever wrong.',
  },
  {
    row: 'rebuild',
    damages: ['expired'],
    text: 'A store that keeps everything would bring everybody back. A log that retains less does not hold its beginning, and a table made of it would lack users: it is refused.',
  },
  {
    row: 'republish-state',
    damages: ['authority-back'],
    text: 'One would expect that a snapshot rewinds the copy. The guard refuses it, as it does with the pages of a resync and the chunks of a snapshot between watermarks: the copy’s versions are ahead.',
  },
  {
    row: 'compacted-seed',
    damages: ['lost-deletion'],
    text: 'What tells of a deletion goes a day later, and one would expect that it must be read before. Into a second table it need not: whom the log does not hold is not in it. Into the copy itself it must.',
  },
  {
    row: 'reconcile',
    damages: ['authority-back'],
    text: 'Yes means that copy and authority agree again, in the past: it follows, as do an emptied table and a copy of the database. What happened meanwhile is known to nobody any more.',
  },
  {
    row: 'live-calls',
    damages: ['authority-back'],
    text: 'Never means that no invoice contradicts the authority, which has gone back and is followed at once.',
  },
  {
    row: 'copy-with-age',
    damages: ['lost-publication', 'lost-delivery', 'expired'],
    text: 'A cache is said to need no events. It heals whom it knows: who signed up meanwhile has no row, so no row of theirs comes of age.',
  },
  {
    row: 'copy-with-age',
    damages: ['authority-back'],
    text: 'One would expect it to follow within its age. Where events are compared by version, so are answers: an older version is refused.',
  },
  {
    row: 'copy-with-age',
    damages: ['wrong-invoices'],
    text: 'It credits nothing that was sent. Whether anything wrong is sent at all depends on the age: until a row is as old as it may be, it is believed.',
  },
];

/** The row that a remark is about, and the titles of the kinds of damage, as they stand inside a sentence. */
export function remarkedOn({ row: id, damages: about }: Remark): {
  readonly row: MatrixRow;
  readonly damages: readonly string[];
} {
  const row = outcomeMatrix.find((each) => each.id === id);
  if (row === undefined) throw new Error(`There is no row ${id}.`);
  const titles = about.map((damage) => {
    const { title } = damages.find((each) => each.id === damage) ?? {};
    if (title === undefined) throw new Error(`There is no damage ${damage}.`);
    return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  });
  return { row, damages: titles };
}
