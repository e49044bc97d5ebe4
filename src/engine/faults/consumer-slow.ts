// F31: processing takes longer than usual: a slow query, a cold cache, a busy neighbour. Nothing is lost by that; it waits, and heals
// by itself, unless something expires meanwhile.
import type { Fault } from '../points.ts';

export const consumerSlow: Fault = {
  id: 'consumer-slow',
  title: 'Consumer slow',
  summary: 'Billing’s consumers need several times as long for each message.',
  symptom: 'The backlog grows while nothing fails; the time from commit to copy grows with it.',
  incidents: [
    {
      title: 'The lag of one consumer grew unchecked',
      address: 'https://github.com/getsentry/snuba/issues/5796',
      year: 2024,
    },
  ],
  lasting: true,
  parameters: { factor: { type: 'number', min: 1, max: 1_000_000, summary: 'How many times as long it takes.' } },
  suits: ({ billing }) => billing.reads !== 'api',
  speaks: { work: (_about, values) => ({ verdict: 'slow', factor: values['factor'] as number }) },
};
