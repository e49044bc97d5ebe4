// The state of the services and the broker at a moment, in words: what a node says of itself and what a screen reader hears.
import {
  type ActiveFault,
  type Fault,
  type FaultSpan,
  faults,
  findEntry,
  type Moment,
  type Place,
  PROFILES,
  type Profile,
  placeOf,
  type RunSpec,
  type Scenario,
} from '../engine/index.ts';
import { counted, numberText } from './numbers.ts';

export type { Place } from '../engine/index.ts';

/** Where the fault called `id` strikes, whatever its parameters. */
export const placeOfFault = (id: string): Place => placeOf(findEntry(faults, id) as Fault);

export interface ComponentStatus {
  /** Its mode, beside its name. */
  readonly mode: string;
  /** More of its state, a short sentence each. */
  readonly lines: readonly string[];
  readonly faults: readonly ActiveFault[];
}

const titles = (all: readonly { readonly title: string }[]): string => all.map(({ title }) => title).join(', ');

/** All that it says of itself, and what has just struck it and is over. */
export const spoken = ({ mode, lines, faults: active }: ComponentStatus, struck: readonly FaultSpan[] = []): string =>
  [
    mode,
    ...lines,
    active.length === 0 ? 'No fault here' : `Faults: ${titles(active)}`,
    ...(struck.length === 0 ? [] : [`Just happened: ${titles(struck)}`]),
  ]
    .map((text) => `${text}.`)
    .join(' ');

/** The faults of a moment that strike at a place. */
export const activeAt = (moment: Moment | null, place: Place): readonly ActiveFault[] =>
  (moment?.faults ?? []).filter((fault) => fault.place === place);

const PATHS = {
  direct: 'Publishes after each commit, directly',
  outbox: 'Publishes through an outbox',
  cdc: 'Publishes from the log of commits',
} as const;

/** What has been recorded and not been sent. */
function waitingWords({ publisher }: Scenario, count: number): string {
  if (publisher.path === 'direct') return `${counted(count, 'event')} about to be published`;
  return publisher.path === 'outbox'
    ? `${counted(count, 'row')} in the outbox`
    : `${counted(count, 'commit')} not yet read from the log`;
}

export function userStatus({ scenario }: RunSpec, moment: Moment | null): ComponentStatus {
  const lines = moment === null ? [] : [`${numberText(moment.user.active)} active`];
  lines.push(PATHS[scenario.publisher.path]);
  if (moment !== null && moment.user.outbox > 0) lines.push(waitingWords(scenario, moment.user.outbox));
  if (moment !== null && moment.network.unconfirmed > 0)
    lines.push(`${counted(moment.network.unconfirmed, 'message')} kept until the broker takes them`);
  if (moment !== null && moment.network.severedBy !== null) lines.push('Does not get through to the broker');
  // Those there are, as Billing counts its rows: the deleted have a number and no row.
  const mode = moment === null ? 'The truth' : counted(moment.user.active + moment.user.suspended, 'user');
  return { mode, lines, faults: activeAt(moment, 'user') };
}

/** Who reads which partition, or which queue: `Consumer 1 reads 1, 2; consumer 2 reads 3`. */
function readersWords(parts: readonly { readonly reader: number }[]): string {
  const readers = [...new Set(parts.map(({ reader }) => reader))].sort((a, b) => a - b);
  const told = readers.map((reader) => {
    const read = parts.flatMap((each, n) => (each.reader === reader ? [n + 1] : []));
    return `${reader === 0 ? 'nobody' : `consumer ${reader}`} reads ${read.join(', ')}`;
  });
  const words = told.join('; ');
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

export function brokerStatus({ scenario }: RunSpec, moment: Moment | null): ComponentStatus {
  const faultsHere = activeAt(moment, 'broker');
  if (moment === null) return { mode: 'Broker', lines: [], faults: faultsHere };
  const { broker, network } = moment;
  const profile = (PROFILES as Readonly<Record<string, Profile>>)[scenario.broker.profile];
  const lines: string[] = profile === undefined ? [] : [profile.title];
  if (!broker.up) lines.push('Away');
  const { partitions, queues } = broker;
  if (partitions.length + queues.length > 0) lines.push(readersWords([...partitions, ...queues]));
  if (broker.log) lines.push(`${numberText(broker.head)} entries, Billing at ${numberText(broker.committed)}`);
  lines.push(broker.backlog === 0 ? 'Nothing waits' : `${counted(broker.backlog, 'message')} waiting`);
  if (!broker.bound) lines.push('Billing’s queue is not bound');
  if (network.flying > 0) lines.push(`${counted(network.flying, 'message')} on the way here`);
  const divided =
    queues.length > 0 ? `${queues.length} queues, shared out by user` : `Log in ${partitions.length} partitions`;
  const whole = broker.log ? 'Log' : 'Queue';
  return { mode: partitions.length + queues.length > 0 ? divided : whole, lines, faults: faultsHere };
}

const READS = {
  copy: 'Reads its own copy',
  api: 'Asks the API, keeps no copy',
  verify: 'Reads its copy, verifies by the API',
} as const;

/** Whether the copy is being filled, and no repair is under way yet. */
const isSeeding = ({ seeding, repair }: Moment): boolean =>
  seeding !== null && seeding.beganAt !== null && seeding.endedAt === null && repair.beganAt === null;

export function billingStatus({ scenario }: RunSpec, moment: Moment | null): ComponentStatus {
  const { billing } = scenario;
  const lines: string[] = [];
  if (moment !== null) {
    const { down, cutOff, paused, attached, rows, runOpen, run } = moment.billing;
    if (down) lines.push('The consumer is down');
    else if (cutOff) lines.push('The consumer does not get through to the broker');
    else if (paused) lines.push(`The consumer is stopped by the ${isSeeding(moment) ? 'seeding' : 'repair'}`);
    else if (!attached && billing.reads !== 'api') lines.push('Not yet consuming');
    if (billing.reads !== 'api') lines.push(`${counted(rows, 'row')}, policy ${billing.policy}`);
    if (runOpen) lines.push(`Invoice run ${run} is under way`);
  }
  return { mode: READS[billing.reads], lines, faults: activeAt(moment, 'billing') };
}

/** How many pages a repair has read that reads them one by one at this moment; null where none does. */
function pagesRead({ repair, counters }: Moment): number | null {
  const step = repair.phases[repair.phases.length - 1];
  const reads = step !== undefined && step.to === null && repair.endedAt === null && step.name.endsWith('pages');
  return reads && counters.repairApiCalls > 0 ? counters.repairApiCalls : null;
}

function apiMode({ api: { pending, downBy } }: Moment, page: number | null): string {
  if (downBy !== null) return 'API, down';
  if (page !== null) return `API: page ${numberText(page)}`;
  return pending > 0 ? `API, ${counted(pending, 'call')}` : 'API, idle';
}

export function apiStatus(moment: Moment | null): ComponentStatus {
  const faultsHere = activeAt(moment, 'api');
  if (moment === null) return { mode: 'API', lines: [], faults: faultsHere };
  const mode = apiMode(moment, pagesRead(moment));
  return { mode, lines: [`${counted(moment.counters.apiCalls, 'call')} so far`], faults: faultsHere };
}
