// F8c: the relay of the outbox, or the connector that reads the log of commits, has stopped. Nothing is lost: everything waits.
import type { Fault } from '../points.ts';
import { DOWN } from '../verdicts.ts';

export const relayStopped: Fault = {
  id: 'relay-stopped',
  title: 'Relay stopped',
  summary: 'The process that sends what the outbox, or the log of commits, holds has stopped. Everything waits in it.',
  symptom:
    'Rows pile up in the outbox, or the slot’s lag grows, while broker and consumers are idle and green; no event of any type arrives.',
  incidents: [
    {
      title: 'A connector stopped replicating until somebody restarted it',
      address: 'https://github.com/Altinity/clickhouse-sink-connector/issues/380',
      year: 2024,
    },
  ],
  lasting: true,
  parameters: {},
  suits: ({ publisher }) => publisher.path !== 'direct',
  speaks: { relay: () => DOWN },
};
