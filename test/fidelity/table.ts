// The table of agreement for docs/fidelity.md: case by case what agrees, by which rule, and what the comparison leaves out and
// why. It is computed by playing every case; nothing in it is written by hand but the words.
import { playScript } from '../../src/engine/broker/index.ts';
import {
  type Case,
  type CompareRule,
  disagreement,
  type Event,
  explain,
  isIgnored,
  outcomesOf,
  type Step,
} from './compare.ts';
import { scriptOf } from './corpus.ts';

/** What `npm run fidelity:record -- --summary` wrote: how real brokers did, the last time somebody looked. */
export interface Checked {
  readonly [broker: string]: {
    readonly version: string;
    readonly played: number;
    readonly likeRecording: number;
    readonly likeSimulation: number;
    readonly notPlayed: readonly string[];
    readonly differ: readonly string[];
  };
}

const RULES: Readonly<Record<CompareRule, string>> = {
  exact: 'every event, in order',
  unordered: 'the same events per step, in any order',
  anyConsumer: 'the same events per step, whoever got a message',
  total: 'the same events over the whole case, whoever got a message',
  idSet: 'the same ids were delivered',
  none: 'only its properties',
};

/** Why a field is not compared. */
const WHY: Readonly<Record<string, string>> = {
  about: '`about`: a text',
  firstDeathReason: '`firstDeathReason`: stands in `deaths` too',
  error: '`error` of a closed channel: follows from `code`',
  consumers: '`consumers` in `depth`: not a matter of messages',
};

const NOT_PROMISED = 'the order, or who gets what, is not promised by the broker';

const eventsIn = (steps: readonly Step[]): readonly Event[] => steps.flatMap(({ events }) => events);

interface Verdict {
  readonly agrees: boolean;
  readonly what: string;
  readonly leftOut: readonly string[];
}

function judge(recorded: Case, reason: string | undefined): Verdict {
  if (reason !== undefined) return { agrees: false, what: 'not compared', leftOut: [reason] };
  const played = playScript(scriptOf(recorded));
  if ('error' in played) return { agrees: false, what: `nothing: ${played.error}`, leftOut: [] };
  const agrees = disagreement(recorded, played.steps) === undefined;
  return { agrees, what: agrees ? whatAgrees(recorded, played.steps) : 'does not agree', leftOut: leftOutOf(recorded) };
}

function whatAgrees(recorded: Case, played: readonly Step[]): string {
  const outcomes = outcomesOf(recorded);
  const like = outcomes.findIndex((steps) => explain(recorded.steps, steps, played).length === 0);
  const properties = recorded.properties?.map(({ kind }) => `\`${kind}\``).join(', ');
  const count = eventsIn(played).length;
  const events = `${count} ${count === 1 ? 'event' : 'events'}`;
  const outcome = outcomes.length === 1 ? '' : ` as in one of ${outcomes.length} outcomes seen`;
  const whole = like >= 0 ? `${events}, in order${outcome}` : undefined;
  if (recorded.compare !== 'none') return whole ?? `${events}, by the rule${outcome}`;
  if (properties === undefined) return whole ?? 'nothing is asked of it';
  return whole === undefined ? properties : `${properties}; ${whole}`;
}

function leftOutOf(recorded: Case): string[] {
  const fields = new Set<string>();
  for (const event of outcomesOf(recorded).flatMap(eventsIn)) {
    for (const field of Object.keys(event)) if (isIgnored(event, field)) fields.add(field);
  }
  const reasons = Object.keys(WHY)
    .filter((field) => fields.has(field))
    .map((field) => WHY[field] as string);
  if (recorded.notes?.startsWith('Broker defect')) reasons.unshift('what the broker did: a defect, not to be imitated');
  else if (recorded.compare === 'none') reasons.unshift('the events: they depend on inner workings of the broker');
  else if (recorded.compare !== 'exact') reasons.unshift(NOT_PROMISED);
  return reasons;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function row(recorded: Case, verdict: Verdict): string {
  const { id, broker, brokerVersion, lesson, compare } = recorded;
  const cells = [
    `\`${id}\``,
    `${broker} ${brokerVersion}`,
    lesson ?? '',
    verdict.agrees ? verdict.what : `**${verdict.what}**`,
    `\`${compare}\``,
    verdict.leftOut.join('; ') || 'nothing',
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

const NAMES: Readonly<Record<string, string>> = { rabbitmq: 'RabbitMQ', 'redis-streams': 'Redis' };

function checkedLines(checked: Checked): string[] {
  const brokers = Object.entries(checked);
  if (brokers.length === 0) return [];
  const versions = brokers.map(([broker, { version }]) => `${NAMES[broker] ?? broker} ${version}`).join(' and ');
  const lines = brokers.map(([broker, one]) => {
    const differ = one.differ.length === 0 ? '' : ` Different: ${one.differ.map((id) => `\`${id}\``).join(', ')}.`;
    const left = one.notPlayed.length === 0 ? '' : ` Not played: ${one.notPlayed.map((id) => `\`${id}\``).join(', ')}.`;
    return (
      `- ${NAMES[broker] ?? broker} ${one.version}: ${one.played} cases played, ${one.likeRecording} as recorded, ` +
      `${one.likeSimulation} as simulated.${differ}${left}`
    );
  });
  return [`Last checked against ${versions}, by \`npm run fidelity:record\`:`, '', ...lines, ''];
}

const HEAD = `# Where the simulated broker and real ones agree

This file is generated: \`npm run fidelity:table\` writes it, a test compares it. Every case in \`test/fidelity/cases\` is a short
script of broker operations with what a real broker was seen to do, run several times. The simulated broker that the scenarios
run on plays the same script, without seeing the rest, and the two are compared as the case says.

To check a newer broker, or to record new cases: \`npm run fidelity:record -- --help\`.
`;

/** The whole document, as Markdown. */
export function documentOf(
  cases: readonly Case[],
  leftOut: Readonly<Record<string, string>>,
  checked: Checked,
): string {
  const verdicts = cases.map((recorded) => judge(recorded, leftOut[recorded.id]));
  const agreeing = verdicts.filter(({ agrees }) => agrees).length;
  const used = (Object.keys(RULES) as CompareRule[]).filter((rule) => cases.some(({ compare }) => compare === rule));
  return [
    HEAD,
    ...checkedLines(checked),
    `${agreeing} of ${cases.length} cases agree. Kafka was not recorded: its profile follows its documentation.`,
    '',
    '| rule | what has to be equal | cases |',
    '|---|---|---|',
    ...used.map(
      (rule) => `| \`${rule}\` | ${RULES[rule]} | ${cases.filter(({ compare }) => compare === rule).length} |`,
    ),
    '',
    '| case | broker | what it shows | what agrees | rule | what is left out, and why |',
    '|---|---|---|---|---|---|',
    ...cases.map((recorded, n) => row(recorded, verdicts[n] as Verdict)),
    '',
  ].join('\n');
}
