// F5 and F6: the User service does not get through to the broker, which goes on for everybody else. A publisher with confirms keeps
// everything and sends it again; one without loses it, or what its client's memory has no room or no patience for.
import type { Fault } from '../points.ts';
import { DAY } from '../units.ts';

export const brokerUnreachable: Fault = {
  id: 'broker-unreachable',
  title: 'Broker unreachable',
  summary:
    'The User service cannot reach the broker. With confirms it keeps its messages and sends them again; without, it loses them, or keeps as many as its client’s memory holds. An outbox keeps its rows.',
  symptom:
    'Errors of the publishing client, if anybody logs them; the broker sees a connection less, the consumer silence. A dead peer takes minutes to notice.',
  incidents: [
    {
      title: 'Messages timed out in the producer’s buffer while a broker was down',
      address: 'https://github.com/confluentinc/confluent-kafka-python/issues/284',
      year: 2017,
    },
  ],
  lasting: true,
  parameters: {
    buffer: {
      type: 'choice',
      options: ['none', 'memory'],
      default: 'none',
      summary: 'What a publisher without confirms does: it loses its messages, or keeps them in memory.',
    },
    bufferSize: {
      type: 'integer',
      min: 1,
      max: 1_000_000_000,
      default: 10_000,
      unit: 'messages',
      summary: 'How many it keeps; later ones are lost.',
      onlyWith: ['buffer', 'memory'],
    },
    giveUpAfter: {
      type: 'duration',
      min: 1,
      max: 366 * DAY,
      default: '2m',
      summary: 'How long it keeps each of them, as Kafka’s delivery.timeout.ms.',
      onlyWith: ['buffer', 'memory'],
    },
  },
  suits: () => true,
  speaks: {
    connection: (_about, { buffer, bufferSize, giveUpAfter }) => ({
      verdict: 'cut',
      room: buffer === 'memory' ? (bufferSize as number) : 0,
      patience: giveUpAfter as number,
    }),
  },
};
