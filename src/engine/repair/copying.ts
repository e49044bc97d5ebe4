// Reads the User service's table as it stands at one instant, carries it over, and replaces Billing's copy with it in one change.
// Its query names the other's columns: once their schema has changed it fails, until people have written it anew.
import { Still } from '../kernel/still.ts';
import { ABSENT } from '../rows.ts';
import { COPY_CAUSES } from '../trace/words.ts';
import { parseRate } from '../units.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

const DATABASE = COPY_CAUSES.indexOf('database');
const QUERY = 'SELECT id, status, plan, version FROM users';
const OK = 200;
const FAILED = 500;

class Copying implements Tool {
  readonly saved = ['still', 'readAt', 'schema', 'stops'];
  /** What was read, while it is carried over. */
  private readonly still = new Still();
  private readAt = 0;
  /** The version of the schema that the query was written for. */
  private schema = 0;
  /** Whether the consumers stand still from the reading to the replacement. */
  private stops = false;
  private readonly services: Services;
  private readonly port: Port<'copied' | 'queryFails'>;

  constructor(services: Services, port: Port<'copied' | 'queryFails'>) {
    this.readAt = Number.NaN; // first: see kernel/state.ts
    this.readAt = 0;
    this.services = services;
    this.port = port;
  }

  /** People write the query, for the schema as it is now. */
  writeQuery(): void {
    this.schema = this.services.users.schema;
  }

  /**
   * Reads all rows in one transaction, and carries them over at a rate such as `100/s`. `stops`: the position up to which events have
   * been read is that of the same transaction, and what comes after waits until the copy has been replaced.
   */
  read(stops: boolean, rate: string): void {
    const { users, billing, ground } = this.services;
    const { time, trace, counters } = ground;
    if (users.schema !== this.schema) {
      trace.note('database', { request: QUERY, rows: 0, status: FAILED });
      return this.port.signal('queryFails');
    }
    this.stops = stops;
    if (stops) billing.consumers.presence.pause();
    this.still.take(users.columnsTo(users.users + 1));
    this.readAt = time.now;
    if (this.port.repairs) counters.repairDatabaseRows += users.existing;
    trace.note('database', { request: QUERY, rows: users.existing, status: OK });
    this.port.schedule(time.now + Math.ceil(users.existing / (parseRate(rate) as number)));
  }

  /** All has been carried over. */
  due(): void {
    const { billing } = this.services;
    const { still } = this;
    const { copy } = billing;
    const last = Math.max(still.length - 1, copy.highestUsed());
    for (let user = 1; user <= last; user++) {
      const row = still.rowOf(user);
      const has = copy.rowOf(user);
      // Who is gone is in no table: the row goes, and keeps its version as a tombstone.
      const version = row === ABSENT ? copy.versionOf(user) : still.versionOf(user);
      if (row !== has || version !== copy.versionOf(user)) billing.bring(user, version, row, DATABASE, this.readAt);
    }
    still.forget();
    if (this.stops) billing.consumers.presence.resume();
    this.port.signal('copied');
  }
}

export const copying = defineTool({
  id: 'copying',
  signals: ['copied', 'queryFails'],
  open: (services, port): Copying => new Copying(services, port),
  effects: {
    writeQuery: (tool: Copying) => tool.writeQuery(),
    readTable: (tool: Copying, { stops, rate }: { readonly stops: boolean; readonly rate: string }) =>
      tool.read(stops, rate),
  },
});
