// The oracle's count of invoices: what each run sent, to whom it was wrong, whom it missed. It shares no code with the engine.
import type { InvoiceLine, RunLine } from './lines.ts';
import { NOBODY, type UserState } from './states.ts';

interface InvoiceRun {
  /** When it fell due. */
  readonly begin: number;
  readonly active: ReadonlySet<number>;
  readonly sent: Set<number>;
}

export class InvoiceOracle {
  /** Users who got a wrong invoice, and users whom a run missed. */
  readonly wronged = new Set<number>();
  readonly missed = new Set<number>();
  /** The runs that have no end line so far, by number: put off, under way, or over at once. */
  private readonly runs = new Map<number, InvoiceRun>();
  private readonly truth: ReadonlyMap<number, UserState>;
  private readonly count: (name: string, amount?: number) => void;

  constructor(truth: ReadonlyMap<number, UserState>, count: (name: string, amount?: number) => void) {
    this.truth = truth;
    this.count = count;
  }

  run(line: RunLine): void {
    if (line.kind === 'invoice-blocked') return this.count('invoices.blocked');
    if (line.kind === 'invoice-run-end') return this.close(line.run, true);
    const active = [...this.truth].filter(([, { status }]) => status === 'active').map(([user]) => user);
    this.runs.set(line.run, { begin: line.t, active: new Set(active), sent: new Set() });
  }

  invoice(line: InvoiceLine): void {
    const run = this.runs.get(line.run);
    run?.sent.add(line.user);
    this.count('invoices.sent');
    if ((this.truth.get(line.user) ?? NOBODY).status !== 'active') {
      this.count('invoices.wrong');
      this.wronged.add(line.user);
    }
    const late = line.t - (run?.begin ?? line.t);
    if (late === 0) return;
    this.count('invoices.late');
    this.count('late microseconds', late);
  }

  /** Nothing comes any more. */
  end(): void {
    for (const run of this.runs.keys()) this.close(run, false);
  }

  /** Missed: active at begin and end of the run, and none sent. A run without an end line was over at once. */
  private close(number: number, lasted: boolean): void {
    const run = this.runs.get(number);
    for (const user of run?.active ?? []) {
      if (run?.sent.has(user)) continue;
      if (lasted && (this.truth.get(user) as UserState).status !== 'active') continue;
      this.count('invoices.missed');
      this.missed.add(user);
    }
    this.runs.delete(number);
  }
}
