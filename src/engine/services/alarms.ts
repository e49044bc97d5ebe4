// Alarms that Billing raises by itself, such as when a version is missing. An alarm is a line of the trace, and counted; what people
// make of it is not its business.
import type { Component } from '../kernel/state.ts';
import type { Ground } from './ground.ts';

export class Alarms implements Component {
  readonly saved = ['noticedAfter'];
  /** From the begin of the first fault to the first alarm since then, microseconds; null while there was none. */
  noticedAfter: number | null = null;
  private readonly ground: Ground;

  constructor(ground: Ground) {
    this.ground = ground;
  }

  /** An event of this version has come, and one before it has not. */
  gap(user: number, version: number): void {
    this.raised();
    this.ground.trace.note('alarm', { alarm: 'gap', user, version });
  }

  /** A comparison with the truth found a user whose row, of this version, differs. */
  difference(user: number, version: number): void {
    this.raised();
    this.ground.trace.note('alarm', { alarm: 'difference', user, version });
  }

  /** Nothing has come for so long that two heartbeats must have been missed. */
  silence(): void {
    this.raised();
    this.ground.trace.note('alarm', { alarm: 'silence', user: 0, version: 0 });
  }

  private raised(): void {
    const { counters, incident, time } = this.ground;
    counters.alarms++;
    const began = incident.beganAt(time.now);
    if (this.noticedAfter === null && began !== null) this.noticedAfter = time.now - began;
  }
}
