// One lane of a lesson’s incident that has run to its end. Its trace is written only when somebody asks for it, by running it once more.
import { RunRecord } from '../../analysis/record/run-record.ts';
import { Tape } from '../../analysis/record/tape.ts';
import type { Session, VariantResult } from '../../engine/index.ts';

export class LaneRun {
  readonly session: Session;
  readonly result: VariantResult;
  /** As it stood at the end. */
  readonly facts: ReturnType<Session['facts']>;
  private traced: RunRecord | null = null;

  constructor(session: Session, result: VariantResult) {
    this.session = session;
    this.result = result;
    session.seek(session.furthest);
    this.facts = session.facts();
  }

  /** With its whole trace on tape. */
  get record(): RunRecord {
    if (this.traced !== null) return this.traced;
    const tape = new Tape();
    this.session.trace(0, this.session.furthest, tape.add);
    this.traced = new RunRecord(this.session, tape);
    this.traced.readOn();
    return this.traced;
  }
}
