// Billing is the first of a list. Another subscriber has a queue or group, a copy and luck of its own, and changes nothing for
// Billing; marks, views, frames and traces hold them all.
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../../../src/engine/scenario.ts';
import type { Copy } from '../../../../src/engine/services/subscriber/copy.ts';
import { incidents, procedures } from '../../../support/incidents.ts';
import { simulationOf } from '../../../support/inside.ts';
import { otherService } from '../../../support/other-service.ts';
import { open, type RunChoice, traceOf } from '../../../support/scenarios.ts';

type Groups = { readonly [group: string]: object };

const HOUR = 3_600_000_000;

const withAnother = (of: Scenario): Scenario => ({ ...of, subscribers: [otherService('search', 'UserCreated')] });

const cases = Object.entries(incidents)
  // A message that another's queue takes is not returned, though Billing's is unbound.
  .filter(([, { publisher, subscribers }]) => !publisher.mandatory && subscribers.length === 0)
  .map(([name, of], n) => [name, of, procedures[(n * 7 + 1) % procedures.length] as RunChoice] as const);

describe.each(cases)('%s', (_, of, choice) => {
  test('with another subscriber, all that is told of Billing is as without it', () => {
    const alone = traceOf(of, choice);
    const together = traceOf(withAnother(of), choice);
    const untimed = ({ i: _i, ...line }: { readonly i: number }) => line;
    // What finds no queue at all is lost; with another one there, it finds one.
    const isBound = of.billing.startsAt === '0s' && of.billing.reads !== 'api';
    const told = (lines: typeof alone.lines) =>
      lines.filter((line) => !('subscriber' in line) && (isBound || line.kind !== 'lost')).map(untimed);
    expect(told(together.lines)).toEqual(told(alone.lines));
    const { messages, others, erasure, ...measures } = together.result.measures as Groups;
    const { messages: before, others: nobody, erasure: held, ...rest } = alone.result.measures as Groups;
    expect(isBound ? messages : { ...messages, lost: 0 }).toEqual(isBound ? before : { ...before, lost: 0 });
    expect({ ...measures, settled: true }).toEqual({ ...rest, settled: true });
    // Of the deleted one thing is told of both: who holds them in a table of his own.
    expect({ ...erasure, others: 0 }).toEqual({ ...held, others: 0 });
    expect(nobody).toEqual({ messages: 0, sideEffects: 0 });
    expect(others?.['messages' as never]).toBe(
      together.lines.filter((line) => line.kind === 'deliver' && line.subscriber === 'search').length,
    );
  });

  test('every moment of the other one’s copy is the same, seen from the end, sought or reached', () => {
    const whole = open(withAnother(of), { ...choice, session: { marks: 6, marksPerKeyframe: 2 } });
    whole.finish();
    const cut = (cells: ArrayLike<number>) =>
      Array.from(cells)
        .join()
        .replace(/(,0)+$/, '');
    for (const time of [0, HOUR, 2.5 * HOUR, 5 * HOUR]) {
      const fresh = open(withAnother(of), choice);
      fresh.advance(time);
      const [, search] = simulationOf(fresh).subscribers;
      const copy = search?.copy as Copy;
      const [, seen] = whole.view(time).copies;
      const { rows, versions } = copy.columnsTo(copy.cells.length);
      expect(cut(seen?.rows ?? []), `rows at ${time} µs`).toBe(cut(rows));
      expect(cut(seen?.versions ?? []), `versions at ${time} µs`).toBe(cut(versions));
      expect(seen?.divergent, `divergent at ${time} µs`).toBe(search?.divergence.total.level);
      whole.seek(time);
      expect(whole.moment().others, `moment at ${time} µs`).toEqual(fresh.moment().others);
      expect(whole.fork(time).finish().fingerprint).toBe(whole.finish().fingerprint);
    }
  });
});

test('who subscribes and nothing goes wrong ends with the truth, by lines that name it', () => {
  const of = withAnother(incidents['nothing happens but repairs'] as Scenario);
  const { lines } = traceOf(of);
  const named = lines.filter((line) => 'subscriber' in line);
  expect(new Set(named.map((line) => line.kind))).toEqual(new Set(['copy', 'deliver', 'apply', 'ack']));
  expect(named.every((line) => 'subscriber' in line && line.subscriber === 'search')).toBe(true);
  const session = open(of);
  session.finish();
  const { truthRows, copies } = session.view(session.position);
  for (const { rows, divergent } of copies) {
    expect(divergent).toBe(0);
    expect(Array.from(rows.subarray(0, truthRows.length))).toEqual(Array.from(truthRows));
  }
});
