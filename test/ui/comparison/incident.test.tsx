// The timeline of an incident by role and name: five marks in every lane with their distances in words; of a lane that is not over, only
// what was shown.
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { recording } from '../../../src/analysis/record/recording.ts';
import { HOUR, specOf } from '../../../src/engine/index.ts';
import { IncidentTimeline } from '../../../src/ui/comparison/incident.tsx';
import type { RunFacts } from '../../../src/worker/door.ts';
import { newRunner, renderWith } from '../../support/runner.tsx';
import { scenario, silent, variant } from '../../support/scenarios.ts';

afterEach(cleanup);

const of = scenario({
  length: '24h',
  population: { users: 500, suspendedShare: 0.2 },
  workload: { suspend: '0.05/h', reactivate: '0.2/h', signUps: '0/h', delete: '0/h' },
  billing: { policy: 'version' },
  people: { find: '30m', build: '45m', review: '30m', run: '15m', fix: '20m', handOff: '1d', hours: 'always' },
  faults: [silent('10h', '1h')],
  repair: { at: '12h' },
});
const variants = [
  variant('wait'),
  variant('resync', { id: 'credited', then: [{ strategy: 'credit-notes', parameters: {} }] }),
];
let lanes: readonly RunFacts[] = [];

beforeAll(() => {
  lanes = variants.map((each) => {
    const { work } = recording(specOf(of, each, 1));
    let step = work.next();
    while (step.done !== true) step = work.next();
    return step.value.facts;
  });
});

const show = (page: object) => {
  const runner = newRunner();
  runner.set({ comparing: true, ...page });
  const result = { scenario: of, seed: 1, variants: lanes.map((facts) => facts.result) };
  renderWith(runner, <IncidentTimeline lanes={lanes} result={result} />);
  return within(screen.getByRole('region', { name: 'Incident' })).getAllByRole('listitem');
};

const MARKS = ['Broken', 'Noticed', 'Fixed', 'Mended', 'Money back'];
const told = (lane: HTMLElement | undefined) => MARKS.filter((mark) => within(lane as HTMLElement).queryByText(mark));

test('all five are told in every lane, with when the money was back where it came back', () => {
  const [wait, credited] = show({ lifted: true });
  expect(told(wait)).toEqual(MARKS);
  expect(told(credited)).toEqual(MARKS);
  expect(wait?.textContent).toMatch(/Money back never: \d+ wrong invoices stay/);
  expect(credited?.textContent).toMatch(/Money back \D*\d\d:\d\d .*1 h \d+ min after that/);
});

test('of a lane that is not over only what was shown is told', () => {
  const [, credited] = show({ lifted: false, lanesReached: 12.5 * HOUR });
  expect(told(credited)).toEqual(['Broken', 'Noticed', 'Fixed']);
});

test('before anything has broken nothing is told', () => {
  for (const lane of show({ lifted: false, lanesReached: 9 * HOUR }))
    expect(lane.textContent).toContain('Nothing has broken yet.');
});
