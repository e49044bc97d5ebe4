// Alarms: what shows people that something is wrong, such as a missing version. An alarm is a line of the trace, and counted; what
// people make of it is not its business.
import type { Component } from '../kernel/state.ts';
import type { EventType } from '../rows.ts';
import type { Ground } from './ground.ts';

/** Who or what raises an alarm, by the words of `detection.by`. */
export type AlarmSource = 'given' | 'silence-alarm' | 'gap' | 'reconciliation' | 'customer';

/** An alarm that is about no single user. */
const NOBODY = { user: 0, version: 0 } as const;

export class Alarms implements Component {
  readonly saved = ['noticedAfter'];
  /** From the begin of the first fault to the first alarm since then, microseconds; null while there was none. */
  noticedAfter: number | null = null;
  /** Who hears of every alarm, where somebody does; `goesOn`: it tells of what one before it told. */
  heard: ((source: AlarmSource, goesOn: boolean) => void) | null = null;
  private readonly ground: Ground;

  constructor(ground: Ground) {
    this.ground = ground;
  }

  /** An event of this version has come to Billing, and one before it has not. */
  gap(user: number, version: number): void {
    this.ground.trace.note('alarm', { alarm: 'gap', user, version });
    this.raised('gap');
  }

  /** No event of a type has come to the broker for longer than chance explains. */
  absence(type: EventType, goesOn: boolean): void {
    this.ground.trace.note('alarm', { alarm: 'absence', ...NOBODY, type });
    this.raised('silence-alarm', goesOn);
  }

  /** A comparison with the truth found a user whose row, of this version, differs. */
  difference(user: number, version: number): void {
    this.ground.trace.note('alarm', { alarm: 'difference', user, version });
    this.raised('reconciliation');
  }

  /** Nothing has come for so long that two heartbeats must have been missed. */
  silence(): void {
    this.ground.trace.note('alarm', { alarm: 'silence', ...NOBODY });
    this.raised('silence-alarm');
  }

  /** Somebody has looked at truth and copy, which differ. */
  compared(): void {
    this.ground.trace.note('alarm', { alarm: 'reconciliation', ...NOBODY });
    this.raised('reconciliation');
  }

  /** A customer complains of a wrong or a missed invoice. */
  complaint(): void {
    this.ground.trace.note('alarm', { alarm: 'complaint', ...NOBODY });
    this.raised('customer');
  }

  /** People notice at the time that the scenario gives. */
  given(): void {
    this.ground.trace.note('alarm', { alarm: 'given', ...NOBODY });
    this.raised('given');
  }

  private raised(source: AlarmSource, goesOn = false): void {
    const { counters, incident, time } = this.ground;
    counters.alarms++;
    const began = incident.beganAt(time.now);
    if (this.noticedAfter === null && began !== null) this.noticedAfter = time.now - began;
    this.heard?.(source, goesOn);
  }
}
