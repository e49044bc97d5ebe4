// The narrow bands of the timeline, drawn with numbers of our own.
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { SeenFacts } from '../../../src/analysis/seen.ts';
import { FaultStrip, InvoiceStrip, RepairStrip } from '../../../src/ui/timeline/strips.tsx';
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

test('a fault’s bar is framed from its beginning to its end, and its name covers nothing beyond', () => {
  const facts = {
    faults: [{ name: 'f', title: 'Publisher silent', at: 100, until: 160 }],
    length: 900,
    endedAt: 900,
  } as unknown as SeenFacts;
  renderWith(
    newRunner(),
    <svg role="img" aria-label="Faults">
      <FaultStrip facts={facts} x={(time) => time} y={0} rows={1} bar={18} width={800} left={50} />
    </svg>,
  );
  const ends = [...screen.getByRole('img', { name: 'Faults' }).querySelectorAll('rect')].map((rect) => {
    const [from, wide] = [Number(rect.getAttribute('x')), Number(rect.getAttribute('width'))];
    return { from, to: from + wide };
  });
  expect(ends.map(({ to }) => to <= 160)).toEqual(ends.map(() => true));
  expect(ends).toContainEqual({ from: 100.5, to: 159.5 });
  // A bar with no room for its name has it behind its end.
  const words = screen.getByText('Publisher silent, 60 µs');
  expect(Number(words.getAttribute('x'))).toBeGreaterThan(160);
});

test('that a repair is planned is said before its moment where it would be cut behind it', () => {
  const planned = (repairAt: number) => {
    const facts = {
      phases: [],
      seeding: [],
      repairAt,
      until: 0,
      length: 900,
      endedAt: 900,
      spec: { scenario: { start: '2026-01-05T00:00:00Z' } },
    } as unknown as SeenFacts;
    renderWith(
      newRunner(),
      <svg role="img" aria-label="Repair">
        <RepairStrip facts={facts} x={(time) => time} y={0} bar={18} width={390} left={10} />
      </svg>,
    );
    const x = Number(screen.getByText(/^planned for/).getAttribute('x'));
    cleanup();
    return x;
  };
  expect(planned(100)).toBe(107);
  expect(planned(330)).toBeLessThan(330 - 100);
});
