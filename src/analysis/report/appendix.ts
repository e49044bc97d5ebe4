// The appendix of a report: what would move the ranking, how lanes differ, theory and reality beside the numbers, what is not modelled,
// all numbers, where they come from, and an empty decision record.
import { version } from '../../../package.json';
import type { LaneDecision } from '../decision/decision.ts';
import { carriedText, halfOf } from '../decision/digits.ts';
import { marginOf } from '../decision/flips.ts';
import { firstsOf } from '../decision/standings.ts';
import { numberText } from '../numbers.ts';
import { type Block, csvOf } from './blocks.ts';
import { comparedWith, leftOut, realityTable, theoryTable } from './evidence.ts';
import type { ReportInput } from './input.ts';
import { lanesNumbers } from './lanes-numbers.ts';
import { bookmarkLink } from './link.ts';
import { countsOfOneRun, lengthsOfOneRun } from './one-run.ts';
import { sha256 } from './sha256.ts';
import { cellText, changesTable, loadsTable, noticingTable, yearsTable } from './tables.ts';
import { tornadoPicture } from './tornado-picture.ts';

function moving({ decision }: ReportInput): readonly Block[] {
  const { tornado } = decision;
  const years = yearsTable(decision);
  return [
    { is: 'heading', text: 'When it changes', newPage: true },
    ...tableOrCaption(changesTable(decision)),
    ...(years === null ? [] : [{ is: 'heading', text: 'A year' } as const, years]),
    ...(tornado.length === 0 ? [] : mattering(decision)),
  ];
}

/** A table without a row is only what its caption says. */
const tableOrCaption = (table: Extract<Block, { readonly is: 'table' }>): readonly Block[] =>
  table.cells.length > 1 ? [table] : [{ is: 'paragraph', text: table.caption, voice: 'quiet' }];

function mattering({ tornado, standings, seeds }: LaneDecision): readonly Block[] {
  const means = standings.map(({ id, cost }) => ({ id, mean: cost.mean ?? 0 }));
  const assumed = tornado.filter((bar) => bar.assumed).map(({ path }) => path);
  return [
    { is: 'heading', text: 'What matters most' },
    {
      is: 'paragraph',
      text: `By how much the first place leads at both ends of an input, the others as they are; over ${numberText(seeds)} ${seeds === 1 ? 'seed' : 'seeds'}.${assumed.length === 0 ? '' : ` Nobody gave a range for ${assumed.join(', ')}: half and double were taken.`}`,
      voice: 'quiet',
    },
    {
      is: 'picture',
      name: 'What moves the lead of the first place',
      svg: tornadoPicture(tornado, marginOf(means, firstsOf(standings))),
    },
  ];
}

/** The measure that says of all seeds what a mark says of one. */
const MARKED: Readonly<Record<string, string>> = {
  noticed: 'incident.noticedAfter',
  fixed: 'incident.endedAfter',
  mended: 'repair.usualAfter',
};

/** A mark’s words: its lengths as they are where every seed says the same. */
function toldWords({ options, standings }: LaneDecision, lane: string, mark: string, words: string): string {
  const cell = options.find(({ id }) => id === MARKED[mark])?.cells[standings.findIndex(({ id }) => id === lane)];
  const isSame = typeof cell === 'object' && halfOf(cell) === 0;
  return countsOfOneRun(isSame ? words : lengthsOfOneRun(words));
}

function lanes({ lanes: all, decision, scenario }: ReportInput): readonly Block[] {
  return [
    { is: 'heading', text: 'How the lanes differ, and what became of each' },
    {
      is: 'table',
      caption:
        'Against the scenario as it is written; verdicts and times are of the first seed, with two digits where other seeds may differ.',
      words: true,
      cells: [
        ['Lane', 'Differs by', 'Incident', 'Verdict'],
        ...all.map(({ id: lane, title, differs, marks, verdict }) => [
          title,
          differs.length === 0 ? 'nothing' : differs.join('; '),
          marks === null
            ? 'nothing breaks'
            : marks
                .map(({ id, title: name, words }) =>
                  id === 'broken'
                    ? words
                    : `${name.toLowerCase()}${words.startsWith('nothing') ? ':' : ''} ${toldWords(decision, lane, id, words)}`,
                )
                .join('; '),
          countsOfOneRun(verdict),
        ]),
      ],
    },
    { is: 'heading', text: 'What each lane asks of whom' },
    loadsTable(decision, scenario.api.rateLimit),
  ];
}

function noticing({ decision }: ReportInput): readonly Block[] {
  const table = noticingTable(decision);
  if (table === null) return [];
  return [
    { is: 'heading', text: 'Who notices, and what they cannot see' },
    table,
    { is: 'list', items: decision.noticing?.told ?? [] },
  ];
}

const headed = (text: string, table: Block | null): readonly Block[] =>
  table === null ? [] : [{ is: 'heading', text }, table];

const evidence = ({ decision, lanes: drawn }: ReportInput): readonly Block[] => [
  ...headed(
    'Beside closed forms',
    theoryTable(decision, (lane) => drawn.find(({ id }) => id === lane)?.marks ?? null),
  ),
  ...headed('Beside what was counted', realityTable(decision)),
  { is: 'heading', text: 'Not modelled, and in which direction it errs' },
  { is: 'list', items: leftOut(decision) },
  { is: 'heading', text: 'Compared with a real broker' },
  { is: 'list', items: comparedWith(decision) },
];

function numbers({ decision, lanes: drawn, scenario }: ReportInput): readonly Block[] {
  const { options, standings } = decision;
  const digits = (value: number | null, half: number | null): string =>
    value === null ? '' : carriedText(value, half).replaceAll('\u202f', '').replace('−', '-');
  const csv = options.map(({ id, unit, cells }) => [
    id,
    unit,
    ...cells.flatMap((cell) => {
      if (typeof cell === 'string') return [cell, ''];
      const half = halfOf(cell);
      return [digits(cell.mean, half), half === null ? '' : digits(half, half)];
    }),
  ]);
  const columns = standings.flatMap(({ id }) => [id, `${id} plus or minus`]);
  return [
    { is: 'heading', text: 'All numbers', newPage: true },
    {
      is: 'table',
      caption: 'Means ± half their 95 % interval; measures of which no lane has anything are left out.',
      small: true,
      cells: [
        ['Measure', ...standings.map(({ title }) => title)],
        ...options.map((row) => [
          row.unit === '' ? row.id : `${row.id}, ${row.unit}`,
          ...row.cells.map((cell) => cellText(row, cell)),
        ]),
      ],
    },
    {
      is: 'code',
      caption: 'The same as CSV',
      language: 'csv',
      text: csvOf([['measure', 'unit', ...columns], ...csv]),
    },
    {
      is: 'code',
      caption:
        'The picture of the first page as CSV, of the first seed: divergent users, and what each invoice run did',
      language: 'csv',
      text: csvOf(lanesNumbers(drawn, scenario.start)),
    },
  ];
}

/** How the file of changes is known again, which no report carries. */
function changesFile({ scenario: { id, workload }, changesText }: ReportInput): readonly string[] {
  if (workload.file === undefined || changesText === undefined) return [];
  return [
    `${workload.file} is not in this report, and too large for a link. It is the right one if the SHA-256 of its text in UTF-8 is ${sha256(changesText)}.`,
    `In a browser: Scenario, Open, and choose ${id}.yaml and ${workload.file} together; then compare the strategies.`,
  ];
}

function provenance(input: ReportInput): readonly Block[] {
  const { scenario, variants, decision, text } = input;
  const { seed, seeds, fingerprints } = decision;
  const file = `${scenario.id}.yaml`;
  const { file: changes } = scenario.workload;
  const beside = changes === undefined ? '' : ` beside ${changes}`;
  return [
    { is: 'heading', text: 'Where the numbers come from', newPage: true },
    {
      is: 'list',
      items: [
        `Driftlab ${version}; seeds ${seed} to ${seed + seeds - 1}. The same command gives the same bytes.`,
        `The scenario below, saved as ${file}${beside}, gives this report again.`,
        ...changesFile(input),
      ],
    },
    {
      is: 'code',
      caption: 'Command',
      language: 'sh',
      text: `${changes === undefined ? '' : `sha256sum ${changes}\n`}npm run -s driftlab -- report ${file} --seeds ${seeds} --out ${scenario.id}.report.html`,
    },
    ...(changes === undefined
      ? [
          {
            is: 'code',
            caption: 'Link, behind the address at which Driftlab is served',
            language: 'text',
            text: bookmarkLink(scenario, variants, text, seed),
          } as const,
        ]
      : []),
    {
      is: 'table',
      caption: 'Fingerprints of all runs: the same where anybody repeats them.',
      small: true,
      cells: [
        ['Seed', ...variants.map(({ id }) => id)],
        ...fingerprints.map(({ seed: own, lanes: all }) => [String(own), ...all]),
      ],
    },
    { is: 'code', caption: 'The scenario in full, as it was in effect', language: 'yaml', text },
  ];
}

/** The headings of a Markdown Any Decision Record, to be filled in. */
const RECORD = [
  'Context and problem statement',
  'Decision drivers',
  'Considered options',
  'Decision outcome',
  'Consequences',
  'Confirmation',
  'Pros and cons of the options',
  'More information',
] as const;

const record: readonly Block[] = [
  { is: 'heading', text: 'Decision record', newPage: true },
  {
    is: 'table',
    caption: 'To be filled in by those who decide.',
    words: true,
    cells: [
      ['Heading', 'Text'],
      ['Status', ''],
      ['Date', ''],
      ['Decision makers', ''],
      ...RECORD.map((heading) => [heading, '']),
    ],
  },
];

export const appendix = (input: ReportInput): readonly Block[] =>
  [moving, lanes, noticing, evidence, numbers, provenance].flatMap((part) => part(input)).concat(record);
