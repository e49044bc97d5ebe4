// Every law can fail: a trace that is right is changed in one place, as a fault of the engine would change it, and the law that this
// breaks is the one that complains.
import { expect, test } from 'vitest';
import { factsOf } from '../support/facts.ts';
import { busy } from '../support/incidents.ts';
import { brokenLaws } from '../support/laws.ts';
import type { Line } from '../support/lines.ts';
import { traceOf } from '../support/scenarios.ts';

const { lines, result, spec } = traceOf(busy({ billing: { policy: 'version' }, length: '2h' }), { seed: 5 });
const facts = factsOf(spec, result);

const place = (found: (line: Line) => boolean): number => {
  const at = lines.findIndex(found);
  if (at < 0) throw new Error('The canary has no line to sing about.');
  return at;
};
const written = (line: Line) => line.kind === 'copy' && line.cause === 'event';
const changed = (at: number, change: Partial<Line>): Line[] =>
  lines.map((line, n) => (n === at ? ({ ...line, ...change } as Line) : line));
/** Without a line, and counted anew. */
const without = (at: number): Line[] => lines.filter((_, n) => n !== at).map((line, i) => ({ ...line, i }));

test('the trace that is changed below is right', () => {
  expect(brokenLaws(lines, facts)).toEqual([]);
});

const later = place((line) => written(line) && line.kind === 'copy' && line.version > 2);

test.each<[string, Line[], RegExp]>([
  ['time goes back', changed(later, { t: 0 }), /time goes back/],
  [
    'a copy of a state that the user never had',
    changed(later, { status: 'absent', plan: undefined } as Partial<Line>),
    /nothing carried/,
  ],
  ['a guarded row goes back', changed(later, { version: 1 } as Partial<Line>), /went back|nothing carried/],
  ['a copy that nothing brought', without(place(({ kind }) => kind === 'apply')), /nothing carried this copy/],
  ['a message that never ends', without(place(({ kind }) => kind === 'ack')), /a message that ended 0 times/],
  [
    'a message out of nowhere',
    without(place(({ kind, t }) => kind === 'publish' && t > 0)),
    /nobody published|was due/,
  ],
  [
    'a delivery is processed twice',
    [...lines, { ...(lines[place(({ kind }) => kind === 'apply')] as Line), i: lines.length, t: facts.endedAt }],
    /processed twice/,
  ],
  [
    'a policy that decides otherwise',
    changed(
      place((line) => line.kind === 'apply' && line.effect === 'applied'),
      { effect: 'stale' } as Partial<Line>,
    ),
    /policy version says applied/,
  ],
  [
    'a version that is skipped in the truth',
    changed(
      place((line) => line.kind === 'commit' && line.cause === 'workload'),
      { version: 9 } as Partial<Line>,
    ),
    /out of step/,
  ],
  [
    'an invoice to whom the copy has suspended',
    changed(
      place(({ kind }) => kind === 'invoice'),
      { copy: 'suspended' } as Partial<Line>,
    ),
    /does not think active|the copy was/,
  ],
])('%s, and is told', (_, tampered, complaint) => {
  expect(brokenLaws(tampered, facts).join('\n')).toMatch(complaint);
});

test('a user who stays behind without a fault is told', () => {
  const last = lines.findLastIndex((line) => written(line));
  const gone = lines.slice(last, last + 1)[0] as Line & { readonly user: number };
  const tampered = lines.filter(
    (line) => !('user' in line && line.user === gone.user && (line.kind === 'copy' || line.kind === 'apply')),
  );
  expect(brokenLaws(tampered, facts).join('\n')).toContain(`no fault, and user ${gone.user} stays`);
});
