// The User platform's snapshot in chunks while changes go on: it writes LOW into its log of commits, reads a chunk of the table, and writes
// HIGH. Whoever changed between the two is dropped from the chunk, since the change itself comes; the other rows are published at HIGH,
// behind every change that they include. That holds where messages leave in the order of commits.
import { Bits } from '../kernel/columns.ts';
import { ABSENT, SNAPSHOT } from '../rows.ts';
import { PUBLISH_CAUSES } from '../trace/words.ts';
import { parseRate } from '../units.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

const SNAPSHOT_CAUSE = PUBLISH_CAUSES.indexOf('snapshot');
/** Keeps addresses of draws of its messages apart from all others'. */
const PUBLICATION = { repair: 2048, seeding: 3072 } as const;

/** What is due: a chunk begins, its rows are read, its end is marked. */
const LOW = 0;
const SELECT = 1;
const HIGH = 2;

class Watermarking implements Tool {
  readonly saved = ['cursor', 'last', 'size', 'span', 'low', 'users', 'versions', 'rows'];
  /** The last user of the chunks so far, and of all. */
  private cursor = 0;
  private last = 0;
  /** Rows to a chunk, and how long one takes to be read, microseconds. */
  private size = 0;
  private span = 0;
  /** The length of the log of commits when LOW was written. */
  private low = 0;
  /** The chunk. */
  private users: number[] = [];
  private versions: number[] = [];
  private rows: number[] = [];
  private readonly services: Services;
  private readonly port: Port<'allChunks'>;

  constructor(services: Services, port: Port<'allChunks'>) {
    this.span = Number.NaN; // first: see kernel/state.ts
    this.span = 0;
    this.services = services;
    this.port = port;
  }

  /** Begins: chunks of so many rows, at so many rows a second. */
  begin(chunk: number, rate: string): void {
    this.cursor = 0;
    this.last = this.services.users.users;
    this.size = chunk;
    this.span = Math.ceil(chunk / (parseRate(rate) as number));
    this.due(LOW);
  }

  due(what: number): void {
    const { users, ground } = this.services;
    const { now } = ground.time;
    if (what === LOW) {
      this.low = users.changes;
      this.tell('low');
      this.port.schedule(now + Math.floor(this.span / 2), SELECT);
    } else if (what === SELECT) {
      this.select();
      this.port.schedule(now + Math.ceil(this.span / 2), HIGH);
    } else this.high();
  }

  private select(): void {
    const { users } = this.services;
    this.users = [];
    this.versions = [];
    this.rows = [];
    let user = this.cursor + 1;
    for (; user <= this.last && this.users.length < this.size; user++) {
      if (users.rowOf(user) === ABSENT) continue;
      this.users.push(user);
      this.versions.push(users.versionOf(user));
      this.rows.push(users.rowOf(user));
    }
    this.cursor = user - 1;
  }

  /** HIGH is written, and behind it whoever did not change since LOW. */
  private high(): void {
    const { users, ground, publisher } = this.services;
    this.tell('high');
    const changed = new Bits();
    for (let change = this.low; change < users.changes; change++) changed.add(users.log.userOf(change));
    for (const [n, user] of this.users.entries()) {
      if (changed.has(user)) continue;
      if (this.port.repairs) ground.counters.repairMessages++;
      const [version, event] = [this.versions[n] as number, publisher.newEvent()];
      publisher.republish({
        ...{ user, version, original: version, row: this.rows[n] as number },
        ...{ type: SNAPSHOT, cause: SNAPSHOT_CAUSE, event, origin: event },
        publication: this.port.repairs ? PUBLICATION.repair : PUBLICATION.seeding,
        occurredAt: ground.time.now,
        lag: 0,
      });
    }
    this.users = [];
    if (this.cursor < this.last) this.due(LOW);
    else this.port.signal('allChunks');
  }

  private tell(mark: 'low' | 'high'): void {
    const { users, ground } = this.services;
    ground.trace.note('watermark', { mark, after: this.cursor, changes: users.changes });
  }
}

export const watermarking = defineTool({
  id: 'watermarking',
  signals: ['allChunks'],
  open: (services, port): Watermarking => new Watermarking(services, port),
  effects: {
    snapshotChunks: (tool: Watermarking, { chunk, rate }: { readonly chunk: number; readonly rate: string }) =>
      tool.begin(chunk, rate),
  },
});
