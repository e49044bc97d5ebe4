// A trace line as one sentence that people can repeat: who did what to which version of whom. It reads lines, never runs.
import { EVENT_TYPES, faults, findEntry, strategies, type TraceLine } from '../engine/index.ts';
import { numberText } from './numbers.ts';

/** What a line about a message does not say itself. */
export interface About {
  readonly user: number;
  readonly version: number;
  readonly status: string;
}

/** The event that tells of a state, when nothing more is known than the state. */
export function eventOf(status: unknown, version: unknown, cause?: unknown): string {
  if (cause === 'snapshot') return EVENT_TYPES[5];
  if (status === 'absent') return EVENT_TYPES[3];
  if (status === 'suspended') return EVENT_TYPES[1];
  return version === 1 ? EVENT_TYPES[0] : EVENT_TYPES[2];
}

const CHANGES: Readonly<Record<string, string>> = {
  absent: 'deleted',
  suspended: 'suspended',
  active: 'active',
};

const faultTitle = (id: unknown): string => findEntry(faults, String(id))?.title ?? String(id);
const strategyTitle = (id: unknown): string => findEntry(strategies, String(id))?.title ?? String(id);
const of = (line: TraceLine, about: About | null) => {
  const user = line['user'] ?? about?.user;
  const version = line['version'] ?? about?.version;
  return user === undefined ? '' : `version ${version} of user ${user}`;
};

const PUBLISHED: Readonly<Record<string, string>> = {
  live: 'The User service published',
  relay: 'The relay published',
  republish: 'The repair published again',
  snapshot: 'The repair published the state as',
  duplicate: 'The network doubled',
};

const WRITTEN: Readonly<Record<string, string>> = {
  initial: 'from the beginning',
  event: 'from an event',
  replay: 'from the replayed log',
  republish: 'from a republished event',
  snapshot: 'from a snapshot',
  api: 'from the API',
  database: 'from the User database',
  restore: 'from a backup',
  bug: 'by a bug',
  sweep: 'by the sweep',
};

const LOST: Readonly<Record<string, string>> = {
  publisher: 'was never published',
  broker: 'was lost at the broker',
  network: 'was lost on the way',
  consumer: 'was lost at the consumer',
};

const EFFECTS: Readonly<Record<string, string>> = {
  applied: 'Billing applied',
  duplicate: 'Billing ignored a duplicate:',
  stale: 'Billing turned away as stale:',
  regressed: 'Billing overwrote a newer state with',
  failed: 'Billing failed on',
};

type Teller = (line: TraceLine, about: About | null) => string;

const TELLERS: Readonly<Record<string, Teller>> = {
  commit: (line) =>
    line['version'] === 1
      ? `User ${line['user']} signed up: version 1, ${line['status']}.`
      : `User ${line['user']} is ${CHANGES[String(line['status'])]} in the User database: version ${line['version']}.`,
  copy: (line) =>
    `Billing’s row of user ${line['user']} is ${line['status']}, version ${line['version']}, ${WRITTEN[String(line['cause'])]}.`,
  publish: (line) =>
    `${PUBLISHED[String(line['cause'])]} ${eventOf(line['status'], line['version'], line['cause'])}, version ${line['version']}, of user ${line['user']}.`,
  lost: (line) =>
    `Version ${line['version']} of user ${line['user']} ${LOST[String(line['where'])]}${line['fault'] === null ? '' : `: ${faultTitle(line['fault'])}`}.`,
  deliver: (line, about) =>
    `The broker delivered ${of(line, about)} to Billing${Number(line['attempt']) > 1 ? `, attempt ${line['attempt']}` : ''}.`,
  apply: (line, about) =>
    `${EFFECTS[String(line['effect'])]} ${eventOf(about?.status, line['version'])}, version ${line['version']}, of user ${line['user']}.`,
  ack: (line, about) => `Billing acknowledged ${of(line, about)}.`,
  requeue: (line, about) => `The broker put ${of(line, about)} back into the queue: ${line['reason']}.`,
  'dead-letter': (line, about) => `The broker dead-lettered ${of(line, about)}: ${line['reason']}.`,
  'invoice-run': (line) => `Invoice run ${line['run']} began.`,
  'invoice-run-end': (line) => `Invoice run ${line['run']} ended.`,
  'invoice-blocked': (line) => `Invoice run ${line['run']} was put off: the API did not answer.`,
  invoice: (line) =>
    line['truth'] === line['copy']
      ? `Invoice run ${line['run']} billed user ${line['user']}, ${line['truth']} in truth and copy.`
      : `Invoice run ${line['run']} billed user ${line['user']}: the copy said ${line['copy']}, the truth was ${line['truth']}.`,
  credit: (line) => `Invoice run ${line['run']} of user ${line['user']} was credited.`,
  api: (line) =>
    `The User service’s API answered request ${line['request']} with ${numberText(Number(line['rows']))} rows, status ${line['status']}.`,
  database: (line) => `${numberText(Number(line['rows']))} rows were read from the User database.`,
  fault: (line) => `${faultTitle(line['fault'])}: the fault ${line['on'] === true ? 'began' : 'ended'}.`,
  phase: (line) =>
    `${strategyTitle(line['strategy'])}: ${line['name']}${line['team'] === 'none' ? '' : `, ${line['team'] === 'user' ? 'User' : 'Billing'} team`}.`,
};

export function sentence(line: TraceLine, about: About | null = null): string {
  return TELLERS[line.kind]?.(line, about) ?? `${line.kind}.`;
}
