// One run that can be looked at in any moment it has reached: frames, rows of one user, histories, messages, steps. It holds a
// session and, where every line was kept, a tape of its trace. It does not know who asks.
import type { Session, StillHeld, TraceLine, VariantResult } from '../../engine/index.ts';
import { type Lives, livesOf, weightOf } from '../lanes/lives.ts';
import { Again } from './again.ts';
import type {
  ApiRead,
  MessageFacts,
  MessageKey,
  OnTheWay,
  RunFacts,
  Samples,
  StepRequest,
  Stop,
  Totals,
  UserFacts,
} from './facts.ts';
import { Frames } from './frames.ts';
import { messageFacts, openMessages } from './messages.ts';
import { outlineOf, samplesOf } from './outline.ts';
import { readsAbout } from './reads.ts';
import { lineNear, linesBetween } from './stepping.ts';
import { Tape } from './tape.ts';
import { userAt } from './users.ts';

/** A run that has been computed to its end. */
export interface FinishedRun extends RunRecord {
  readonly facts: RunFacts;
}

const NO_TAPE = new Tape();

export class RunRecord {
  readonly session: Session;
  /** Empty where the lines were not kept. */
  readonly tape: Tape;
  /** Known when the run has ended. */
  facts: RunFacts | null = null;
  /** Its moments as they are drawn. */
  readonly frames: Frames;
  /** Worked out when somebody asks for them. */
  private known: Lives | null = null;
  private readonly isTaped: boolean;
  private readonly again: Again;

  constructor(session: Session, tape: Tape | null) {
    this.session = session;
    this.tape = tape ?? NO_TAPE;
    this.isTaped = tape !== null;
    this.frames = new Frames(session);
    this.again = new Again(session, this.tape);
  }

  /** The run has gone on; the session must stand at its furthest moment. */
  readOn(): void {
    this.frames.readOn(this.session.furthest);
  }

  /** The run has ended, and the session stands there. */
  finish(result: VariantResult, totals: Totals): FinishedRun {
    this.frames.readOn(Number.POSITIVE_INFINITY);
    this.facts = outlineOf(this.session, result, totals, this.isTaped && !this.tape.isSparse);
    return this as FinishedRun;
  }

  /** Bytes of its history: marks, keyframes, logs, tape, and what was worked out from them. What is in `seen` was counted with a run that shares it. */
  weigh(seen: Set<object>): number {
    const tape = seen.has(this.tape) ? 0 : this.tape.bytes;
    seen.add(this.tape);
    return this.session.weigh(seen) + tape + this.frames.bytes + (this.known === null ? 0 : weightOf(this.known));
  }

  /** The lives of its wrong copies, once it has ended. `beat` is called from inside of long work. */
  lives(beat?: () => void): Lives {
    const stays = this.facts?.repairAt ?? Number.NaN;
    this.known ??= livesOf(this.session, { beat, stays });
    return this.known;
  }

  /** Nobody looks at it for now: what only going on from a moment needs is let go of. */
  rest(): void {
    this.session.rest();
    this.frames.rest();
  }

  samples(from: number, to: number, count: number): Samples {
    return samplesOf(this.session, from, to, count);
  }

  /** What is known of a user at `time`; null when there is no such user by then. */
  user(user: number, time: number): UserFacts | null {
    return userAt(this.session, user, this.frames.within(time));
  }

  /** Every trace line about one user. */
  history(user: number): readonly TraceLine[] {
    const { tape } = this;
    if (tape.isSparse || !this.isTaped) return this.again.history(user);
    const lines: TraceLine[] = [];
    for (let at = 0; at < tape.length; at++) if (tape.userAt(at) === user) lines.push(tape.line(at));
    return lines;
  }

  /** Where a deleted user is still held at `time`; null where they were not deleted by then. */
  stillHeld(user: number, time: number): StillHeld | null {
    this.session.seek(this.frames.within(time));
    return this.session.stillHeld(user);
  }

  /** Answers of the API that concerned a user. */
  reads(user: number): readonly ApiRead[] {
    return readsAbout(this.tape, user, this.session.spec.scenario.billing.reads !== 'copy');
  }

  message(key: MessageKey): MessageFacts | null {
    if (this.tape.isSparse) return this.again.message(key, this.settled);
    return messageFacts(this.session, this.tape, key, this.settled);
  }

  onTheWay(time: number, most: number): OnTheWay {
    if (this.tape.isSparse) return this.again.onTheWay(time, most, this.settled);
    return openMessages(this.tape, time, most, this.settled);
  }

  step(request: StepRequest): Stop | null {
    if (this.tape.isSparse) return this.again.step(request);
    return lineNear(this.tape, request);
  }

  lines(from: number, to: number, most: number): readonly TraceLine[] | null {
    if (this.tape.isSparse) return this.again.lines(from, to, most);
    return linesBetween(this.tape, from, to, most);
  }

  /** Whether the run is over and no queue holds anything any more; a log holds what it has. */
  private get settled(): boolean {
    const isQueue = this.session.spec.scenario.broker.kind === 'queue';
    return isQueue && this.facts?.result.measures['settled'] === true;
  }
}
