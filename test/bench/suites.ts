// The suites: which candidates run side by side, and the bars that the ratios of their medians are held against. The bars
// were all shown possible by a prototype before the engine was written.
import { availableParallelism } from 'node:os';
import { SWITCHES } from './domain.ts';
import { cppHold, drivenPage, pythonServer } from './native.ts';
import { SMALL_SWITCHES } from './small.ts';
import { type Bar, ours, ratio, type Suite } from './suite.ts';

function holdSuite(pending: number, bar: number): Suite {
  const million = pending === 1e6;
  return {
    id: `hold-${pending}`,
    title: `Event queue, hold model, ${pending} tasks pending`,
    candidates: () => [
      ours('ours', 'our-hold', pending, 2e6),
      { ...ours('simjs', 'simjs-hold', pending, million ? 2e5 : 5e5), rounds: million ? 3 : Number.POSITIVE_INFINITY },
      cppHold(pending, 2e6),
    ],
    bars: [
      { what: 'ours to simjs', sense: 'at least', bar, value: ratio('ours', 'simjs', 'perSecond') },
      { what: 'ours to C++', sense: 'at least', bar: 0.55, value: ratio('ours', 'C++', 'perSecond') },
    ],
  };
}

const server: Suite = {
  id: 'server',
  title: 'One server with load 0.8 (M/M/1; arrivals and departures)',
  candidates: () => [ours('ours', 'our-server', 2e6), ours('simjs', 'simjs-server', 1e5), pythonServer(1e5)],
  bars: [
    { what: 'ours to simjs', sense: 'at least', bar: 12, value: ratio('ours', 'simjs', 'perSecond') },
    { what: 'ours to SimPy', sense: 'at least', bar: 40, value: ratio('ours', 'SimPy', 'perSecond') },
  ],
};

const MANY = { measure: ['--max-old-space-size=8000'] };

function domainSuite(id: string, title: string, size: string, bar: number): Suite {
  return {
    id,
    title: `The whole engine, ${title}`,
    candidates: () => [
      ours('ours', 'whole-run', size),
      ours('reference', 'reference', size),
      ours('reference, warmed', 'reference', size, 'warmed'),
    ],
    before: { candidates: ['ours'], measurement: 'changesPerSecond' },
    bars: [
      {
        what: 'changes per CPU second, ours to closures and objects',
        sense: 'at least',
        bar,
        value: ratio('ours', 'reference', 'changesPerSecond'),
      },
    ],
    also: (medians) => {
      const speed = (name: string) => medians.get(name)?.['changesPerSecond'] ?? Number.NaN;
      return [
        `${(speed('ours') / speed('reference, warmed')).toFixed(2)} times closures and objects that are warmed too`,
      ];
    },
  };
}

const features: Suite = {
  id: 'features',
  title: 'What each feature costs (100000 users, 100 changes/s, 2 h)',
  candidates: () => [
    ours('as it is', 'domain', 'large'),
    ...Object.entries(SWITCHES).map(([word, { title }]) => ours(title, 'domain', 'large', word)),
  ],
  bars: [],
  also: (medians) => {
    const seconds = (name: string) => medians.get(name)?.['seconds'] ?? Number.NaN;
    const percent = (name: string) => ((seconds(name) / seconds('as it is') - 1) * 100).toFixed(1).padStart(7);
    return Object.values(SWITCHES).map(({ title }) => `${percent(title)} %  ${title}`);
  },
};

function walkSuite(id: string, title: string, size: string, speed: number, forkShare: boolean): Suite {
  const most = (what: string, measurement: string, bar: number): Bar => ({
    what,
    sense: 'at most',
    bar,
    value: (of) => of('200 marks', measurement),
  });
  const flags = MANY.measure;
  return {
    id,
    title: `Time travel, ${title}, 100 changes/s, 6 h, 200 marks`,
    candidates: () => [
      { ...ours('200 marks', 'walks', size, 200, 100), flags },
      { ...ours('no marks', 'walks', size, 1, 0), flags },
    ],
    bars: [
      {
        what: 'speed with marks, of that without',
        sense: 'at least',
        bar: speed,
        value: ratio('200 marks', 'no marks', 'tasksPerSecond'),
      },
      most('a view, median, of the whole run', 'view', 1 / 150),
      most('an exact seek, median, of the whole run', 'seek', 1 / 75),
      most('an exact seek, 99th of 100, of the whole run', 'seekLongest', 1 / 15),
      most('a fork, copies of the tables', 'forkCopies', 8),
      ...(forkShare ? [most('a fork, of the whole run', 'fork', 1 / 500)] : []),
      {
        what: 'a fork run to the end is its parent',
        sense: 'at least',
        bar: 1,
        value: (of) => of('200 marks', 'exact'),
      },
    ],
  };
}

/** Sixty runs, each by itself or four to a seed; the reference is the one by which the bar was set: a day of the same model, at its first run. */
const sweep: Suite = {
  id: 'sweep',
  title: 'Many short runs (10000 users, 10 changes/s, 2 h), set-up included',
  candidates: () => [
    ours('ours', 'runs', 60),
    ours('reference, a day', 'reference', 'small'),
    ours('reference, short runs', 'reference-runs', 10),
    ours('4 strategies, common past', 'together', 15),
    ours('4 strategies, one by one', 'separately', 15),
  ],
  before: { candidates: ['ours', '4 strategies, common past'], measurement: 'runsPerSecond' },
  bars: [
    {
      what: 'changes per CPU second, ours to closures and objects',
      sense: 'at least',
      bar: 5,
      value: ratio('ours', 'reference, a day', 'changesPerSecond'),
    },
    {
      what: 'common past and 4 forks, to 4 runs',
      sense: 'at least',
      bar: 1.2,
      value: ratio('4 strategies, common past', '4 strategies, one by one', 'runsPerSecond'),
    },
  ],
  also: (medians) => {
    const speed = (name: string) => medians.get(name)?.['runsPerSecond'] ?? Number.NaN;
    return [
      `${(speed('ours') / speed('reference, short runs')).toFixed(2)} times closures and objects in as short runs, warmed too`,
    ];
  },
};

const smallRuns: Suite = {
  id: 'small-runs',
  title: 'Runs of one user over two hours, with a fault and a repair',
  candidates: () => [ours('put back', 'small-runs', 5_000), ours('each anew', 'small-runs-anew', 2_000)],
  before: { candidates: ['put back', 'each anew'], measurement: 'runsPerSecond' },
  bars: [
    {
      what: 'runs per CPU second, put back',
      sense: 'at least',
      bar: 10_000,
      value: (of) => of('put back', 'runsPerSecond'),
    },
  ],
};

const smallFeatures: Suite = {
  id: 'small-runs-features',
  title: 'What each feature costs a run of one user over two hours',
  candidates: () => [
    ours('as it is', 'small-runs', 5_000),
    ...Object.entries(SMALL_SWITCHES).map(([word, { title }]) => ours(title, 'small-runs-with', 5_000, word)),
  ],
  bars: [],
  also: (medians) => {
    const each = (name: string) => 1e6 / (medians.get(name)?.['runsPerSecond'] ?? Number.NaN);
    const micros = (name: string) => (each(name) - each('as it is')).toFixed(1).padStart(7);
    return Object.values(SMALL_SWITCHES).map(({ title }) => `${micros(title)} µs a run  ${title}`);
  },
};

const GROWTH = [1e3, 1e4, 1e5, 1e6, 1e7] as const;

const growth: Suite = {
  id: 'growth',
  title: 'A day of ever more users, each of whom changes twice in it; opening and result included',
  candidates: () =>
    GROWTH.map((users) => ({
      ...ours(`${users} users`, 'growth', users),
      rounds: users >= 1e6 ? 1 : Number.POSITIVE_INFINITY,
    })),
  bars: [
    {
      what: 'ten million users, MB of the process at its highest',
      sense: 'at most',
      bar: 4096,
      value: (of) => of('10000000 users', 'megabytes'),
    },
  ],
};

const memory: Suite = {
  id: 'memory',
  title: 'Memory (100000 users, 100 changes/s, 6 h)',
  candidates: () => [
    { ...ours('200 marks', 'memory', 'long', 200), flags: ['--expose-gc', ...MANY.measure], rounds: 1 },
    { ...ours('no marks', 'memory', 'long', 1), flags: ['--expose-gc', ...MANY.measure], rounds: 1 },
  ],
  bars: [
    {
      what: '200 marks, of 200 copies of the tables',
      sense: 'at most',
      bar: 1 / 15,
      value: (of) => (of('200 marks', 'bytes') - of('no marks', 'bytes')) / (200 * of('no marks', 'tables')),
    },
    { what: 'bytes of log per task', sense: 'at most', bar: 8, value: (of) => of('no marks', 'perTask') },
    { what: 'bytes of tables per user', sense: 'at most', bar: 16, value: (of) => of('no marks', 'perUser') },
  ],
};

const DONE = { play: 'playing', scrub: 'scrubbing', lanes: 'playing six lanes' } as const;

const page: Suite = {
  id: 'page',
  title: 'The page in Chromium: script per frame, ms (10000 users; the bare loop draws as many rectangles, or 1000)',
  candidates: () => [{ ...drivenPage('page', 'drive.mjs'), rounds: 3 }],
  bars: [
    ...(['play', 'scrub'] as const).map(
      (what): Bar => ({
        what: `${DONE[what]}, script per frame, of the bare loop's`,
        sense: 'at most',
        bar: 3,
        value: (of) => of('page', what) / of('page', 'bareCells'),
      }),
    ),
    {
      what: 'over 1000 messages moving, script per frame, ms',
      sense: 'at most',
      bar: 8,
      value: (of) => of('page', 'moving'),
    },
    {
      what: 'longest task while scrubbing, ms (0: none over 50)',
      sense: 'at most',
      bar: 50,
      value: (of) => of('page', 'longest'),
    },
    {
      what: 'a fault injected into a run of 300000 users until it is seen, of the whole run',
      sense: 'at most',
      bar: 1 / 5,
      value: (of) => of('page', 'change') / of('page', 'whole'),
    },
    {
      what: 'a frame of 100000 users as objects, to as bytes',
      sense: 'at least',
      bar: 10,
      value: (of) => of('page', 'objects') / of('page', 'bytes'),
    },
  ],
};

const pageMemory: Suite = {
  id: 'page-memory',
  title:
    'The page in Chromium with two million users for a day: megabytes of its process, one run and six lanes; script per frame, ms',
  candidates: () => [{ ...drivenPage('page-memory', 'memory.mjs'), rounds: 1 }],
  bars: [
    {
      what: 'history of the run and six lanes over all, MB',
      sense: 'at most',
      bar: 512,
      value: (of) => of('page-memory', 'history'),
    },
    {
      what: 'the process, after six lanes, MB',
      sense: 'at most',
      bar: 2000,
      value: (of) => of('page-memory', 'six'),
    },
    {
      what: 'the process at its highest, MB',
      sense: 'at most',
      bar: 2000,
      value: (of) => of('page-memory', 'most'),
    },
    ...(['play', 'scrub', 'lanes'] as const).map(
      (what): Bar => ({
        what: `${DONE[what]}, script per frame, of the bare loop's`,
        sense: 'at most',
        bar: 3,
        value: (of) => of('page-memory', what) / of('page-memory', 'bareLoop'),
      }),
    ),
  ],
};

const CORES = availableParallelism();

const workers: Suite = {
  id: 'workers',
  title: `A sweep of four lanes on ${CORES} threads (${CORES} cores)`,
  candidates: () => [ours('one thread', 'sweep-on', 1, 150), ours('all threads', 'sweep-on', CORES, 150 * CORES)],
  bars: [
    {
      what: 'a seed’s CPU time on one thread to that on all',
      sense: 'at least',
      bar: 0.75,
      value: ratio('all threads', 'one thread', 'seedsPerCpuSecond'),
    },
  ],
  also: (medians) => {
    const [one, all] = ['one thread', 'all threads'].map((name) => medians.get(name)?.['seedsPerSecond'] ?? Number.NaN);
    const share = (all as number) / (one as number) / CORES;
    return [`${share.toFixed(2)} of linear by the clock, with whatever else the machine had to do`];
  },
};

export const suites: readonly Suite[] = [
  holdSuite(100, 3),
  holdSuite(1e4, 8),
  holdSuite(1e6, 12),
  server,
  domainSuite('domain', '100000 users, 100 changes/s, 2 h', 'large', 6),
  domainSuite('domain-small', '10000 users, 10 changes/s, 24 h', 'small', 4),
  walkSuite('time-travel', '100000 users', 'long', 0.8, true),
  walkSuite('time-travel-million', 'a million users', 'million', 0.7, false),
  sweep,
  smallRuns,
  smallFeatures,
  workers,
  growth,
  memory,
  features,
  page,
  pageMemory,
];
