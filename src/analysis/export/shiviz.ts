// The run as a log with vector clocks, as ShiViz reads it with its usual expression: a line with host and clock, then a line with what
// happened. Hosts are the services and the broker; what one learns from another it learns through a message or an answer.
import type { TraceLine } from '../../engine/index.ts';
import { clockStart, clockText } from '../clock.ts';
import { EFFECT_WORDS, eventOf, faultTitle, LOSS_WORDS } from '../dictionary.ts';
import type { CreateExporter } from './exporter.ts';

const [USER, BROKER, BILLING] = ['User-service', 'Broker', 'Billing-service'] as const;
type Host = typeof USER | typeof BROKER | typeof BILLING;
/** Who does what. */
type Act = readonly [Host, string];
type VectorClock = Readonly<Partial<Record<Host, number>>>;

/** The clocks of the hosts: each event is one more at its host, which has then seen what it was told. */
class Clocks {
  private readonly clocks = new Map<Host, VectorClock>();

  event(host: Host, heard: VectorClock = {}): VectorClock {
    const own = this.clocks.get(host) ?? {};
    const hosts = new Set([...Object.keys(own), ...Object.keys(heard)]) as Set<Host>;
    const merged = Object.fromEntries([...hosts].map((each) => [each, Math.max(own[each] ?? 0, heard[each] ?? 0)]));
    const clock: VectorClock = { ...merged, [host]: (own[host] ?? 0) + 1 };
    this.clocks.set(host, clock);
    return clock;
  }
}

class Log {
  private readonly clocks = new Clocks();
  private readonly start: number;
  /** What who takes a message up hears: the clock of the broker when it took it. */
  private readonly taken = new Map<number, VectorClock>();
  private now = 0;

  constructor(start: number) {
    this.start = start;
  }

  text(line: TraceLine): string {
    this.now = line.t;
    return this.between(line) ?? this.within(line);
  }

  private event(host: Host, text: string, heard?: VectorClock): readonly [string, VectorClock] {
    const clock = this.clocks.event(host, heard);
    const words = text.replace(/[\r\n]+/g, ' ');
    return [`${host} ${JSON.stringify(clock)}\n${clockText(this.start, this.now, 'microsecond')} ${words}\n`, clock];
  }

  /** Something goes from one to the other, who has then heard what the first had. */
  private pass([from, sent]: Act, [to, got]: Act, heard?: VectorClock): readonly [string, VectorClock] {
    const [first, told] = this.event(from, sent, heard);
    const [second, clock] = this.event(to, got, told);
    return [first + second, clock];
  }

  /** What happens between two hosts. */
  private between(line: TraceLine): string | undefined {
    switch (line.kind) {
      case 'publish': {
        const what = `${eventOf(line.status, line.version, line.cause)} of user ${line.user}, version ${line.version}`;
        const [text, clock] = this.pass([USER, `publishes ${what}`], [BROKER, `takes ${what}`]);
        this.taken.set(line.message, clock);
        return text;
      }
      case 'deliver': {
        const sent = `delivers message ${line.message}, attempt ${line.attempt}`;
        const got = `receives message ${line.message}`;
        return this.pass([BROKER, sent], [BILLING, got], this.taken.get(line.message))[0];
      }
      case 'ack':
      case 'requeue':
      case 'dead-letter': {
        const what = `${line.kind} of message ${line.message}`;
        return this.pass([BILLING, `sends ${what}`], [BROKER, `hears ${what}`])[0];
      }
      case 'api': {
        const [asked, clock] = this.pass([BILLING, 'asks the API'], [USER, 'is asked']);
        const answered = this.pass([USER, `answers ${line.status}`], [BILLING, `has ${line.rows} rows`], clock);
        return asked + answered[0];
      }
      default:
        return undefined;
    }
  }

  /** What happens at one host. */
  private within(line: TraceLine): string {
    const at = (host: Host, text: string): string => this.event(host, text)[0];
    switch (line.kind) {
      case 'commit':
        if (line.cause === 'initial') return '';
        return at(USER, `commits user ${line.user}: ${line.status}, version ${line.version}`);
      case 'lost':
        return this.lost(line);
      case 'apply':
        return at(BILLING, `${EFFECT_WORDS[line.effect].step}, message ${line.message}`);
      case 'invoice':
        return at(BILLING, `invoices user ${line.user}, copy ${line.copy}, truth ${line.truth}`);
      case 'fault':
        return at(USER, `${faultTitle(line.fault)} ${line.on ? 'begins' : 'ends'}`);
      case 'phase':
        return at(line.team === 'user' ? USER : BILLING, line.name);
      default:
        return '';
    }
  }

  private lost({ where, message, user, version }: Extract<TraceLine, { kind: 'lost' }>): string {
    const host = where === 'publisher' ? USER : where === 'consumer' ? BILLING : BROKER;
    const heard = message === null ? undefined : this.taken.get(message);
    return this.event(host, `${LOSS_WORDS[where].where}, user ${user}, version ${version}`, heard)[0];
  }
}

export const shiviz: CreateExporter = ({ scenario }) => {
  const log = new Log(clockStart(scenario.start));
  return {
    head: '',
    line: (line, told) => (told && !('subscriber' in line) ? log.text(line) : ''),
    foot: () => '',
  };
};
