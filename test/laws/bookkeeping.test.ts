// Laws of every run, whatever its design, its faults and its people do: time, messages, counters.
import { expect } from 'vitest';
import { Session } from '../../src/engine/run/session.ts';
import { writtenLine } from '../../src/engine/trace/lines.ts';
import { anySpec, momentOf } from '../support/arbitrary.ts';
import { factsOf } from '../support/facts.ts';
import { simulationOf } from '../support/inside.ts';
import { law } from '../support/law.ts';
import type { Line } from '../support/lines.ts';
import { isOfBilling } from '../support/others.ts';
import { Post } from '../support/post.ts';
import { disagreements, recount } from '../support/recount.ts';
import { traceOfSpec } from '../support/scenarios.ts';

law(
  'nothing happens that cannot, as the watch over every run says, and every measure that a trace determines is what it says',
  anySpec(2),
  (spec) => spec,
  120,
  (spec) => {
    const { lines, result } = traceOfSpec(spec);
    expect(disagreements(result, recount(lines, factsOf(spec, result))).join('\n')).toBe('');
  },
);

law(
  'at any moment every message is in one place: on its way, waiting to be sent again, in the queue, in memory, or over',
  anySpec(2).chain((spec) => momentOf(spec).map((time) => ({ spec, time }))),
  ({ spec }) => spec,
  60,
  ({ spec, time }) => {
    const lines: Line[] = [];
    const session = Session.open(spec, undefined, { marks: 1, reader: (line) => lines.push(writtenLine(line)) });
    session.advance(time);
    const facts = factsOf(spec, { endedAt: 0, measures: {} } as never);
    const post = new Post(facts, () => undefined);
    for (const line of lines.filter(isOfBilling)) post.read(line);
    const { network, broker, counters } = session.moment();
    const letters = [...post.letters.values()];
    const memory = simulationOf(session).billing.consumers.inMemory;
    expect(counters.published).toBe(letters.length);
    expect(
      Math.min(network.flying, network.unconfirmed, broker.backlog, memory),
      'no count below nothing',
    ).toBeGreaterThanOrEqual(0);
    if (broker.log) return; // a log keeps everything: where its readers are is another question
    const before = spec.scenario.billing.ack === 'before';
    const over = letters.filter(
      ({ acked, lost, dead, applied }) => acked + lost + dead > 0 || (before && applied > 0),
    ).length;
    const underWay = network.flying + network.unconfirmed + broker.backlog + memory;
    expect(underWay + over + counters.unrouted).toBe(letters.length);
  },
);
