// Each export read back: by its tool's own parser where there is one, else by what its tool demands; and it says what the trace says.
import { CloudEvent } from 'cloudevents';
import mermaidTool from 'mermaid';
import { describe, expect, test } from 'vitest';
import { ToldLines } from '../../../src/analysis/export/exporter.ts';
import { EXPORTS } from '../../../src/analysis/export/formats.ts';
import { instantText } from '../../../src/analysis/export/instant.ts';
import {
  HOUR,
  parseDuration,
  type Scenario,
  Session,
  specOf,
  type TraceLine,
  writtenLine,
} from '../../../src/engine/index.ts';
import { csvRecords } from '../../../src/files/changes/csv.ts';
import { parseChanges } from '../../../src/files/index.ts';
import { busy } from '../../support/incidents.ts';
import { silent, variant } from '../../support/scenarios.ts';
import { readShiviz } from '../../support/shiviz.ts';

const SEED = 4;
const incident = busy({
  faults: [
    silent('1h', '1h'),
    { fault: 'message-duplicate', at: '1h', for: '2h', share: 0.2 },
    { fault: 'message-loss', at: '2h', for: '30m', share: 0.3 },
    { fault: 'consumer-crash', at: '2h30m', for: '10m', share: 0.2, when: 'before-ack' },
  ],
  repair: { at: '3h' },
  billing: { policy: 'version' },
});

interface Window {
  readonly user?: number;
  readonly from?: number;
  readonly to?: number;
}

function exported(as: string, scenario: Scenario, of = variant('resync'), window: Window = {}) {
  const all = { user: null, from: 0, to: Number.POSITIVE_INFINITY, ...window };
  const about = { scenario, variant: of, seed: SEED, ...all };
  const told = new ToldLines(about);
  const exporter = EXPORTS[as]?.(about) as ReturnType<(typeof EXPORTS)[string]>;
  const lines: TraceLine[] = [];
  let text = exporter.head;
  const reader = (line: TraceLine): void => {
    const has = told.has(line);
    if (has) lines.push(line);
    text += exporter.line(line, has);
  };
  Session.open(specOf(scenario, of, SEED), undefined, { marks: 1, reader }).finish();
  return { text: text + exporter.foot(), lines };
}

const of = <K extends TraceLine['kind']>(lines: readonly TraceLine[], kind: K) =>
  lines.filter((line): line is Extract<TraceLine, { kind: K }> => line.kind === kind);

describe('csv', () => {
  test('has a row a line, of the fields that the trace has', () => {
    const { text, lines } = exported('csv', incident);
    const [head, ...rows] = [...csvRecords(text, ',')].map((record) => ('fields' in record ? record.fields : []));
    expect(rows).toHaveLength(lines.length);
    for (const [n, row] of rows.entries()) {
      const written = writtenLine(lines[n] as TraceLine) as unknown as Record<string, unknown>;
      const read = Object.fromEntries((head ?? []).map((name, at) => [name, row[at] ?? '']));
      const { time, ...fields } = read;
      expect(time).toBe(instantText(incident.start, written['t'] as number));
      for (const [name, value] of Object.entries(written)) expect(fields[name], name).toBe(String(value ?? ''));
      const named = Object.entries(fields).filter(([, value]) => value !== '');
      for (const [name] of named) expect(written).toHaveProperty(name);
    }
  });
});

describe('cloudevents', () => {
  test('are events by the rules of their own library: one for every message, doubles with the same id', () => {
    const { text, lines } = exported('cloudevents', incident);
    const events = text
      .trim()
      .split('\n')
      .map((line) => new CloudEvent(JSON.parse(line)));
    for (const event of events) expect(event.validate()).toBe(true);
    expect(events.map(({ id }) => id)).toEqual(of(lines, 'publish').map(({ message }) => String(message)));
  });

  test('of a run without faults are a file of real changes, from which the same happens again', () => {
    const healthy = busy({ faults: [], population: { users: 50, suspendedShare: 0 } });
    const { text, lines } = exported('cloudevents', healthy, variant('wait'));
    const read = parseChanges(text, {
      file: 'changes.ndjson',
      start: healthy.start,
      length: parseDuration(healthy.length) ?? 0,
      users: healthy.population.users,
    });
    const { changes } = read as Extract<typeof read, { changes: unknown }>;
    const commits = of(lines, 'commit').filter(({ cause }) => cause === 'workload');
    expect(commits.length).toBeGreaterThan(20);
    expect([...changes.time]).toEqual(commits.map(({ t }) => t));
    expect([...changes.user]).toEqual(commits.map(({ user }) => user));
  });
});

describe('mermaid', () => {
  const user = 3;
  test('draws one user’s messages, and the incident without single users, as diagrams that the tool takes', async () => {
    for (const window of [{ user }, {}]) {
      const { text } = exported('mermaid', incident, variant('resync'), window);
      expect(await mermaidTool.parse(text)).toMatchObject({ diagramType: 'sequence' });
    }
    const { text, lines } = exported('mermaid', incident, variant('resync'), { user });
    expect(text.match(/U->>B/g)).toHaveLength(of(lines, 'publish').length);
    expect(text.match(/B->>C/g)).toHaveLength(of(lines, 'deliver').length);
    expect(text).toContain('Publisher silent begins');
    await expect(mermaidTool.parse(text.replace('->>', '-'))).rejects.toThrow();
  });

  test('of a scenario whose words are the tool’s own signs it is still a diagram', async () => {
    const { text } = exported('mermaid', { ...incident, title: 'a; b #35; end' }, variant('resync'), { user });
    expect(await mermaidTool.parse(text)).toMatchObject({ diagramType: 'sequence' });
  });
});

describe('perfetto', () => {
  interface Event {
    readonly ph: string;
    readonly ts: number;
    readonly pid: number;
    readonly tid?: number;
    readonly dur?: number;
    readonly id?: number;
    readonly name: string;
    readonly args?: Readonly<Record<string, unknown>>;
  }
  test('is JSON in which every span begins before it ends, and counters say how many users differ', () => {
    const { text, lines } = exported('perfetto', incident);
    const { traceEvents } = JSON.parse(text) as { traceEvents: Event[] };
    const open = new Map<number, number>();
    for (const { ph, ts, id = -1, dur = 0 } of traceEvents) {
      if (ph === 'b') {
        expect(open.has(id)).toBe(false);
        open.set(id, ts);
      } else if (ph === 'e') {
        expect(open.get(id)).toBeLessThanOrEqual(ts);
        open.delete(id);
      } else if (ph === 'X') expect(dur).toBeGreaterThanOrEqual(0);
      else expect(['M', 'C', 'i']).toContain(ph);
    }
    expect(open.size).toBe(0);
    const spans = traceEvents.filter(({ ph }) => ph === 'X').map(({ name }) => name);
    expect(spans).toEqual(expect.arrayContaining(['Publisher silent', 'Scan pages', 'Messages lost']));
    const divergent = traceEvents.filter(({ name }) => name === 'Divergent users');
    expect(divergent.at(-1)?.args?.['value']).toBe(0);
    const most = Math.max(...divergent.map(({ args }) => args?.['value'] as number));
    const run = Session.open(specOf(incident, variant('resync'), SEED), undefined, { marks: 1 }).finish();
    expect(most).toBe((run.measures['divergent'] as { peak: number }).peak);
    expect(lines.length).toBeGreaterThan(0);
  });

  test('no two spans of one row overlap, which Perfetto would drop, though the faults do; every row has a name', () => {
    const { text } = exported('perfetto', incident);
    const { traceEvents } = JSON.parse(text) as { traceEvents: Event[] };
    const rows = new Map<number, Event[]>();
    for (const event of traceEvents.filter(({ ph }) => ph === 'X'))
      rows.set(event.tid ?? 0, [...(rows.get(event.tid ?? 0) ?? []), event]);
    expect(rows.size).toBeGreaterThan(4);
    const named = traceEvents.filter(({ ph, name }) => ph === 'M' && name === 'thread_name').map(({ tid }) => tid);
    for (const [tid, spans] of rows) {
      expect(named).toContain(tid);
      const ordered = [...spans].sort((a, b) => a.ts - b.ts);
      for (const [n, { ts }] of ordered.slice(1).entries())
        expect(ts).toBeGreaterThanOrEqual((ordered[n]?.ts ?? 0) + (ordered[n]?.dur ?? 0));
    }
  });

  test('of a stretch it tells messages of that stretch only', () => {
    const { text } = exported('perfetto', incident, variant('wait'), { from: HOUR, to: 2 * HOUR });
    const { traceEvents } = JSON.parse(text) as { traceEvents: Event[] };
    for (const { ts } of traceEvents.filter(({ ph }) => ph === 'b')) {
      expect(ts).toBeGreaterThanOrEqual(HOUR);
      expect(ts).toBeLessThan(2 * HOUR);
    }
  });
});

describe('shiviz', () => {
  test('is read by the tool’s usual expression, and its clocks are such as the tool permits', () => {
    const { text, lines } = exported('shiviz', incident, variant('resync'), { from: 2 * HOUR, to: 3.5 * HOUR });
    const events = readShiviz(text);
    expect(text.trim().split('\n')).toHaveLength(2 * events.length);
    for (const { event } of events) expect(event).not.toBe('');
    const receives = events.filter(({ event }) => event.includes(' receives message '));
    expect(receives).toHaveLength(of(lines, 'deliver').length);
    // Of a run from its beginning, and of one user.
    expect(readShiviz(exported('shiviz', incident).text).length).toBeGreaterThan(events.length);
    expect(readShiviz(exported('shiviz', incident, variant('wait'), { user: 3 }).text).length).toBeGreaterThan(4);
  });

  test.each([
    ['a gap in a host’s own count', /"User-service":2\b/, '"User-service":3', 'monotonically'],
    ['an event that there is not', /"Broker":1\b/g, '"Broker":987654', 'which there is not|monotonically'],
    ['a host without its own time', /^User-service \{"User-service"/m, 'User-service {"Broker"', 'is missing'],
  ])('a log with %s would be refused', (_, found, put, complaint) => {
    const { text } = exported('shiviz', incident, variant('wait'), { from: 2 * HOUR, to: 2.2 * HOUR });
    expect(text).toMatch(found);
    expect(() => readShiviz(text.replace(found, put))).toThrow(new RegExp(complaint));
  });
});

test('moments are instants of the calendar, with the offset of the scenario', () => {
  expect(instantText('2026-01-05T00:00:00Z', 1)).toBe('2026-01-05T00:00:00.000001Z');
  expect(instantText('2026-01-05T09:30:00+01:00', 15 * HOUR)).toBe('2026-01-06T00:30:00.000000+01:00');
});
