// Compares the invoices of the incident with the User service's history, page after page in the order of the changes, and writes a credit
// note for each that went to somebody who was not active. It keeps its place when a call fails; whether to go on is the runbook's
// business. It mends no state, and what was not sent it does not send.
import { type Call, OK, TOO_MANY } from '../services/user/api.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

/** In the addresses of its calls' latencies: a repair's, and a seeding's, which never calls. */
const CALLERS = { repair: 6, seeding: 7 } as const;

type Told = 'credited' | 'apiFailed' | 'apiAnswers';

class Crediting implements Tool {
  readonly saved = ['since', 'cursor', 'attempt', 'askedAt', 'failing'];
  /** From when on invoices are compared, microseconds. */
  private since = 0;
  /** How many changes have been read. */
  private cursor = 0;
  private attempt = 0;
  private askedAt = 0;
  /** Whether the last call failed. */
  private failing = false;
  private readonly services: Services;
  private readonly port: Port<Told>;
  private readonly caller: number;

  constructor(services: Services, port: Port<Told>) {
    this.since = Number.NaN; // first: see kernel/state.ts
    this.since = 0;
    this.services = services;
    this.port = port;
    const { repairs } = port;
    const address = repairs ? CALLERS.repair : CALLERS.seeding;
    this.caller = services.api.join({ address, repairs, answered: (call) => this.answered(call) });
  }

  /** Begins with the incident, or with the history where that is shorter. */
  begin(): void {
    const { time, incident, model } = this.services.ground;
    const { now } = time;
    this.since = Math.max(0, incident.windowAt(now).from, now - model.user.history);
    this.cursor = 0;
    this.attempt = 0;
    this.failing = false;
    this.askNext();
  }

  /** The next call, no sooner than the rate limit allows. */
  private askNext(): void {
    const { api, ground } = this.services;
    const due = this.askedAt + api.pace;
    if (this.askedAt > 0 && ground.time.now < due) this.port.schedule(due);
    else this.due();
  }

  /** Makes the call that is due; the same again where one has failed. */
  due(): void {
    const { api, ground } = this.services;
    this.askedAt = ground.time.now;
    api.ask(this.caller, 'history', this.cursor, ground.model.api.pageSize, this.attempt++, [], this.since);
  }

  private answered(call: Call): void {
    const { services, port } = this;
    const { api, ground, users, invoicing } = services;
    if (call.status === TOO_MANY) return port.schedule(ground.time.now + api.wait);
    if (call.status !== OK) {
      this.failing = true;
      return port.signal('apiFailed');
    }
    if (this.failing) port.signal('apiAnswers');
    this.failing = false;
    this.attempt = 0;
    this.cursor += call.limit;
    invoicing.book.credit(this.since, call.until, (time) => users.knows(time));
    if (call.until < call.servedAt) this.askNext();
    else port.signal('credited');
  }
}

export const crediting = defineTool({
  id: 'crediting',
  signals: ['credited', 'apiFailed', 'apiAnswers'],
  open: (services, port): Crediting => new Crediting(services, port),
  effects: {
    creditInvoices: (tool: Crediting) => tool.begin(),
    creditOn: (tool: Crediting) => tool.due(),
  },
});
