// The narrow bands of the timeline, drawn with numbers of our own.
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { SeenFacts } from '../../../src/analysis/seen.ts';
import { InvoiceStrip } from '../../../src/ui/timeline/strips.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

test('the numbers of an invoice run are written where its tick can be seen, and nowhere else', () => {
  const sent: Readonly<Record<number, number>> = { 90: 111, 300: 222, 600: 333, 810: 444 };
  const invoiceRuns = Object.entries(sent).map(([at, count]) => ({
    time: Number(at),
    sent: count,
    wrong: 0,
    missed: 0,
  }));
  const facts = { invoiceRuns, runsAhead: [] } as unknown as SeenFacts;
  renderWith(
    newRunner(),
    <svg role="img" aria-label="Runs">
      <InvoiceStrip facts={facts} x={(time) => time} y={0} height={30} width={800} left={100} />
    </svg>,
  );
  const written = Object.values(sent).filter((count) => screen.queryByText(`all ${count} right`) !== null);
  expect(written).toEqual([222, 333]);
});
