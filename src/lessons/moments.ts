// The words for moments that a lesson may name: what happens to somebody, and what happens to the whole run. It knows no run.

interface MomentEntry {
  readonly summary: string;
  /** Whether it happens to a user; else to the run as a whole, and nobody can be found by it. */
  readonly of: 'user' | 'run';
}

const moments = {
  'obsolete-applied': { of: 'user', summary: 'A change older than what the copy had was written to it.' },
  diverged: { of: 'user', summary: 'Truth and copy began to differ.' },
  converged: { of: 'user', summary: 'Truth and copy agreed again.' },
  lost: { of: 'user', summary: 'An event was lost.' },
  created: { of: 'user', summary: 'The user signed up.' },
  suspended: { of: 'user', summary: 'The user was suspended in truth.' },
  reactivated: { of: 'user', summary: 'The user was reactivated in truth.' },
  deleted: { of: 'user', summary: 'The user was deleted in truth.' },
  applied: { of: 'user', summary: 'An event was applied to the copy.' },
  duplicate: { of: 'user', summary: 'The policy knew an event already.' },
  stale: { of: 'user', summary: 'The policy refused an event as older than the copy.' },
  held: { of: 'user', summary: 'The policy held an event until the gap before it is filled.' },
  failed: { of: 'user', summary: 'Processing an event failed.' },
  requeued: { of: 'user', summary: 'A message went back into the queue.' },
  redelivered: { of: 'user', summary: 'A message was delivered again.' },
  'dead-lettered': { of: 'user', summary: 'A message became a dead letter.' },
  republished: { of: 'user', summary: 'The repair published an old event again.' },
  snapshot: { of: 'user', summary: 'The repair published the present state.' },
  imported: { of: 'user', summary: 'The repair wrote what the API said into the copy.' },
  'wrong-invoice': { of: 'user', summary: 'Somebody was invoiced who was not active in truth.' },
  'missed-invoice': { of: 'user', summary: 'Somebody who was active in truth was not invoiced, by the copy.' },
  credited: { of: 'user', summary: 'A wrong invoice was credited.' },
  'fault-begins': { of: 'run', summary: 'A fault began.' },
  'fault-ends': { of: 'run', summary: 'A fault ended.' },
  'repair-begins': { of: 'run', summary: 'The repair began.' },
  'repair-ends': { of: 'run', summary: 'The repair ended.' },
  'invoice-run': { of: 'run', summary: 'Invoices went out.' },
} as const satisfies Readonly<Record<string, MomentEntry>>;

export type MomentWord = keyof typeof moments;

/** All of them, in the order in which they are listed. */
export const MOMENT_WORDS = Object.keys(moments) as readonly MomentWord[];

/** Those by which somebody can be found. */
export const PERSONAL_MOMENTS = MOMENT_WORDS.filter((word) => moments[word].of === 'user');

export const isPersonal = (word: MomentWord): boolean => moments[word].of === 'user';
