// A message as people read it: its envelope, where it is at the shown moment, and what became of it, step by step. It says what
// trace lines say and asks no run.
import { faults, findEntry, type TraceLine } from '../engine/index.ts';
import { eventOf } from './sentences.ts';

/** What is known of a message: the worker’s words for it. */
export interface Letter {
  readonly user: number;
  readonly version: number;
  readonly lines: readonly TraceLine[];
  readonly commit: TraceLine | null;
  readonly event: number | null;
  readonly type: string | null;
  readonly occurredAt: number | null;
}

export interface LetterStep {
  readonly time: number;
  readonly text: string;
  /** Whether it has happened at the shown moment. */
  readonly past: boolean;
}

export interface EnvelopeWords {
  /** The message’s number; null: it was never made. */
  readonly message: number | null;
  readonly event: string | null;
  readonly type: string;
  readonly user: number;
  readonly version: number;
  /** The state it carries. */
  readonly state: string | null;
  readonly occurredAt: number | null;
  readonly publishedAt: number | null;
  readonly attempt: number;
  readonly cause: string;
  /** Where it is now, a few words. */
  readonly where: string;
  readonly steps: readonly LetterStep[];
}

const CAUSES: Readonly<Record<string, string>> = {
  live: 'published after the commit',
  relay: 'sent by the relay from the outbox',
  republish: 'published again by the repair',
  snapshot: 'the whole state, published by the repair',
  duplicate: 'a double, made on the way',
};

const PLACES: Readonly<Record<string, string>> = {
  publisher: 'Never made',
  broker: 'Lost at the broker',
  network: 'Lost on the way',
  consumer: 'Lost at the consumer',
};

const OUTCOMES: Readonly<Record<string, string>> = {
  applied: 'Billing applied it',
  duplicate: 'Billing turned it away: a duplicate',
  stale: 'Billing turned it away: stale, the copy was newer',
  regressed: 'Billing applied it over a newer state',
  failed: 'Billing failed on it',
};

const WHERE: Readonly<Record<string, string>> = {
  applied: 'Over: applied',
  duplicate: 'Over: turned away as a duplicate',
  stale: 'Over: turned away as stale',
  regressed: 'Over: applied, over a newer state',
  failed: 'Failed at Billing',
};

/** Identities that a repair or a duplicate gave count down from here. */
const LAST_EVENT = 0xffffffff;
const GIVEN_LATER = 0x80000000;

/** `e13520` for the event of a change, `r17` for the seventeenth identity given later. */
export const eventText = (event: number): string => (event >= GIVEN_LATER ? `r${LAST_EVENT - event + 1}` : `e${event}`);

const titleOf = (fault: unknown): string => findEntry(faults, String(fault))?.title ?? String(fault);

function stepText(line: TraceLine): string {
  switch (line.kind) {
    case 'publish':
      return line['cause'] === 'duplicate' ? 'Doubled on the way' : 'Published by the User service';
    case 'deliver':
      return `Delivered to Billing, attempt ${line['attempt']}, consumer ${line['consumer']}`;
    case 'apply':
      return OUTCOMES[String(line['effect'])] ?? String(line['effect']);
    case 'ack':
      return 'Billing acknowledged it';
    case 'requeue':
      return `Put back into the queue: ${line['reason']}`;
    case 'dead-letter':
      return `Dead-lettered: ${line['reason']}`;
    case 'lost':
      return `${PLACES[String(line['where'])]}: ${line['fault'] === null ? 'neither queue nor log kept it' : titleOf(line['fault'])}`;
    default:
      return line.kind;
  }
}

/** Where a message is after `past`, in a few words. */
function whereOf(past: readonly TraceLine[]): string {
  const last = past[past.length - 1];
  const apply = past.findLast(({ kind }) => kind === 'apply');
  switch (last?.kind) {
    case undefined:
      return 'Not yet published';
    case 'publish':
      return 'On the way to the broker, or waiting there';
    case 'requeue':
      return 'Waiting at the broker again';
    case 'deliver':
      return 'At Billing, not yet processed';
    case 'dead-letter':
      return 'Dead-lettered';
    case 'lost':
      return String(PLACES[String(last['where'])]);
    default:
      if (apply === undefined) return last?.kind === 'ack' ? 'Acknowledged, not yet processed' : 'At Billing';
      return WHERE[String(apply['effect'])] ?? 'At Billing';
  }
}

/** A letter at `time`. */
export function envelopeOf(letter: Letter, time: number): EnvelopeWords {
  const { user, version, lines, commit, event, type, occurredAt } = letter;
  const first = lines[0] as TraceLine;
  const made = first.kind === 'publish';
  const state = made ? first['status'] : (commit?.['status'] ?? null);
  const past = lines.filter(({ t }) => t <= time);
  const deliveries = past.filter(({ kind }) => kind === 'deliver');
  const told = commit === null || commit['cause'] === 'initial' ? lines : [commit, ...lines];
  return {
    message: made ? Number(first['message']) : null,
    event: event === null ? null : eventText(event),
    type: type ?? eventOf(state, version, first['cause']),
    user,
    version,
    state: state === null ? null : String(state),
    occurredAt,
    publishedAt: made ? first.t : null,
    attempt: deliveries.length,
    cause: made
      ? (CAUSES[String(first['cause'])] ?? String(first['cause']))
      : 'it should have been published after the commit',
    where: whereOf(past),
    steps: told.map((line) => ({
      time: line.t,
      text: line.kind === 'commit' ? `Version ${version} committed: ${line['status']}` : stepText(line),
      past: line.t <= time,
    })),
  };
}

/** How a message is told in a list: `UserSuspended v3 of user 4711`. */
export const letterName = (user: number, version: number): string => `v${version} of user ${user}`;
