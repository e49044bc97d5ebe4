// Every trace line of a run in columns, so that stepping, histories and moving messages need no second run. Lines of a long
// run about right invoices may be left out, and of one that is longer still only the landmarks are kept.
import { firstWhere, type PublishLine, type TraceKind, type TraceLine } from '../../engine/index.ts';
import { messageIn, userIn, versionIn } from './lines.ts';

const KINDS: TraceKind[] = [];
const OWN: ReadonlySet<string> = new Set(['i', 't', 'kind', 'user', 'version', 'message']);
const NONE = 0xffffffff;
const FIRST_ROOM = 1 << 14;

type Fields = Readonly<Record<string, unknown>>;

const wider = <T extends Uint8Array | Uint32Array | Float64Array>(column: T): T => {
  const twice = new (column.constructor as new (length: number) => T)(column.length * 2);
  twice.set(column as never);
  return twice;
};

/** What is kept of a run with more lines than this: things with a name and a consequence, of which there are few. */
const MOST = 6_000_000;
const LANDMARKS: ReadonlySet<TraceKind> = new Set([
  'fault',
  'phase',
  'invoice-run',
  'invoice-run-end',
  'invoice-blocked',
]);

export class Tape {
  length = 0;
  /** How many lines it has been told. */
  told = 0;
  /** Whether it has kept only the landmarks. */
  isSparse = false;
  private kind = new Uint8Array(FIRST_ROOM);
  private time = new Float64Array(FIRST_ROOM);
  private index = new Uint32Array(FIRST_ROOM);
  private user = new Uint32Array(FIRST_ROOM);
  private version = new Uint32Array(FIRST_ROOM);
  private message = new Uint32Array(FIRST_ROOM);
  private rest = new Uint32Array(FIRST_ROOM);
  /** What lines say besides numbers, each combination once; tapes of one past share them. */
  private rests: Fields[] = [];
  private restOf = new Map<string, number>();
  /** By message: the line that published it. */
  private published: number[] = [];
  private readonly skips: (line: TraceLine) => boolean;

  private readonly most: number;

  constructor(skips: (line: TraceLine) => boolean = () => false, most = MOST) {
    this.skips = skips;
    this.most = most;
  }

  /** The number of the last line; −1 before the first. */
  get lastIndex(): number {
    return this.length === 0 ? -1 : (this.index[this.length - 1] as number);
  }

  /** Bytes held. */
  get bytes(): number {
    const { kind, time, index, user, version, message, rest } = this;
    return [kind, time, index, user, version, message, rest].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  readonly add = (line: TraceLine): void => {
    this.told++;
    // The page shows Billing, and what other services make of the same messages would be taken for what Billing does.
    if ('subscriber' in line) return;
    if (this.isSparse && !LANDMARKS.has(line.kind)) return;
    if (this.skips(line)) return;
    if (this.length === this.most && !this.isSparse) return this.thin(line);
    const at = this.length;
    if (at === this.kind.length) this.grow();
    const message = messageIn(line) ?? NONE;
    if (line.kind === 'publish') this.published[message] = at;
    const source = message === NONE ? undefined : this.published[message];
    this.kind[at] = kindNumber(line.kind);
    this.time[at] = line.t;
    this.index[at] = line.i;
    this.user[at] = userIn(line) ?? (source === undefined ? NONE : (this.user[source] as number));
    this.version[at] = versionIn(line) ?? NONE;
    this.message[at] = message;
    this.rest[at] = this.restNumber(line);
    this.length = at + 1;
  };

  /** A tape with the lines up to `time`, that goes on by itself. */
  upTo(time: number): Tape {
    const twin = new Tape(this.skips, this.most);
    twin.length = this.countUpTo(time);
    twin.isSparse = this.isSparse;
    twin.told = this.told;
    // Copied with their room: a fork is about as long as the run it comes from.
    twin.kind = this.kind.slice();
    twin.time = this.time.slice();
    twin.index = this.index.slice();
    twin.user = this.user.slice();
    twin.version = this.version.slice();
    twin.message = this.message.slice();
    twin.rest = this.rest.slice();
    twin.rests = this.rests;
    twin.restOf = this.restOf;
    let messages = this.published.length;
    while (messages > 0 && (this.published[messages - 1] as number) >= twin.length) messages--;
    twin.published = this.published.slice(0, messages);
    return twin;
  }

  /** The line at a place of the tape, with its fields in their order. */
  line(at: number): TraceLine {
    const rest = this.rests[this.rest[at] as number] as Fields;
    const own: Record<string, unknown> = {};
    for (const name in rest) {
      if (name === 'user') own[name] = this.user[at] as number;
      else if (name === 'version') own[name] = this.version[at] as number;
      else if (name === 'message') own[name] = this.message[at] === NONE ? null : (this.message[at] as number);
      else own[name] = rest[name];
    }
    return {
      i: this.index[at] as number,
      t: this.time[at] as number,
      kind: this.kindAt(at),
      ...own,
    } as TraceLine;
  }

  kindAt(at: number): TraceKind {
    return KINDS[this.kind[at] as number] as TraceKind;
  }

  timeAt(at: number): number {
    return this.time[at] as number;
  }

  /** The user a line is about, also by its message; undefined when it is about none. */
  userAt(at: number): number | undefined {
    const user = this.user[at] as number;
    return user === NONE ? undefined : user;
  }

  /** The message a line is about; undefined when it is about none, or about one that was never made. */
  messageAt(at: number): number | undefined {
    const message = this.message[at] as number;
    return message === NONE ? undefined : message;
  }

  /** The place of the line that published a message; undefined when there is none. */
  placeOfPublication(message: number): number | undefined {
    return this.published[message];
  }

  /** The publication of a line's message. */
  publicationAt(at: number): PublishLine | undefined {
    const source = this.published[this.message[at] as number];
    return source === undefined ? undefined : (this.line(source) as PublishLine);
  }

  /** How many lines are at or before `time`. */
  countUpTo(time: number): number {
    return firstWhere(0, this.length, (at) => (this.time[at] as number) > time);
  }

  /** The place of the line numbered `i`, or of the last before it; −1 when there is none. */
  placeOf(i: number): number {
    return firstWhere(0, this.length, (at) => (this.index[at] as number) > i) - 1;
  }

  private restNumber(line: TraceLine): number {
    let key: string = line.kind;
    for (const name in line) if (!OWN.has(name)) key += `|${textOf((line as unknown as Fields)[name])}`;
    if (line.kind === 'lost' && line.message === null) key += '|null';
    const known = this.restOf.get(key);
    if (known !== undefined) return known;
    const { i: _i, t: _t, kind: _kind, ...fields } = line;
    this.rests.push(fields);
    this.restOf.set(key, this.rests.length - 1);
    return this.rests.length - 1;
  }

  /** There are too many to keep them all: from now on only the landmarks are, and of what was kept so far too. */
  private thin(line: TraceLine): void {
    const kept: TraceLine[] = [];
    for (let at = 0; at < this.length; at++) if (LANDMARKS.has(this.kindAt(at))) kept.push(this.line(at));
    const { told } = this;
    this.isSparse = true;
    this.length = 0;
    this.published = [];
    this.kind = new Uint8Array(FIRST_ROOM);
    this.time = new Float64Array(FIRST_ROOM);
    this.index = new Uint32Array(FIRST_ROOM);
    this.user = new Uint32Array(FIRST_ROOM);
    this.version = new Uint32Array(FIRST_ROOM);
    this.message = new Uint32Array(FIRST_ROOM);
    this.rest = new Uint32Array(FIRST_ROOM);
    for (const each of [...kept, line]) this.add(each);
    this.told = told;
  }

  private grow(): void {
    this.kind = wider(this.kind);
    this.time = wider(this.time);
    this.index = wider(this.index);
    this.user = wider(this.user);
    this.version = wider(this.version);
    this.message = wider(this.message);
    this.rest = wider(this.rest);
  }
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

function kindNumber(kind: TraceKind): number {
  const known = KINDS.indexOf(kind);
  return known >= 0 ? known : KINDS.push(kind) - 1;
}
