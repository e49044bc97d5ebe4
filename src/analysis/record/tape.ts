// Every trace line of a run in columns, so that stepping, histories and moving messages need no second run. Lines of a long
// run about right invoices may be left out. It keeps lines; it knows nothing of what they mean.
import type { PublishLine, TraceKind, TraceLine } from '../../engine/index.ts';
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

export class Tape {
  length = 0;
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

  constructor(skips: (line: TraceLine) => boolean = () => false) {
    this.skips = skips;
  }

  readonly add = (line: TraceLine): void => {
    if (this.skips(line)) return;
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
    const twin = new Tape(this.skips);
    twin.length = this.countUpTo(time);
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
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.time[middle] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The place of the line numbered `i`, or of the last before it; −1 when there is none. */
  placeOf(i: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.index[middle] as number) <= i) low = middle + 1;
      else high = middle;
    }
    return low - 1;
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
