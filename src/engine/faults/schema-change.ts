// F29: from now on the User service sends events of another shape, which Billing does not know until it is deployed anew. A consumer
// that ignores what it does not know loses silently; one that rejects it makes a poison message of every event.
import type { Fault } from '../points.ts';
import { EVENT_TYPES } from '../rows.ts';
import { IGNORE } from '../verdicts.ts';

export const schemaChange: Fault = {
  id: 'schema-change',
  title: 'Schema changed',
  summary:
    'Events of changes made since then have a shape that Billing does not know while this lasts: it passes them over, or rejects them.',
  symptom:
    'Ignored: every queue is empty and every acknowledgement positive. Rejected: errors and redeliveries, about all new events.',
  incidents: [
    {
      title: 'Webhooks failed on a new status that the client’s list did not have',
      address: 'https://github.com/workos/workos-kotlin/issues/277',
      year: 2025,
    },
    {
      title: 'Payloads changed without notice, and strict consumers failed at run time',
      address: 'https://github.com/octokit/webhooks.net/issues/90',
      year: 2022,
    },
  ],
  lasting: true,
  parameters: {
    reaction: {
      type: 'choice',
      options: ['ignore', 'reject'],
      default: 'ignore',
      summary: 'Whether Billing passes them over, or fails on each.',
    },
    types: { type: 'choices', options: EVENT_TYPES, summary: 'Event types whose shape has changed; left out: all.' },
  },
  suits: ({ billing }) => billing.reads !== 'api',
  deed: () => ({ does: 'migrate' }),
  speaks: {
    process: (about, values, _luck, since) => {
      const types = values['types'] as readonly string[] | undefined;
      if (about.occurredAt < since) return undefined;
      if (types !== undefined && !types.includes(EVENT_TYPES[about.type] as string)) return undefined;
      return values['reaction'] === 'reject' ? { verdict: 'fail', kills: false, restartAfter: 0 } : IGNORE;
    },
  },
};
