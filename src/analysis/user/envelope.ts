// A message as people read it: its envelope, where it is at the shown moment, and what became of it, step by step. It says what
// trace lines say and asks no run.
import type { Status, TraceLine } from '../../engine/index.ts';
import { EFFECT_WORDS, eventOf, faultTitle, LOSS_WORDS, PUBLISH_WORDS, reasonWords } from '../dictionary.ts';
import type { MessageFacts } from '../record/facts.ts';
import { lastLine, originalIn } from '../record/lines.ts';

interface LetterStep {
  readonly time: number;
  readonly text: string;
  /** Whether it has happened at the shown moment. */
  readonly past: boolean;
}

interface EnvelopeWords {
  /** The message’s number; null: it was never made. */
  readonly message: number | null;
  readonly event: string | null;
  readonly type: string;
  readonly user: number;
  readonly version: number;
  /** The state it carries. */
  readonly state: Status | null;
  readonly occurredAt: number | null;
  readonly publishedAt: number | null;
  readonly attempt: number;
  readonly cause: string;
  /** Where it is now, a few words. */
  readonly where: string;
  readonly steps: readonly LetterStep[];
}

/** Identities that a repair or a duplicate gave count down from here. */
const LAST_EVENT = 0xffffffff;
const GIVEN_LATER = 0x80000000;

/** `e13520` for the event of a change, `r17` for the seventeenth identity given later. */
export const eventText = (event: number): string => (event >= GIVEN_LATER ? `r${LAST_EVENT - event + 1}` : `e${event}`);

function stepText(line: TraceLine): string {
  switch (line.kind) {
    case 'publish':
      return line.cause === 'duplicate' ? 'Doubled on the way' : 'Published by the User service';
    case 'deliver':
      return `Delivered to Billing, attempt ${line.attempt}, consumer ${line.consumer}`;
    case 'apply':
      return EFFECT_WORDS[line.effect].step;
    case 'ack':
      return 'Billing acknowledged it';
    case 'requeue':
      return `Put back into the queue: ${reasonWords(line.reason)}`;
    case 'dead-letter':
      return `Dead-lettered: ${reasonWords(line.reason)}`;
    case 'lost':
      return `${LOSS_WORDS[line.where].where}: ${line.fault === null ? 'neither queue nor log kept it' : faultTitle(line.fault)}`;
    default:
      return line.kind;
  }
}

/** Where a message is after `past`, in a few words. */
function whereOf(past: readonly TraceLine[], unheard: boolean): string {
  const last = past[past.length - 1];
  const apply = lastLine(past, 'apply');
  switch (last?.kind) {
    case undefined:
      return 'Not yet published';
    case 'publish':
      return unheard ? 'Published, and nobody was there to take it' : 'On the way to the broker, or waiting there';
    case 'requeue':
      return 'Waiting at the broker again';
    case 'deliver':
      return 'At Billing, not yet processed';
    case 'dead-letter':
      return 'Dead-lettered';
    case 'lost':
      return LOSS_WORDS[last.where].where;
    default:
      if (apply === undefined) return last?.kind === 'ack' ? 'Acknowledged, not yet processed' : 'At Billing';
      return EFFECT_WORDS[apply.effect].where;
  }
}

/** A letter at `time`. */
export function envelopeOf(letter: MessageFacts, time: number): EnvelopeWords {
  const { user, version, lines, commit, event, type, occurredAt } = letter;
  const first = lines[0] as TraceLine;
  const publication = first.kind === 'publish' ? first : null;
  const state = publication?.status ?? commit?.status ?? null;
  const past = lines.filter(({ t }) => t <= time);
  const deliveries = past.filter(({ kind }) => kind === 'deliver');
  const told = commit === null || commit.cause === 'initial' ? lines : [commit, ...lines];
  return {
    message: publication?.message ?? null,
    event: event === null ? null : eventText(event),
    type: type ?? eventOf(state, publication === null ? version : originalIn(publication), publication?.cause),
    user,
    version,
    state,
    occurredAt,
    publishedAt: publication?.t ?? null,
    attempt: deliveries.length,
    cause:
      publication === null
        ? 'it should have been published after the commit'
        : PUBLISH_WORDS[publication.cause].envelope,
    where: whereOf(past, letter.unheard),
    steps: told.map((line) => ({
      time: line.t,
      text: line.kind === 'commit' ? `Version ${line.version} committed: ${line.status}` : stepText(line),
      past: line.t <= time,
    })),
  };
}
