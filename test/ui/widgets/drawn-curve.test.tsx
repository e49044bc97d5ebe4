// A curve is drawn by keys as by hand, and the run's own is not in the document before it may be seen.
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DrawnCurve } from '../../../src/ui/widgets/drawn-curve.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

const HOUR = 3_600_000_000;
const filled = { text: 'Draw it', parts: [] };
const question = {
  ask: filled,
  twice: false,
  kind: 'curve' as const,
  lane: 'wait',
  measure: 'divergent.now',
  unit: 'users',
  from: 10 * HOUR,
  until: 12 * HOUR,
  values: [0, 100, 80],
  top: 100,
};

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(200);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const Drawing = ({ onDraw }: { readonly onDraw: (values: readonly number[]) => void }) => {
  const [guess, setGuess] = useState<readonly number[]>();
  const draw = (values: readonly number[]) => {
    setGuess(values);
    onDraw(values);
  };
  return <DrawnCurve question={question} start={0} guess={guess} onDraw={draw} known={null} letters={12} />;
};

test('keys go along and up, and what they draw has a value in words', async () => {
  const drawn: (readonly number[])[] = [];
  const { container } = renderWith(newRunner(), <Drawing onDraw={(values) => drawn.push(values)} />);
  const pen = screen.getByRole('slider', { name: 'Your curve' });
  pen.focus();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowRight}{ArrowRight}{ArrowDown}');
  const last = drawn.at(-1) ?? [];
  expect(last.slice(0, 4).map(Math.round)).toEqual([10, 10, 5, -1]);
  expect(pen.getAttribute('aria-valuetext')).toBe('8 % of the way, 5 users');
  expect(container.querySelectorAll('svg path').length).toBeLessThan(6);
});

test('the run’s own curve stands over it when it is revealed, and nothing can be drawn any more', () => {
  renderWith(
    newRunner(),
    <DrawnCurve
      question={question}
      start={0}
      guess={[5, 5, 5]}
      onDraw={null}
      known={{ time: question.until, value: null }}
      letters={12}
    />,
  );
  expect(screen.queryByRole('slider')).toBe(null);
});

test('of the run there is what has been shown, and its value then where it is known exactly', () => {
  const curve = (known: { readonly time: number; readonly value: number | null } | null) => {
    const { container, unmount } = renderWith(
      newRunner(),
      <DrawnCurve question={question} start={0} guess={undefined} onDraw={null} known={known} letters={12} />,
    );
    const line = container.querySelector('[class*=run]')?.getAttribute('d') ?? '';
    unmount();
    return line.split(/[ML]/).slice(1);
  };
  expect(curve(null)).toEqual([]);
  expect(curve({ time: 9 * HOUR, value: 0 })).toEqual([]);
  const half = curve({ time: 11.5 * HOUR, value: 60 });
  expect(half.length).toBe(3);
  expect(curve({ time: 11.5 * HOUR, value: 61 }).at(-1)).not.toBe(half.at(-1));
  expect(curve({ time: 12 * HOUR, value: null }).length).toBe(4);
});

test('a point that was drawn alone is a dot', () => {
  const { container } = renderWith(
    newRunner(),
    <DrawnCurve question={question} start={0} guess={[-1, 5, -1, 7, 7]} onDraw={null} known={null} letters={12} />,
  );
  expect(container.querySelector('[class*=guess]')?.getAttribute('d')).toMatch(/^M[\d. ]+h0M[\d. ]+h0L[\d. ]+$/);
});
