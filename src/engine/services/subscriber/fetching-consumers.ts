// Consumers to whom an event only says about whom it is: while they work on it they ask the User service's API what is so now, and
// the answer is what is applied. A consumer that is refused for being one too many asks again when it may; one that gets no
// answer has failed with the message.
import { RANK, TASK } from '../agenda.ts';
import type { Gauge } from '../gauge.ts';
import type { Ground } from '../ground.ts';
import type { Messages } from '../messages.ts';
import { type Api, type Call, NOT_FOUND, OK, TOO_MANY } from '../user/api.ts';
import { NO_USER } from '../user/heart.ts';
import type { Consumer } from './consumer.ts';
import { type ConsumerSettings, INDEX, memberOf } from './consumer-settings.ts';
import { Consumers } from './consumers.ts';
import type { DesignedProjection } from './designed-projection.ts';
import { DEALT_WITH } from './mishaps.ts';
import type { Bookkeeping } from './projection.ts';

/** In the addresses of their calls' latencies; a consumer's own number is added. */
const CALLERS = 1 << 16;

/** What one consumer asks. */
class Question {
  readonly saved = ['work', 'tries', 'waits'];
  /** The work it belongs to: an answer to older work is nobody's. */
  work = -1;
  tries = 0;
  /** Whether the answer to an older question must come before it can be asked. */
  waits = false;
}

export class FetchingConsumers extends Consumers {
  private readonly questions: readonly Question[];
  /** By consumer, the number to call with. */
  private readonly callers: readonly number[];
  private readonly api: Api;
  private readonly letters: Messages;
  private readonly answering: DesignedProjection;
  private readonly ground: Ground;
  private readonly owner: number;

  constructor(
    ground: Ground,
    settings: ConsumerSettings,
    road: ConstructorParameters<typeof Consumers>[2],
    projection: DesignedProjection,
    books: Bookkeeping,
    backlog: Gauge,
    api: Api,
  ) {
    super(ground, settings, road, projection, books, backlog);
    this.saved = [...this.saved, 'questions'];
    this.ground = ground;
    this.api = api;
    this.letters = road.messages;
    this.answering = projection;
    this.owner = books.kept.number;
    this.questions = this.all.map(() => new Question());
    this.callers = this.all.map((_, index) =>
      api.join({
        address: CALLERS + memberOf(this.owner, index),
        repairs: false,
        answered: (call) => this.answered(index, call),
      }),
    );
  }

  /** The consumer is through with the message itself: it asks. */
  override processed(member: number, work: number): void {
    const index = member & INDEX;
    const consumer = this.all[index];
    const question = this.questions[index];
    if (consumer === undefined || question === undefined || consumer.work !== work) return;
    this.letters.open(consumer.message);
    // A heartbeat is about nobody.
    if (this.letters.user === NO_USER) return super.processed(member, work);
    if (question.work !== work) question.tries = 0;
    question.work = work;
    this.ask(index, question);
  }

  private ask(index: number, question: Question): void {
    const { api, letters } = this;
    const caller = this.callers[index] as number;
    if (api.calls[caller]?.open === true) {
      question.waits = true;
      return;
    }
    letters.open(this.all[index]?.message as number);
    api.ask(caller, 'one', letters.user, letters.version, question.tries++);
  }

  private answered(index: number, { status, rows, versions, servedAt }: Call): void {
    const question = this.questions[index] as Question;
    const isCurrent = this.all[index]?.work === question.work;
    if (question.waits) {
      question.waits = false;
      if (isCurrent) this.ask(index, question);
      return;
    }
    if (!isCurrent) return;
    if (status === TOO_MANY) return this.askLater(index, question.work, this.api.wait);
    if (status !== OK && status !== NOT_FOUND) return this.unanswered(index);
    this.answering.answer = { row: rows[0] ?? 0, version: versions[0] ?? 0, servedAt };
    super.processed(memberOf(this.owner, index), question.work);
    this.answering.answer = null;
  }

  /** Nobody answers: the message has failed, and goes the way of all that do. */
  private unanswered(index: number): void {
    const consumer = this.all[index] as Consumer;
    const struck = this.mishaps.unanswered(consumer, index, 'api-down');
    if (struck !== DEALT_WITH) this.finish(consumer, index, struck);
  }

  private askLater(index: number, work: number, after: number): void {
    this.ground.tasks.after(after, RANK.message, TASK.processed, memberOf(this.owner, index), work);
  }
}
