// ShiViz is no package: what it demands of a log, written down from its parser and its model. A log is what its usual expression matches;
// each host counts its own events from 1 without a gap; a clock names only events that there are, and knows exactly what the event before
// it at its host and the events that it newly names knew.

/** The expression that the tool proposes, as it publishes it. */
const USUAL = String.raw`(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`;

type VectorClock = Readonly<Record<string, number>>;

interface ShivizEvent {
  readonly host: string;
  readonly clock: VectorClock;
  readonly event: string;
}

/** The events of a log in its order. Throws what the tool would complain of. */
export function readShiviz(log: string): readonly ShivizEvent[] {
  const events = [...log.trim().matchAll(new RegExp(USUAL, 'g'))].map(({ groups }) => ({
    host: groups?.['host'] ?? '',
    clock: clockOf(groups?.['clock'] ?? '', groups?.['host'] ?? ''),
    event: groups?.['event'] ?? '',
  }));
  if (events.length === 0) throw new Error('The parser RegExp you entered does not capture any events');
  const byHost = new Map<string, ShivizEvent[]>();
  for (const event of events) byHost.set(event.host, [...(byHost.get(event.host) ?? []), event]);
  for (const [host, all] of byHost) {
    all.sort((a, b) => (a.clock[host] ?? 0) - (b.clock[host] ?? 0));
    for (const [n, { clock }] of all.entries())
      if (clock[host] !== n + 1) throw new Error(`Clock values for ${host} must increase monotonically by 1 from 1`);
  }
  for (const [host, all] of byHost) {
    let before: VectorClock = {};
    for (const event of all) {
      const should = { ...learnt(event, before, byHost), [host]: event.clock[host] as number };
      if (!same(should, event.clock))
        throw new Error(`Impermissible clock ${JSON.stringify(event.clock)}; should be ${JSON.stringify(should)}`);
      before = event.clock;
    }
  }
  return events;
}

function clockOf(text: string, host: string): VectorClock {
  const clock = JSON.parse(text) as VectorClock;
  if (!Object.hasOwn(clock, host)) throw new Error(`Local host ${host} is missing from timestamp ${text}`);
  return clock;
}

/** What an event knows by the one before it and by those that it names and that one did not. */
function learnt(
  { host, clock }: ShivizEvent,
  before: VectorClock,
  byHost: ReadonlyMap<string, readonly ShivizEvent[]>,
): VectorClock {
  const known: Record<string, number> = { ...before };
  for (const [other, time] of Object.entries(clock)) {
    if (other === host || time <= (before[other] ?? 0)) continue;
    const named = byHost.get(other)?.[time - 1];
    if (named === undefined) throw new Error(`${host} names event ${time} of ${other}, which there is not`);
    for (const [each, count] of Object.entries(named.clock)) known[each] = Math.max(known[each] ?? 0, count);
  }
  return known;
}

const same = (a: VectorClock, b: VectorClock): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => (a[key] ?? 0) === (b[key] ?? 0));
