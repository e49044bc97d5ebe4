// The words of the page, one definition each. What a catalogue has a definition of is told in the catalogue's words; the others are
// defined here and nowhere else.
import {
  type Fault,
  faults,
  findEntry,
  measures,
  PROFILES,
  policies,
  scenarioDefinition,
  shapeAt,
  strategies,
} from '../engine/index.ts';
import { kinds } from './kinds.ts';

interface Word {
  readonly word: string;
  readonly means: string;
  /** Other forms under which it stands on the page. */
  readonly also?: readonly string[];
  /** Of a fault: what monitoring shows of it, and where people have met it. */
  readonly met?: Pick<Fault, 'symptom' | 'incidents'>;
}

interface WordGroup {
  readonly title: string;
  readonly words: readonly Word[];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A measure's own summary under a shorter name. */
const measured = (word: string, id: string, also: readonly string[] = []): Word => ({
  word,
  means: findEntry(measures, id)?.summary ?? '',
  also,
});

const setting = (word: string, path: string): Word => {
  const shape = shapeAt(scenarioDefinition.document, path.split('.'));
  return { word, means: shape !== undefined && 'summary' in shape ? String(shape.summary) : '' };
};

const differences: readonly Word[] = [
  {
    word: 'truth',
    means: 'The user’s status in the User service’s own database: active, suspended, or absent.',
  },
  { word: 'copy', means: 'The same status as Billing’s own table has it. Billing invoices by it.' },
  { word: 'divergent', means: 'Truth and copy of a user differ at this moment.' },
  ...kinds.map(({ title, meaning }) => ({ word: title, means: `${capital(meaning)}.` })),
  {
    word: 'regressed',
    means: findEntry(measures, 'copy.regressed')?.summary ?? '',
    also: ['regressions'],
  },
  {
    word: 'wrong invoice',
    means: findEntry(measures, 'invoices.wrong')?.summary ?? '',
    also: ['wrong invoices', 'billed wrongly'],
  },
  {
    word: 'missed invoice',
    means: findEntry(measures, 'invoices.missed')?.summary ?? '',
    also: ['missed invoices'],
  },
];

const messages: readonly Word[] = [
  {
    word: 'v',
    means: 'Version: per user, counted up with every change by the User service: 1, 2, 3 … “v2” is version 2.',
  },
  {
    word: 'envelope',
    means: 'What stands on a message: id, type, user, version, when it happened, when it was published, which attempt.',
    also: ['Envelope'],
  },
  { word: 'consumer', means: 'The part of Billing that takes messages from the broker and writes the copy.' },
  {
    word: 'backlog',
    means: 'Messages that wait at the broker or that Billing has and has not acknowledged.',
  },
  {
    word: 'bind',
    means: 'To tie a queue to the broker’s exchange: from then on it gets what is published.',
    also: ['bound'],
  },
  {
    word: 'outbox',
    means: 'A table into which a change and its event are written in one transaction; a relay publishes from it.',
  },
  {
    word: 'snapshot',
    means: 'A message with a user’s whole present state, not a change. A repair publishes them.',
    also: ['snapshots'],
  },
  {
    word: 'offset',
    means: 'The place of an entry in a log; each reader keeps the offset up to which it has read.',
    also: ['offsets'],
  },
];

const comparing: readonly Word[] = [
  { word: 'lane', means: 'One way of repairing or of building, run on the same clock as the others.', also: ['lanes'] },
  setting('seed', 'seed'),
  measured('settled', 'settled'),
  measured('coupling', 'repair.coupling', ['Coupling']),
  measured('user-hours', 'divergent.userHours', ['Divergent user-hours']),
  measured('converged', 'repair.convergedAfter', ['Converged after']),
  {
    word: 'runbook',
    means: 'The steps of a strategy, who does each, and how long it takes people.',
    also: ['Runbook'],
  },
  { word: 'hands-on', means: 'Time that people spend on a repair, counted as it passes; waiting does not count.' },
  {
    word: 'sweep',
    means: 'To ask the API about every row that a scan did not list, and to remove those who are deleted.',
  },
  {
    word: 'study',
    means:
      'Every lane at several values of one or two settings: which is best where, and where another takes its place.',
    also: ['Study'],
  },
  { word: 'scan', means: 'To read all users from the API, page after page.' },
];

const entries = (title: string, all: readonly { readonly title: string; readonly summary: string }[]): WordGroup => ({
  title,
  words: all.map((entry) => ({ word: entry.title, means: entry.summary })),
});

/** All words in groups. */
export const glossary: readonly WordGroup[] = [
  { title: 'What can differ', words: differences },
  { title: 'Messages', words: messages },
  { title: 'Comparing', words: comparing },
  {
    title: 'Policies: what Billing does with a message',
    words: policies.map(({ id, title, summary }) => ({
      word: `policy ${id}`,
      means: `${title}. ${summary}`,
    })),
  },
  entries('Strategies', strategies),
  { title: 'Faults', words: faults.map((fault) => ({ word: fault.title, means: fault.summary, met: fault })) },
  entries('Brokers', Object.values(PROFILES)),
];

const byForm = new Map<string, Word>();
for (const { words } of glossary)
  for (const word of words)
    for (const form of [word.word, ...(word.also ?? [])]) if (!byForm.has(form)) byForm.set(form, word);

/** Forms that are found in running text; the longest first. A single letter only before a number. */
const FORMS = new RegExp(
  `(?<![\\p{L}-])(?:${[...byForm.keys()]
    .filter((form) => form.length > 1)
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![\\p{L}-])`,
  'gu',
);

/** What a word means; undefined where the glossary has none. */
export const meaningOf = (form: string): string | undefined => byForm.get(form)?.means;

interface Piece {
  readonly text: string;
  readonly means: string | null;
}

/** A text cut at the words that the glossary explains. */
export function explained(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(FORMS)) {
    if (found.index > from) pieces.push({ text: text.slice(from, found.index), means: null });
    pieces.push({ text: found[0], means: meaningOf(found[0]) ?? null });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), means: null });
  return pieces;
}
