// What a scenario is called, and how long it runs: the keys that stand in no section.
import { duration } from './compiled.ts';
import { LONGEST, type SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

export const headKeys = {
  schema: { type: 'integer', summary: 'Version of this format.', min: 1, max: 1, default: 1 },
  id: {
    type: 'text',
    form: 'line',
    longest: 200,
    computed: "the file's name without its ending",
    summary: 'Name on the command line and in links.',
  },
  title: { type: 'text', form: 'line', longest: 200, summary: 'Name on the page.' },
  description: {
    type: 'text',
    form: 'prose',
    longest: 100_000,
    default: '',
    summary: 'Markdown, shown beside the run.',
  },
  seed: {
    type: 'integer',
    summary: 'Chooses the random world: the same seed, the same world.',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    default: 1,
  },
  start: { type: 'instant', summary: 'What the clock shows at time 0.', default: '2026-01-05T00:00:00Z' },
  length: {
    type: 'duration',
    summary: 'When the workload and the invoice runs end.',
    min: 1,
    max: LONGEST,
    default: '24h',
  },
  settleWithin: {
    type: 'duration',
    summary: 'How long after `length` the run may go on while something is in flight.',
    min: 0,
    max: LONGEST,
    default: '7d',
  },
  opensAt: { type: 'duration', summary: 'Where the page opens, paused.', min: 0, max: LONGEST, default: '0s' },
} as const satisfies SectionShape['keys'];

type Head = ValueOf<{ readonly type: 'section'; readonly keys: typeof headKeys }>;

export const compileHead = ({ length, settleWithin }: Head) => ({
  length: duration(length),
  settleWithin: duration(settleWithin),
});
