// Which consumer policy survives what, exhaustively, for one user with five changes: created active and basic, suspended, plan
// changed, reactivated, suspended again. A row is something that befalls the events, once for each event it can befall; a column
// is what events carry and what the consumer does with them; a cell is how many of its runs end with copy and truth alike.
import {
  type Changes,
  checkScenario,
  type FaultSpec,
  KINDS,
  MINUTE,
  measureOf,
  Reruns,
  type RunSpec,
  type Scenario,
  scenarioDefinition,
} from '../engine/index.ts';

interface TruthColumn {
  readonly id: string;
  /** What events carry, and what decides about them, each in a word or two. */
  readonly carries: string;
  readonly decides: string;
  readonly carry: Scenario['events']['carry'];
  readonly policy: string;
}

export const TRUTH_COLUMNS: readonly TruthColumn[] = [
  { id: 'arrival-delta', carries: 'the change', decides: 'order of arrival', carry: 'delta', policy: 'arrival' },
  { id: 'dedupe-delta', carries: 'the change', decides: 'inbox of ids', carry: 'delta', policy: 'dedupe' },
  { id: 'version-delta', carries: 'the change', decides: 'version guard', carry: 'delta', policy: 'version' },
  { id: 'strict-delta', carries: 'the change', decides: 'next version only', carry: 'delta', policy: 'strict' },
  { id: 'per-field-delta', carries: 'the change', decides: 'version per field', carry: 'delta', policy: 'per-field' },
  { id: 'arrival-state', carries: 'the state', decides: 'order of arrival', carry: 'state', policy: 'arrival' },
  { id: 'dedupe-state', carries: 'the state', decides: 'inbox of ids', carry: 'state', policy: 'dedupe' },
  { id: 'version-state', carries: 'the state', decides: 'version guard', carry: 'state', policy: 'version' },
  { id: 'timestamp-state', carries: 'the state', decides: 'last writer', carry: 'state', policy: 'timestamp' },
  { id: 'arrival-key', carries: 'the key', decides: 'ask the API', carry: 'key', policy: 'arrival' },
];

/** What befalls the events of one run: faults by the number of the change, and what people do about it afterwards. */
interface TruthCase {
  /** Which of the row's runs it is, in words. */
  readonly title: string;
  readonly befalls: Readonly<Record<number, { readonly fault: string; readonly by?: string }>>;
  readonly repair?: { readonly strategy: string; readonly parameters?: Readonly<Record<string, string>> };
}

interface TruthRow {
  readonly id: string;
  readonly title: string;
  readonly cases: readonly TruthCase[];
}

const CHANGES = [1, 2, 3, 4, 5];
const MIDDLE = [1, 2, 3, 4];
const LATER = [2, 3, 4, 5];

const LOST = { fault: 'publisher-silent' };
const DOUBLED = { fault: 'message-duplicate' };
const late = (by: string) => ({ fault: 'message-delay', by });
const stamped = (by: string) => ({ fault: 'clock-skew', by });

const each = (
  events: readonly number[],
  befalls: (event: number) => TruthCase['befalls'],
  repair?: TruthCase['repair'],
): readonly TruthCase[] =>
  events.map((event) => ({ title: `event ${event}`, befalls: befalls(event), ...(repair && { repair }) }));

const lostThen = (events: readonly number[], strategy: string, parameters: Readonly<Record<string, string>> = {}) =>
  each(events, (event) => ({ [event]: LOST }), { strategy, parameters });

function permutations(list: readonly number[]): number[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first) => permutations(list.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}

const arriving = (order: readonly number[]): TruthCase => ({
  title: `arriving as ${order.join(' ')}`,
  befalls: Object.fromEntries(order.map((event, rank) => [event, late(`${10 + rank - event}m`)])),
});

export const TRUTH_ROWS: readonly TruthRow[] = [
  { id: 'in-order', title: 'In order', cases: [{ title: 'as they were sent', befalls: {} }] },
  { id: 'doubled', title: 'Twice, at once', cases: each(CHANGES, (event) => ({ [event]: DOUBLED })) },
  {
    // Nothing is wrong with the event: that it is late by a microsecond makes the people publish it again.
    id: 'old-again',
    title: 'An old one again at the end',
    cases: each(MIDDLE, (event) => ({ [event]: late('1us') }), { strategy: 'republish-events' }),
  },
  { id: 'swapped', title: 'Two neighbours swapped', cases: each(MIDDLE, (event) => ({ [event]: late('90s') })) },
  { id: 'any-order', title: 'Any order of arrival', cases: permutations(CHANGES).map(arriving) },
  { id: 'one-lost', title: 'One before the last lost', cases: each(MIDDLE, (event) => ({ [event]: LOST })) },
  { id: 'last-lost', title: 'The last one lost', cases: each([5], (event) => ({ [event]: LOST })) },
  {
    id: 'last-lost-others-late',
    title: 'The last one lost, the others late',
    cases: each([5], (event) => ({
      ...Object.fromEntries(MIDDLE.map((other) => [other, late('10m')])),
      [event]: LOST,
    })),
  },
  {
    id: 'republished',
    title: 'Lost, republished as it was',
    cases: lostThen(MIDDLE, 'republish-events', { identity: 'original' }),
  },
  {
    id: 'republished-new-id',
    title: 'Lost, republished with new id and time',
    cases: lostThen(MIDDLE, 'republish-events', { identity: 'new-ids' }),
  },
  {
    id: 'republished-renewed',
    title: 'Lost, republished as if it were new',
    cases: lostThen(MIDDLE, 'republish-events', { identity: 'renewed' }),
  },
  { id: 'snapshot', title: 'Lost, then the present state', cases: lostThen(CHANGES, 'republish-state') },
  {
    id: 'stamped-early',
    title: 'Stamped earlier than the one before',
    cases: each(LATER, (event) => ({ [event]: stamped('90s') })),
  },
];

/** The five changes, a minute apart. */
export const TRUTH_CHANGES: Changes = {
  time: Float64Array.from(CHANGES, (minute) => minute * MINUTE),
  user: Uint32Array.from(CHANGES, () => 1),
  kind: Uint8Array.from([0, 1, 4, 2, 1]),
};

const FILE = 'five-changes.csv';

/** The same as that file. */
const TRUTH_FILE = [
  'time,user,type',
  ...['UserCreated', 'UserSuspended', 'UserPlanChanged', 'UserReactivated', 'UserSuspended'].map(
    (type, n) => `2026-01-05T00:0${n + 1}:00Z,1,${type}`,
  ),
  '',
].join('\n');

const NOTHING = { constant: '0s' };
const REPAIR_AT = '30m';

const faultAt = ([event, { fault, by }]: readonly [
  string,
  { readonly fault: string; readonly by?: string },
]): FaultSpec => ({
  fault,
  at: `${event}m`,
  for: '1us',
  ...(by !== undefined && { by }),
});

/** What is the same in all runs: nothing takes time, and people come half an hour later. */
const ground = (column: TruthColumn) => ({
  schema: 1,
  length: '1h',
  population: { users: 0 },
  workload: { file: FILE },
  events: { carry: column.carry },
  broker: { latency: NOTHING },
  billing: { policy: column.policy, serviceTime: NOTHING, apiLatency: NOTHING, invoiceEvery: '20m' },
  people: 'none',
  repair: { at: REPAIR_AT },
});

const faultsOf = ({ befalls }: TruthCase): readonly FaultSpec[] => Object.entries(befalls).map(faultAt);

/** One run, ready to be played. */
export function truthSpec(of: TruthCase, column: TruthColumn): RunSpec {
  const { strategy, parameters = {} } = of.repair ?? { strategy: 'wait' };
  const variants = [{ id: strategy, strategy, parameters }];
  const document = { ...ground(column), title: of.title, faults: faultsOf(of), variants };
  const checked = checkScenario(document, scenarioDefinition, { id: 'truth-table' });
  if ('issues' in checked) throw new Error(checked.issues.map(({ message }) => message).join('\n'));
  const { scenario } = checked;
  return { scenario, variant: scenario.variants[0] as RunSpec['variant'], seed: scenario.seed, inputs: [] };
}

/** What is wrong with the copy at the end of each of a row's runs: an index into `KINDS`, 0 where it is right. */
export const truthCell = (row: TruthRow, column: TruthColumn): readonly number[] =>
  row.cases.map((of) => {
    const spec = truthSpec(of, column);
    const { measures } = new Reruns(spec, TRUTH_CHANGES).run(spec.seed);
    return Math.max(
      0,
      KINDS.findIndex((kind, n) => n > 0 && measureOf(measures, `divergent.${kind}`) !== 0),
    );
  });

/** Lanes to a cell's scenario. */
const MOST_LANES = 6;

/** A scenario file whose lanes are runs of a cell, those that end wrong first, with the file that it names. */
export function truthSource(row: TruthRow, column: TruthColumn, kinds: readonly number[]) {
  const cases = row.cases.map((of, n) => ({ of, n, wrong: (kinds[n] ?? 0) > 0 }));
  const first = [...cases.filter(({ wrong }) => wrong), ...cases.filter(({ wrong }) => !wrong)].slice(0, MOST_LANES);
  const right = cases.filter(({ wrong }) => !wrong).length;
  const document = {
    ...ground(column),
    title: `${row.title}: ${column.decides}, events carry ${column.carries}`,
    description: `One user is created, suspended, changes plan, is reactivated and suspended again, a minute apart. ${right} of ${cases.length} runs end with copy and truth alike.`,
    opensAt: '59m',
    variants: first.map(({ of, n, wrong }) => ({
      id: `run-${n + 1}`,
      title: `${of.title[0]?.toUpperCase()}${of.title.slice(1)}: ${wrong ? 'ends wrong' : 'ends right'}`,
      strategy: of.repair?.strategy ?? 'wait',
      ...(of.repair?.parameters && { parameters: of.repair.parameters }),
      set: { faults: faultsOf(of) },
    })),
  };
  const file = `${row.id}-${column.id}.json`;
  return { file, text: `${JSON.stringify(document, null, 2)}\n`, siblings: { [FILE]: TRUTH_FILE } };
}

export type { TruthColumn, TruthRow };
