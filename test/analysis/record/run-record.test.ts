// A recorded run as whoever has no page may have it: from a spec to moments, to what a repair wrote, and to chains of causes. The
// worker takes no part.

import { describe, expect, test } from 'vitest';
import { clockStart } from '../../../src/analysis/clock.ts';
import { recording } from '../../../src/analysis/record/recording.ts';
import type { FinishedRun } from '../../../src/analysis/record/run-record.ts';
import type { Circumstances } from '../../../src/analysis/user/cause.ts';
import { causesOf } from '../../../src/analysis/user/causes.ts';
import { endingOf } from '../../../src/analysis/user/ending.ts';
import { lasting } from '../../../src/analysis/user/spans.ts';
import { storyOf } from '../../../src/analysis/user/story.ts';
import { drive } from '../../../src/engine/experiment/comparison.ts';
import { CELL_BITS, IS_REPAIR, type Scenario } from '../../../src/engine/index.ts';
import { incidents } from '../../support/incidents.ts';
import { type RunChoice, specFor } from '../../support/scenarios.ts';

const silence = incidents['the publisher is silent for an hour'] as Scenario;
const recorded = (choice: RunChoice): FinishedRun => drive(recording(specFor(silence, choice)).work);

/** The causes by which the contract says that a repair wrote a row. */
const BY_REPAIR = ['replay', 'republish', 'snapshot', 'api', 'database', 'sweep', 'redrive'];

test('of the causes of a write, those of repairs are repairs', () => {
  const repairs = Object.entries(IS_REPAIR).filter(([, isRepair]) => isRepair);
  expect(repairs.map(([cause]) => cause)).toEqual(BY_REPAIR);
});

describe('a cell is marked as repaired from the moment at which a repair wrote its row', () => {
  const log = { 'broker.kind': 'log', 'billing.consumers': 1 };
  const repairs: readonly [cause: string, choice: RunChoice][] = [
    ['replay', { strategy: 'replay', set: log }],
    ['republish', { strategy: 'republish-events' }],
    ['snapshot', { strategy: 'republish-state' }],
    ['api', { strategy: 'resync' }],
    ['sweep', { strategy: 'resync-naive' }],
  ];
  test.each(repairs)('by %s', (cause, choice) => {
    const run = recorded(choice);
    const lines = Array.from({ length: run.tape.length }, (_, at) => run.tape.line(at));
    const copies = lines.filter((line) => line.kind === 'copy');
    const written = copies.filter((line) => BY_REPAIR.includes(line.cause));
    expect(written.map((line) => line.cause)).toContain(cause);
    const times = [0, ...written.filter((_, n) => n % 7 === 0).map(({ t }) => t), run.facts.endedAt];
    for (const time of times) {
      const { cells } = run.frames.frame({ time, exact: false });
      const marked = [...cells.keys()].filter((user) => ((cells[user] as number) & CELL_BITS.repaired) !== 0);
      const due = new Set(written.filter(({ t }) => t <= time).map(({ user }) => user));
      expect(marked, `at ${time} µs`).toEqual([...due].filter((user) => user < cells.length).sort((a, b) => a - b));
    }
  });
});

test('why, without page and worker: from a difference back to the fault, and on to what ended it', () => {
  const run = recorded({ strategy: 'resync' });
  const { facts } = run;
  const about: Circumstances = {
    start: clockStart(facts.spec.scenario.start),
    faults: facts.faults,
    policy: facts.spec.scenario.billing.policy,
    end: Math.max(facts.length, facts.endedAt),
  };
  let explained = 0;
  for (let user = 1; user <= facts.users; user++) {
    const lines = run.history(user);
    const reads = run.reads(user);
    for (const span of lasting(storyOf(user, { lines, end: about.end, reads }).divergent)) {
      const why = causesOf(lines, span.from, about).map(({ text }) => text);
      const ended = endingOf(lines, span, { ...about, reads }).map(({ text }) => text);
      expect([...why, ...ended].join(' ')).not.toMatch(/undefined|null|NaN|\[object/);
      if (!ended.some((text) => text.startsWith('The repair read page'))) continue;
      explained++;
      expect(why.at(-1)).toMatch(/^The fault “Publisher silent” was active, from \d\d:\d\d:\d\d to \d\d:\d\d:\d\d\.$/);
    }
  }
  expect(explained).toBeGreaterThan(3);
});
