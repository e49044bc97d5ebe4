// A trace line as one sentence that people can repeat: who did what to which version of whom. It reads lines, never runs.
import {
  type LineOf,
  requestText,
  type Status,
  strategyTitle,
  type TraceKind,
  type TraceLine,
} from '../engine/index.ts';
import {
  BECAME,
  COPY_WORDS,
  EFFECT_WORDS,
  eventOf,
  faultTitle,
  LOSS_WORDS,
  PUBLISH_WORDS,
  reasonWords,
} from './dictionary.ts';
import { numberText } from './numbers.ts';
import { userIn, versionIn } from './record/lines.ts';

/** What a line about a message does not say itself. */
interface About {
  readonly user: number;
  readonly version: number;
  readonly status: Status;
}

type Teller<L> = (line: L, about: About | null) => string;

const of = (line: TraceLine, about: About | null): string => {
  const user = userIn(line) ?? about?.user;
  const version = versionIn(line) ?? about?.version;
  return user === undefined ? '' : nameOf(user, version);
};

/** An event in words; one about nobody (0) is a heartbeat, counted by its version. */
const nameOf = (user: number, version: number | undefined): string =>
  user === 0 ? `heartbeat ${version}` : `version ${version} of user ${user}`;

const TELLERS: { readonly [K in TraceKind]: Teller<LineOf<K>> } = {
  commit: ({ user, version, status }) =>
    version === 1
      ? `User ${user} signed up: version 1, ${status}.`
      : `User ${user} is ${BECAME[status]} in the User database: version ${version}.`,
  copy: ({ user, version, status, cause }) =>
    `Billing’s row of user ${user} is ${status}, version ${version}, ${COPY_WORDS[cause].from}.`,
  publish: ({ user, version, status, cause, original = version }) =>
    user === 0
      ? `${PUBLISH_WORDS[cause].by} ${nameOf(0, version)}.`
      : `${PUBLISH_WORDS[cause].by} ${eventOf(status, original, cause)}, version ${original}, of user ${user}${original === version ? '' : `, as version ${version}`}.`,
  lost: ({ user, version, where, fault }) =>
    `${user === 0 ? `Heartbeat ${version}` : `Version ${version} of user ${user}`} ${LOSS_WORDS[where].happened}${fault === null ? '' : `: ${faultTitle(fault)}`}.`,
  deliver: (line, about) =>
    `The broker delivered ${of(line, about)} to Billing${line.attempt > 1 ? `, attempt ${line.attempt}` : ''}.`,
  apply: ({ user, version, effect }, about) =>
    user === 0
      ? `Billing heard ${nameOf(0, version)}.`
      : `${EFFECT_WORDS[effect].did} ${eventOf(about?.status, version)}, version ${version}, of user ${user}.`,
  ack: (line, about) => `Billing acknowledged ${of(line, about)}.`,
  requeue: (line, about) => `The broker put ${of(line, about)} back into the queue: ${reasonWords(line.reason)}.`,
  'dead-letter': (line, about) => `The broker dead-lettered ${of(line, about)}: ${reasonWords(line.reason)}.`,
  'invoice-run': ({ run }) => `Invoice run ${run} began.`,
  'invoice-run-end': ({ run }) => `Invoice run ${run} ended.`,
  'invoice-blocked': ({ run }) => `Invoice run ${run} was put off: the API did not answer.`,
  invoice: ({ run, user, copy, truth }) =>
    truth === copy
      ? `Invoice run ${run} billed user ${user}, ${truth} in truth and copy.`
      : `Invoice run ${run} billed user ${user}: the copy said ${copy}, the truth was ${truth}.`,
  credit: ({ run, user }) => `Invoice run ${run} of user ${user} was credited.`,
  api: ({ request, rows, status }) =>
    `The User service’s API answered request ${requestText(request)} with ${request.kind === 'digest' ? 'checksums' : `${numberText(rows)} rows`}, status ${status}.`,
  database: ({ rows }) => `${numberText(rows)} rows were read from the User database.`,
  watermark: ({ mark, after }) =>
    mark === 'low'
      ? `The User platform wrote LOW into its log of commits: the users after ${after} are read now.`
      : `The User platform wrote HIGH into its log of commits: up to user ${after}, who did not change since LOW is published.`,
  refused: ({ user, type, fault }) =>
    `The User service refused ${type} of user ${user}: ${faultTitle(fault)}. Nothing was written, and so nothing is missing.`,
  fault: ({ fault, on }) => `${faultTitle(fault)}: the fault ${on ? 'began' : 'ended'}.`,
  alarm: ({ alarm, user, version }) => {
    if (alarm === 'silence') return 'Billing raised an alarm: not even a heartbeat has come from the User service.';
    return alarm === 'difference'
      ? `Billing raised an alarm: user ${user}, in its copy with version ${version}, differs from the User database.`
      : `Billing raised an alarm: version ${version} of user ${user} came, and one before it had not.`;
  },
  phase: ({ strategy, name, team }) =>
    `${name.startsWith(strategyTitle(strategy)) ? '' : `${strategyTitle(strategy)}: `}${name}${team === 'none' ? '' : `, ${team === 'user' ? 'User' : 'Billing'} team`}.`,
};

export const sentence = (line: TraceLine, about: About | null = null): string =>
  (TELLERS[line.kind] as Teller<TraceLine>)(line, about);
