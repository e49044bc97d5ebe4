// Measures of the subscribers besides Billing: what an incident and its repair brought them, and what they did about it.
import type { Measure } from './measure.ts';

export const others: readonly Measure[] = [
  {
    id: 'others.messages',
    title: 'Other subscribers, messages',
    summary: 'Messages handed to the other subscribers, each time counted.',
    unit: 'messages',
    better: 'less',
    read: (run) => run.others.messages,
  },
  {
    id: 'others.sideEffects',
    title: 'Other subscribers, side effects',
    summary: 'What they did outward twice about one change, or about a change that was undone.',
    unit: 'events',
    better: 'less',
    read: (run) => run.others.sideEffects,
  },
];
