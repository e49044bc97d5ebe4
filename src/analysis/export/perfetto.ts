// The run in the Trace Event Format, which Perfetto and other tracing tools open: a row for each fault, one of the repair's steps and of
// invoice runs, a span for each message from its publishing to its end, and counters of what is wrong and what waits.
import { KINDS, kindOf, namedRow, type TraceLine } from '../../engine/index.ts';
import { eventOf, faultTitle } from '../dictionary.ts';
import type { CreateExporter } from './exporter.ts';

const [INCIDENT, USER, BROKER, BILLING] = [1, 2, 3, 4];
const [REPAIR, RUNS, FAULTS] = [1, 2, 3];

type TraceEvent = Readonly<Record<string, unknown>>;

/** What a row of the incident is called. */
function rowName(tid: number, name: string): TraceEvent {
  return { ph: 'M', name: 'thread_name', pid: INCIDENT, tid, args: { name } };
}

const names: readonly TraceEvent[] = [
  ...(
    [
      [INCIDENT, 'Incident'],
      [USER, 'User service'],
      [BROKER, 'Broker'],
      [BILLING, 'Billing service'],
    ] as const
  ).map(([pid, name]) => ({ ph: 'M', name: 'process_name', pid, args: { name } })),
  rowName(REPAIR, 'Repair'),
  rowName(RUNS, 'Invoice runs'),
];

/** How many users differ now, by what commits and copies say; it sees every line. */
class Differing {
  private readonly truth = new Map<number, number>();
  private readonly copy = new Map<number, number>();
  private total = 0;
  private said = 0;
  private at = 0;

  /** The number at the moment before this line's, where it is another than was said last: a state counts when it lasts. */
  line(line: TraceLine): readonly TraceEvent[] {
    const lasting = line.t > this.at ? this.lasting() : [];
    this.at = line.t;
    if (line.kind !== 'commit' && (line.kind !== 'copy' || line.subscriber !== undefined)) return lasting;
    const { user, status, plan } = line;
    this.total -= this.kind(user);
    (line.kind === 'commit' ? this.truth : this.copy).set(user, namedRow(status, plan));
    this.total += this.kind(user);
    return lasting;
  }

  lasting(): readonly TraceEvent[] {
    if (this.total === this.said) return [];
    this.said = this.total;
    return [counter(this.at, 'Divergent users', this.total)];
  }

  private kind(user: number): number {
    return KINDS[kindOf(this.truth.get(user) ?? 0, this.copy.get(user) ?? 0)] === 'agrees' ? 0 : 1;
  }
}

class Spans {
  private readonly differing = new Differing();
  /** What is open: the faults that are active, the step that goes on, messages by number. */
  private readonly faults = new Map<string, number>();
  /** By fault the row it has: two spans of one row may not overlap, and faults do. */
  private readonly rows = new Map<string, number>();
  private readonly messages = new Map<number, string>();
  private phase: { readonly name: string; readonly from: number } | null = null;
  private waiting = 0;
  private end = 0;

  events(line: TraceLine, told: boolean): readonly TraceEvent[] {
    this.end = line.t;
    return [...this.differing.line(line), ...this.of(line, told)];
  }

  private of(line: TraceLine, told: boolean): readonly TraceEvent[] {
    switch (line.kind) {
      case 'fault':
        return this.fault(line.fault, line.on, line.t);
      case 'phase':
        return this.step(line.name, line.t);
      case 'publish':
        return told ? this.begin(line) : [];
      case 'ack':
      case 'dead-letter':
      case 'lost':
        return line.message === null || line.subscriber !== undefined ? [] : this.over(line.message, line.kind, line.t);
      case 'commit':
        return told && line.cause !== 'initial' ? [instant(line, USER, `${line.status}, version ${line.version}`)] : [];
      case 'apply':
        return told && line.subscriber === undefined ? [instant(line, BILLING, line.effect)] : [];
      case 'invoice-run':
      case 'invoice-blocked':
      case 'invoice-run-end':
        return told ? [{ ...instant(line, INCIDENT, `${line.kind} ${line.run}`), tid: RUNS }] : [];
      default:
        return [];
    }
  }

  /** What is still open when the run ends, ends there. */
  foot(): readonly TraceEvent[] {
    return [
      ...this.differing.lasting(),
      ...[...this.faults].map(([fault, from]) =>
        whole(this.rows.get(fault) ?? FAULTS, faultTitle(fault), from, this.end),
      ),
      ...this.step('', this.end),
      ...[...this.messages].map(([message, name]) => messageEvent('e', message, name, this.end, {})),
    ];
  }

  private fault(fault: string, on: boolean, time: number): readonly TraceEvent[] {
    const from = this.faults.get(fault);
    const row = this.rows.get(fault) ?? FAULTS + this.rows.size;
    const named = this.rows.has(fault) ? [] : [rowName(row, faultTitle(fault))];
    this.rows.set(fault, row);
    if (on) {
      this.faults.set(fault, from ?? time);
      return named;
    }
    this.faults.delete(fault);
    return [...named, whole(row, faultTitle(fault), from ?? time, time)];
  }

  private step(name: string, time: number): readonly TraceEvent[] {
    const before = this.phase;
    this.phase = name === '' ? null : { name, from: time };
    return before === null ? [] : [whole(REPAIR, before.name, before.from, time)];
  }

  private begin({ message, user, version, status, cause, t }: Extract<TraceLine, { kind: 'publish' }>) {
    const name = eventOf(status, version, cause);
    // The network's double has the number of its message, which is on its way already.
    if (this.messages.has(message)) return [];
    this.messages.set(message, name);
    return [
      messageEvent('b', message, name, t, { user, version, status, cause }),
      counter(t, 'Messages under way', ++this.waiting),
    ];
  }

  private over(message: number, outcome: string, time: number): readonly TraceEvent[] {
    const name = this.messages.get(message);
    if (name === undefined) return [];
    this.messages.delete(message);
    return [messageEvent('e', message, name, time, { outcome }), counter(time, 'Messages under way', --this.waiting)];
  }
}

const whole = (tid: number, name: string, from: number, to: number): TraceEvent => ({
  ph: 'X',
  pid: INCIDENT,
  tid,
  name,
  cat: 'incident',
  ts: from,
  dur: to - from,
});
const counter = (ts: number, name: string, value: number): TraceEvent => ({
  ph: 'C',
  pid: INCIDENT,
  name,
  ts,
  args: { value },
});
const instant = ({ t, ...line }: TraceLine, pid: number, name: string): TraceEvent => ({
  ph: 'i',
  s: 't',
  pid,
  tid: 1,
  name,
  ts: t,
  args: 'user' in line ? { user: line.user } : {},
});
const messageEvent = (ph: 'b' | 'e', id: number, name: string, ts: number, args: TraceEvent): TraceEvent => ({
  ph,
  cat: 'message',
  id,
  pid: BROKER,
  tid: 1,
  name,
  ts,
  args,
});

export const perfetto: CreateExporter = ({ scenario, variant, seed }) => {
  const spans = new Spans();
  let first = true;
  const written = (events: readonly TraceEvent[]): string =>
    events
      .map((event) => {
        const text = `${first ? '' : ',\n'}${JSON.stringify(event)}`;
        first = false;
        return text;
      })
      .join('');
  const about = { scenario: scenario.id, title: scenario.title, variant: variant.id, seed, start: scenario.start };
  return {
    head: `{"displayTimeUnit":"ms","otherData":${JSON.stringify(about)},"traceEvents":[\n${written(names)}`,
    line: (line, told) => written(spans.events(line, told)),
    foot: () => `${written(spans.foot())}\n]}\n`,
  };
};
