// The space-time diagram’s story and its chains of causes: by hand for one user’s few lines, and against whole runs, where every
// line that should be told is told and every collapsed run says how many it stands for.
import { expect, test } from 'vitest';
import { firstLine } from '../../../src/analysis/record/lines.ts';
import type { FinishedRun } from '../../../src/analysis/record/run-record.ts';
import { barsOf } from '../../../src/analysis/user/bars.ts';
import { isWrongInvoice } from '../../../src/analysis/user/cause.ts';
import { causesOf, whyInvoice } from '../../../src/analysis/user/causes.ts';
import { placer } from '../../../src/analysis/user/columns.ts';
import { endingOf } from '../../../src/analysis/user/ending.ts';
import { labelLevels } from '../../../src/analysis/user/labels.ts';
import { lasting, type Span } from '../../../src/analysis/user/spans.ts';
import { type Story, storyOf } from '../../../src/analysis/user/story.ts';
import { markWords } from '../../../src/analysis/user/story-words.ts';
import { requestText } from '../../../src/engine/index.ts';
import { handMadeIn, lostThenRepublished } from '../../support/hand-made.ts';
import { heldRun, histories } from '../../support/held.ts';

const SECOND = 1_000_000;
/** Runs as a whole are nobody’s lines. */
const LINES = lostThenRepublished.filter(({ kind }) => !kind.startsWith('invoice-run'));
const END = 1000 * SECOND;
const ABOUT = {
  start: 0,
  end: END,
  faults: [
    {
      fault: 'publisher-silent',
      title: 'Publisher silent',
      place: 'user' as const,
      at: 90 * SECOND,
      until: 150 * SECOND,
    },
  ],
};

test('a story tells when truth and copy differ, what was lost, what waited and which invoice was wrong', () => {
  const story = storyOf(7, { lines: LINES, end: END });
  expect(story.divergent).toEqual([{ from: 100 * SECOND, to: 330 * SECOND, value: 'overbilled' }]);
  expect(story.marks.map(({ what, wrong }) => (wrong ? `${what}!` : what))).toEqual([
    'commit',
    'commit',
    'lost',
    'invoice!',
    'again',
    'publish',
    'deliver',
    'repaired',
  ]);
  expect(story.waits).toEqual([{ from: 300 * SECOND, to: 320 * SECOND, value: '0' }]);
  const arrows = story.arrows.map(({ from, to, kind }) => [story.marks[from]?.what, kind, story.marks[to]?.what]);
  expect(arrows).toEqual([
    ['commit', 'lost', 'lost'],
    ['again', 'publish', 'publish'],
    ['deliver', 'deliver', 'repaired'],
  ]);
  expect(story.columns.map(({ time }) => time / SECOND)).toEqual([0, 100, 200, 300, 320, 330]);
});

test('why: from the invoice back to the fault, and what ended it', () => {
  expect(causesOf(LINES, 250 * SECOND, ABOUT).map(({ text }) => text)).toEqual([
    'Invoice 00:03 went to a user who was suspended.',
    'Billing’s copy says active, version 1.',
    'Version 2, UserSuspended, was never published.',
    'The fault “Publisher silent” was active, from 00:01:30 to 00:02:30.',
  ]);
  expect(causesOf(LINES, 400 * SECOND, ABOUT)).toEqual([]);
  const [span] = lasting(storyOf(7, { lines: LINES, end: END }).divergent);
  expect(span && endingOf(LINES, span, ABOUT).map(({ text }) => text)).toEqual([
    'Billing applied version 2, UserSuspended, which the User team published again.',
    '1 wrong invoice had gone out; a repair of the copy changes no invoice.',
  ]);
});

test('what is still open behind what has been shown has not ended so far', () => {
  const shown = LINES.filter(({ t }) => t <= 250 * SECOND);
  const [span] = lasting(storyOf(7, { lines: shown, end: END }).divergent) as [Span];
  const ending = (hides: boolean) => endingOf(shown, span, { ...ABOUT, hides }).map(({ text }) => text)[0];
  expect(ending(true)).toBe('Nothing has, in what has been shown so far.');
  expect(ending(false)).toBe('Nothing did: truth and copy differ to the end of the run.');
});

test('a requeued message is told with its reason, its second attempt, and why it was turned away', () => {
  const user = 7;
  const created = { user, version: 1, status: 'active' } as const;
  const suspended = { user, version: 2, status: 'suspended' } as const;
  const reactivated = { user, version: 3, status: 'active' } as const;
  const lines = handMadeIn(
    { billing: { policy: 'version', consumers: 2 } },
    ['0s', 'commit', { ...created, cause: 'initial' }],
    ['0s', 'copy', { ...created, cause: 'initial' }],
    ['100s', 'commit', { ...suspended, cause: 'workload' }],
    ['100s', 'publish', { message: 0, ...suspended, cause: 'live' }],
    ['101s', 'deliver', { message: 0, attempt: 1, consumer: 1 }],
    ['110s', 'requeue', { message: 0, attempt: 1, consumer: 1, reason: 'consumer-down' }],
    ['120s', 'commit', { ...reactivated, cause: 'workload' }],
    ['120s', 'publish', { message: 1, ...reactivated, cause: 'live' }],
    ['121s', 'deliver', { message: 1, attempt: 1, consumer: 2 }],
    ['122s', 'apply', { message: 1, user, version: 3, effect: 'applied' }],
    ['122s', 'copy', { ...reactivated, cause: 'event' }],
    ['200s', 'deliver', { message: 0, attempt: 2, consumer: 1 }],
    ['201s', 'apply', { message: 0, user, version: 2, effect: 'stale' }],
  );
  const { marks, arrows } = storyOf(user, { lines, end: END });
  expect(marks.map((mark) => markWords(mark, 0)).filter((words) => /attempt 2|requeued|stale/.test(words))).toEqual([
    'Broker: requeued: Consumer down',
    'Broker: attempt 2',
    'Billing copy: v2, stale',
  ]);
  expect(arrows.map(({ kind }) => kind)).toEqual(['publish', 'publish', 'deliver', 'bounce']);
});

const endOf = ({ facts }: FinishedRun): number => Math.max(facts.length, facts.endedAt);

function told(held: FinishedRun, user: number, every: boolean, lines = held.history(user)): Story {
  const missedRuns = held.facts.invoiceRuns.filter(({ missed }) => missed > 0).map(({ time }) => time);
  const reads = held.reads(user);
  return storyOf(user, { lines, end: endOf(held), reads, missedRuns, every });
}

test('every invoice is told or counted, and missed ones add up to the measure', () => {
  const held = heldRun('broken-publisher', 'resync', { users: 400 });
  const all = histories(held);
  const sum = { sent: 0, wrong: 0, missed: 0 };
  for (let user = 1; user <= held.facts.users; user++) {
    const counts = [true, false].map((every) => {
      const { marks } = told(held, user, every, all[user]);
      const count = (test: (mark: Story['marks'][number]) => boolean) =>
        marks.filter(test).reduce((total, mark) => total + mark.count, 0);
      return {
        sent: count(({ what }) => what === 'invoice'),
        wrong: count(({ what, wrong }) => what === 'invoice' && wrong),
        missed: count(({ what }) => what === 'missed'),
      };
    });
    expect(counts[1]).toEqual(counts[0]);
    for (const name of ['sent', 'wrong', 'missed'] as const) sum[name] += counts[1]?.[name] ?? 0;
  }
  const { sent, wrong, missed } = held.facts.result.measures['invoices'] as Record<string, number>;
  expect(sum).toEqual({ sent, wrong, missed });
});

test('after a resync every healed user has the page that healed them, counted as the engine asked for it', () => {
  const held = heldRun('broken-publisher', 'resync', { users: 600 });
  const all = histories(held);
  const pages: string[] = [];
  for (let at = 0; at < held.tape.length; at++) {
    const each = held.tape.line(at);
    if (each?.kind === 'api' && each.request.kind === 'page') pages.push(requestText(each.request));
  }
  let healed = 0;
  for (let user = 1; user <= held.facts.users; user++) {
    const { marks, arrows } = told(held, user, false, all[user]);
    const copies = (all[user] ?? []).filter((each) => each.kind === 'copy' && each.cause === 'api');
    const reads = held.reads(user).filter(({ led }) => led?.kind === 'copy' && led.cause === 'api');
    expect(reads.map(({ led }) => led?.i)).toEqual(copies.map(({ i }) => i));
    for (const { page, line: answer } of reads) expect(page).toBe(pages.indexOf(requestText(answer.request)) + 1);
    const repaired = marks.findIndex(({ what, lifeline }) => what === 'repaired' && lifeline === 'copy');
    if (repaired < 0 || marks[repaired]?.label !== 'repaired') continue;
    healed++;
    expect(arrows.some(({ kind, to }) => kind === 'read' && to === repaired)).toBe(true);
  }
  expect(healed).toBeGreaterThan(5);
});

test('every wrong invoice of a run has a chain that ends at the fault, within the fault’s time', () => {
  const held = heldRun('broken-publisher', 'wait', { users: 1500 });
  const { faults } = held.facts;
  let wrong = 0;
  for (const lines of histories(held)) {
    for (const invoice of lines.filter(isWrongInvoice)) {
      wrong++;
      const causes = whyInvoice(lines, invoice, { start: 0, faults, end: endOf(held) });
      expect(causes.at(-1)?.text).toBe('The fault “Publisher silent” was active, from 10:00:00 to 11:00:00.');
      expect(causes.map(({ time }) => time).every((time) => time <= invoice.t)).toBe(true);
    }
  }
  expect(wrong).toBe((held.facts.result.measures['invoices'] as Record<string, number>)['wrong']);
});

test('an obsolete message is marked where the policy lets it in, and told as the reason', () => {
  const held = heldRun('broken-publisher', 'republish-events', { users: 3000 });
  const all = histories(held);
  const about = { start: 0, faults: held.facts.faults, end: endOf(held) };
  let seen = 0;
  for (let user = 1; user <= held.facts.users; user++) {
    const lines = all[user] ?? [];
    const regression = firstLine(lines, 'apply', ({ effect }) => effect === 'regressed');
    if (regression === undefined) continue;
    const { marks } = told(held, user, false, lines);
    expect(marks.some(({ what, obsolete }) => what === 'again' && obsolete)).toBe(true);
    const chain = causesOf(lines, regression.t, about).map(({ text }) => text);
    // An older state may happen to be the same status.
    if (chain.length === 0) continue;
    seen++;
    expect(chain).toContain('The repair had published it again, though it was obsolete.');
  }
  expect(seen).toBeGreaterThan(2);
});

test('places keep the order of time, on both axes', () => {
  const { columns } = told(heldRun('broken-publisher', 'resync', { users: 400 }), 115, true);
  for (const byClock of [false, true]) {
    const x = placer(columns, { left: 10, right: 900, end: 86_400 * SECOND, byClock });
    const places = Array.from({ length: 400 }, (_, n) => x(n * 216 * SECOND));
    expect(places.every((place, n) => n === 0 || place >= (places[n - 1] as number))).toBe(true);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...places)).toBeLessThanOrEqual(900);
  }
});

test('labels give way to each other, bars of one row do not touch, phases of one team are one bar', () => {
  const text = 'invoice, wrong';
  const label = (x: number) => ({ x, text, anchor: 'middle' as const, line: 'copy' });
  expect(labelLevels([label(0), label(50), label(120), label(150)], 3)).toEqual([0, 1, 0, 1]);
  const phase = (name: string, team: 'billing' | 'none', from: number, to: number | null) => ({
    name,
    team,
    from,
    to,
    handsOn: 0,
  });
  const bars = barsOf({
    faults: [
      { title: 'A', at: 0, until: 10 },
      { title: 'B', at: 5, until: Number.POSITIVE_INFINITY },
    ],
    procedures: [
      { name: 'Seeding: Resync', phases: [phase('Scan', 'billing', 15, 25)] },
      {
        name: 'Resync',
        phases: [phase('Write', 'billing', 20, 30), phase('Scan', 'billing', 30, 40), phase('Done', 'none', 40, null)],
      },
    ],
    end: 100,
  });
  expect(bars).toEqual([
    { from: 0, to: 10, kind: 'fault', title: 'A', parts: [], row: 0 },
    { from: 5, to: 100, kind: 'fault', title: 'B', parts: [], row: 1 },
    { from: 15, to: 25, kind: 'billing', title: 'Seeding: Resync', parts: ['Scan'], row: 2 },
    { from: 20, to: 40, kind: 'billing', title: 'Resync', parts: ['Write', 'Scan'], row: 3 },
  ]);
});
