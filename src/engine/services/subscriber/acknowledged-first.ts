// A log whose entries count as read when they are handed out. Neither the group's place nor an acknowledgement then tells whether an
// event was applied, so that is kept by message.
import { Bits } from '../../kernel/columns.ts';
import { Acknowledgements } from './acknowledgements.ts';
import type { Consumer } from './consumer.ts';

type Given = ConstructorParameters<typeof Acknowledgements>;

export class AcknowledgedFirst extends Acknowledgements {
  override readonly saved: readonly string[] = ['unheard', 'done'];
  /** Messages whose event was applied. */
  private readonly done = new Bits();
  /** Messages below this number the subscriber had read when the run began: those a log begins with. */
  private readonly readBefore: number;

  constructor(startsAt: number, ...given: Given) {
    super(...given);
    const [{ model }] = given;
    this.readBefore = startsAt === 0 && model.broker.holdsInitial ? model.users : 0;
  }

  override isNews({ message }: Consumer): boolean {
    return message >= this.readBefore && !this.done.has(message);
  }

  override applied(message: number): void {
    this.done.add(message);
  }

  override passedOver(): void {
    // It was not applied, so it is not among those that were.
  }
}
