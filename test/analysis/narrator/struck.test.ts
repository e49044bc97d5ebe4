// What has just struck and is over: a deed, for five minutes; not a fault that lasts, nor one that was taken away before it came.
import { expect, test } from 'vitest';
import { billingStatus, spoken } from '../../../src/analysis/component-status.ts';
import { isOverAtOnce, justStruck, NEWS } from '../../../src/analysis/narrator/struck.ts';
import type { FaultSpan } from '../../../src/engine/index.ts';
import { scenario, specFor } from '../../support/scenarios.ts';

const span = (fault: string, at: number, until: number): FaultSpan => ({
  name: `${fault}-1`,
  fault,
  title: fault,
  place: 'billing',
  at,
  until,
  injected: true,
});
const restore = span('billing-restore', 1000, 1000);

test('a deed is over at once; what lasts is not, however short it was', () => {
  expect(isOverAtOnce(restore)).toBe(true);
  expect(isOverAtOnce(span('redrive', 1000, 900)), 'taken away before').toBe(false);
  expect(isOverAtOnce(span('consumer-down', 1000, 1000)), 'taken away as it began').toBe(false);
});

test('it is news from its moment on, for so long, and the newest comes first', () => {
  const redrive = span('redrive', 2000, 2000);
  const at = (time: number) => justStruck([restore, redrive], time).map(({ fault }) => fault);
  expect([at(999), at(1000), at(2000)]).toEqual([[], ['billing-restore'], ['redrive', 'billing-restore']]);
  expect([at(1000 + NEWS), at(1001 + NEWS), at(2001 + NEWS)]).toEqual([
    ['redrive', 'billing-restore'],
    ['redrive'],
    [],
  ]);
});

test('whoever hears the page hears of it', () => {
  const status = billingStatus(specFor(scenario({})), null);
  expect(spoken(status)).toMatch(/No fault here\.$/);
  expect(spoken(status, [restore])).toMatch(/No fault here\. Just happened: billing-restore\.$/);
});
