// Measures of noticing: what Billing's own alarms said of the incident, and how soon.
import { SECOND } from '../units.ts';
import { counterMeasure } from './counted.ts';
import type { Measure } from './measure.ts';

export const incident: readonly Measure[] = [
  counterMeasure('incident.alarms', 'Alarms', 'Alarms that Billing raised by itself.', 'alarms', 'events', 'neither'),
  {
    id: 'incident.falseAlarms',
    title: 'False alarms',
    summary:
      'Alarms by which people would have noticed something, before any fault had begun; each costs the time to look, one that goes on only once.',
    unit: 'events',
    better: 'less',
    read: ({ falseAlarms }) => falseAlarms,
  },
  {
    id: 'incident.noticedAfter',
    title: 'Noticed after',
    summary: 'From the begin of the first fault to the first alarm since then; null: nothing raised one.',
    unit: 's',
    better: 'less',
    read: ({ noticedAfter }) => (noticedAfter === null ? null : noticedAfter / SECOND),
  },
  {
    id: 'incident.endedAfter',
    title: 'Ended after',
    summary: 'From the begin of the first fault to the end of the last; null: never, or there was none.',
    unit: 's',
    better: 'neither',
    read: ({ endedAfter }) => (endedAfter === null ? null : endedAfter / SECOND),
  },
];
