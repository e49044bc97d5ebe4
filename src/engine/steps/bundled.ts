// The bundled strategies as steps: what a runbook of one's own can begin with. Each has the fingerprint of the strategy.
import type { ParameterValues } from '../parameters.ts';
import type { RunbookSpec, StepSpec, StrategySpec } from '../sections/value.ts';
import { primitiveSteps } from './catalog.ts';

/** A step with what differs from its defaults. */
type Values = Readonly<Record<string, ParameterValues[string] | undefined>>;
type Said = readonly [step: string, title?: string | undefined, values?: Values];

const USER = { team: 'user' };

/** Invoicing is put off while `machine` is at work, if so asked. */
const frozen = ({ freeze }: ParameterValues, machine: readonly Said[]): readonly Said[] =>
  freeze === true ? [['freeze'], ...machine, ['thaw']] : machine;

/** People of one team prepare it: what they build is called by `what`. */
const prepared = (what: string, build: string, values = {}): readonly Said[] => [
  ['build', build, values],
  ['review', `Review the ${what}`, values],
  ['run', `Start the ${what}`, values],
];

const EXPRESSED: Readonly<Record<string, (parameters: ParameterValues) => readonly Said[]>> = {
  wait: () => [['wait']],
  replay: (given) => {
    const { from, at, offset, count } = given;
    return [
      ['find', 'Find where to begin'],
      ['stop-consumer'],
      ...frozen(given, [['replay', undefined, { from, at, offset, count }]]),
    ];
  },
  rebuild: () => [
    ['build', 'Write the second table'],
    ['review', 'Review the switch'],
    ['run', 'Start the rebuild'],
    ['rebuild'],
    ['swap'],
  ],
  'republish-events': ({ identity, rate }) => [
    ['find', 'Find what was missed', USER],
    ...prepared('job', 'Rebuild the events', USER),
    ['publish-events', undefined, { identity, rate }],
  ],
  'republish-state': ({ tombstones, rate }) => [
    ...prepared('job', 'Write the job', USER),
    ['publish-state', undefined, { tombstones, rate }],
  ],
  'resync-naive': (given) => [
    ['build', 'Write the script'],
    ['run', 'Start the script'],
    ...frozen(given, [
      ['empty'],
      ['scan', 'Empty the table and insert pages', { merge: 'blind', patient: false, retries: given['retries'] }],
    ]),
  ],
  resync: (given) => {
    const { merge, parallel, rate } = given;
    const scan: Said = ['scan', undefined, { merge, parallel, rate }];
    const machine: readonly Said[] =
      given['order'] === 'copy-first' ? [scan, ['subscribe', 'Bind the queue']] : [['subscribe'], scan];
    const sweep: readonly Said[] = given['sweep'] === false ? [] : [['sweep']];
    return [...prepared('resync', 'Write the resync'), ...frozen(given, [...machine, ...sweep])];
  },
  'resync-since': (given) => [
    ['find', 'Find when it began'],
    ...prepared('resync', 'Write the resync'),
    ...frozen(given, [['scan-since', undefined, { overlap: given['overlap'] }], ['remove-deleted']]),
  ],
  reconcile: (given) => [
    ...prepared('comparison', 'Write the comparison'),
    ...frozen(given, [['reconcile', undefined, { grace: given['grace'] }]]),
  ],
  'copy-database': (given) => {
    const copy: Said = ['copy-table', undefined, { rate: given['rate'] }];
    const machine: readonly Said[] =
      given['position'] === 'afterwards' ? [copy, ['subscribe', 'Bind the queue']] : [['subscribe'], copy];
    return [['build', 'Write the query'], ['query'], ['run', 'Start the copy'], ...frozen(given, machine)];
  },
  'compacted-seed': ({ into }) =>
    into === 'copy'
      ? [
          ['stop-consumer', undefined, { compacted: true }],
          ['replay', 'Read the compacted log', { compacted: true }],
        ]
      : [
          ['build', 'Write the second table'],
          ['review', 'Review the switch'],
          ['run', 'Start reading'],
          ['rebuild', undefined, { compacted: true }],
          ['swap'],
        ],
  'snapshot-watermark': ({ chunk, rate }) => [
    ...prepared('snapshot', 'Set up the snapshot', USER),
    ['subscribe'],
    ['snapshot', undefined, { chunk, rate }],
  ],
  redrive: (given) => [
    ['find', 'Find out why they failed'],
    ['run', 'Start to hand them back'],
    ...frozen(given, [['redrive', undefined, { rate: given['rate'] }]]),
  ],
  'credit-notes': () => [
    ['build', 'Write the comparison of invoices and history'],
    ['review', 'Review the comparison'],
    ['run', 'Start the comparison'],
    ['credit'],
  ],
};

/** The step as a checked document has it: every default filled in. */
function whole([name, title, values = {}]: Said): StepSpec {
  const entry = primitiveSteps.find(({ id }) => id === name);
  if (entry === undefined) throw new Error(`Not a step: ${name}`);
  const parameters = Object.entries(entry.parameters).flatMap(([key, { default: usual }]) => {
    const value = values[key] ?? usual;
    return value === undefined ? [] : [[key, value]];
  });
  const named = entry.instant === undefined ? { title: title ?? entry.title } : {};
  return { step: name, ...named, ...Object.fromEntries(parameters) };
}

/** The steps that a strategy of the catalogue is made of, with these parameters; undefined where nothing of it is a primitive step. */
export function asSteps(strategy: StrategySpec, parameters: ParameterValues): RunbookSpec | undefined {
  if (typeof strategy !== 'string') return strategy;
  const said = EXPRESSED[strategy]?.(parameters);
  return said === undefined ? undefined : { id: strategy, steps: said.map(whole) };
}
