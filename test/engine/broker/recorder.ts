// A listener that writes down what a broker says, for tests that look at it.
import type { BrokerSink } from '../../../src/engine/broker/index.ts';
import { REASONS } from '../../../src/engine/broker/index.ts';

interface Delivery {
  readonly consumer: number;
  readonly tag: number;
  readonly message: number;
  readonly offset: number;
  readonly partition: number;
  readonly attempt: number;
}

export class Recorder implements BrokerSink {
  deliveries: Delivery[] = [];
  /** `reason message`, in order. */
  gone: string[] = [];
  refused: number[] = [];

  delivered(...heard: Parameters<BrokerSink['delivered']>): void {
    const [consumer, tag, , message, , attempt, , offset, partition] = heard;
    this.deliveries.push({ consumer, tag, message, offset, partition, attempt });
  }

  confirmed(message: number, accepted: boolean): void {
    if (!accepted) this.refused.push(message);
  }

  discarded(message: number, _queue: number, reason: number): void {
    this.gone.push(`${REASONS[reason]} ${message}`);
  }

  returned(): void {}
  deadLettered(): void {}
  cancelledByBroker(): void {}

  /** The messages delivered since the last call. */
  take(): number[] {
    const messages = this.deliveries.map((delivery) => delivery.message);
    this.deliveries = [];
    return messages;
  }
}
