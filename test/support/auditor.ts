// Watches the money for the witness: invoice runs in their order, each invoice as the copy and the truth were when it was sent, and credit
// notes about what was wrong. It knows the lines and what the oracle has understood of them.
import type { Facts } from './facts.ts';
import type { InvoiceLine, Line } from './lines.ts';
import type { Oracle } from './oracle.ts';
import { NOBODY } from './states.ts';
import { microseconds } from './time.ts';

type Complain = (line: Line | undefined, what: string) => void;

export class Auditor {
  private readonly facts: Facts;
  private readonly oracle: Oracle;
  private readonly complain: Complain;
  private run = 0;
  /** Runs without an end line so far, and those of them that were put off. */
  private readonly open = new Set<number>();
  private readonly putOff = new Set<number>();
  private readonly invoiced = new Set<string>();
  /** Wrong invoices without a credit note, and when they were sent. */
  private readonly wrongAt = new Map<string, number>();
  /** When the writing of credit notes began, whatever it waited for since; and the step under way. */
  private creditsFrom = 0;
  private step = '';

  constructor(facts: Facts, oracle: Oracle, complain: Complain) {
    this.facts = facts;
    this.oracle = oracle;
    this.complain = complain;
  }

  read(line: Line): void {
    switch (line.kind) {
      case 'invoice-run':
        this.run++;
        if (line.run !== this.run) this.complain(line, `run ${this.run} was due`);
        this.open.add(line.run);
        return;
      case 'invoice-blocked':
        this.putOff.add(line.run);
        return;
      case 'invoice-run-end':
        if (!this.open.delete(line.run)) this.complain(line, 'the end of no open run');
        this.putOff.delete(line.run);
        return;
      case 'invoice':
        return this.invoice(line);
      case 'credit':
        return this.credit(line);
      case 'phase':
        if (line.name === 'Write the credit notes' && this.step !== 'Wait for the API') this.creditsFrom = line.t;
        this.step = line.name;
        return;
      default:
        return;
    }
  }

  /** A credit note is about an invoice that was wrong, has none yet, and lies within the history. */
  private credit(line: Extract<Line, { readonly kind: 'credit' }>): void {
    const key = `${line.run}/${line.user}`;
    const sentAt = this.wrongAt.get(key);
    const { history } = this.facts.spec.scenario.user;
    if (sentAt === undefined) return this.complain(line, 'a credit note about no wrong invoice, or a second one');
    this.wrongAt.delete(key);
    if (history === 'none') this.complain(line, 'a credit note without a history');
    else if (history !== 'all' && sentAt < this.creditsFrom - microseconds(history))
      this.complain(line, 'a credit note about what no history reaches');
  }

  private invoice(line: InvoiceLine): void {
    const { reads, amount } = this.facts;
    const key = `${line.run}/${line.user}`;
    const truth = (this.oracle.truth.get(line.user) ?? NOBODY).status;
    const copy = (this.oracle.copy.get(line.user) ?? NOBODY).status;
    if (!this.open.has(line.run)) this.complain(line, 'an invoice of no open run');
    if ([...this.putOff].some((run) => run < line.run)) this.complain(line, 'an earlier run still waits');
    if (this.invoiced.has(key)) this.complain(line, 'a second invoice of one run');
    this.invoiced.add(key);
    if (truth !== 'active') this.wrongAt.set(key, line.t);
    if (line.truth !== truth) this.complain(line, `the truth was ${truth}`);
    if (reads === 'copy' && line.copy !== copy) this.complain(line, `the copy was ${copy}`);
    if (line.copy !== 'active') this.complain(line, 'an invoice to whom Billing does not think active');
    if (line.amount !== amount) this.complain(line, 'an invoice of another amount');
  }
}
