// F15: somebody shortens the log's retention, mostly since a disk fills up. Entries older than that are gone, read or not; a group
// whose place is gone goes on with what is still there, and is told nothing. Kafka's auto.offset.reset decides where it goes on.
import type { Fault } from '../points.ts';

export const retentionCut: Fault = {
  id: 'retention-cut',
  title: 'Retention cut',
  summary: 'The log keeps its entries for so long only. What Billing has not read by then it never reads.',
  symptom: 'Disk use falls; a consumer that is behind jumps ahead, and its lag shrinks faster than it reads.',
  incidents: [
    {
      title: 'A consumer was stopped for longer than the retention of its topic',
      address: 'https://github.com/confluentinc/confluent-kafka-dotnet/issues/2009',
      year: 2023,
    },
  ],
  lasting: true,
  parameters: { keep: { type: 'duration', min: 1, summary: 'How long entries are kept.' } },
  suits: ({ broker }) => broker.kind === 'log',
  speaks: { retention: (_about, values) => ({ verdict: 'keep', keep: values['keep'] as number }) },
};
