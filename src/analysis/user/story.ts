// One user's history as a space-time diagram: four life lines, marks with their times, messages between them, spans in which
// truth and copy differ. It reads trace lines and draws nothing.
import {
  type ApplyLine,
  type CommitLine,
  type CopyLine,
  type DeliverLine,
  faults,
  findEntry,
  type InvoiceLine,
  type PublishLine,
  requestText,
  type Status,
  type TraceLine,
} from '../../engine/index.ts';
import { lengthText } from '../clock.ts';
import { COPY_WORDS, PUBLISH_WORDS } from '../dictionary.ts';
import type { ApiRead, MessageKey } from '../record/facts.ts';
import { keyOf, messageIn, originalIn, versionIn } from '../record/lines.ts';
import { type Column, collapsed, columnsOf } from './columns.ts';
import { type CountedFrom, lasting, ON_ITS_WAY, type Span, type Spans, spansOf } from './spans.ts';

export type Lifeline = 'truth' | 'broker' | 'copy' | 'api';

type What =
  | 'commit'
  | 'again'
  | 'publish'
  | 'deliver'
  | 'requeue'
  | 'lost'
  | 'dead-letter'
  | 'applied'
  | 'turned-away'
  | 'repaired'
  | 'written'
  | 'invoice'
  | 'missed'
  | 'read';

export interface StoryMark {
  readonly time: number;
  /** The last of those that this mark stands for. */
  readonly until: number;
  /** How many things this mark stands for. */
  readonly count: number;
  readonly lifeline: Lifeline;
  readonly what: What;
  readonly version: number | null;
  readonly label: string;
  readonly wrong: boolean;
  readonly obsolete: boolean;
  /** The message it is about. */
  readonly letter: MessageKey | null;
  /** Where a message was lost. */
  readonly where: string | null;
}

export interface StoryArrow {
  readonly from: number;
  readonly to: number;
  readonly kind: 'publish' | 'lost' | 'deliver' | 'bounce' | 'read';
  readonly obsolete: boolean;
}

export interface Story extends Spans {
  readonly user: number;
  readonly columns: readonly Column[];
  readonly marks: readonly StoryMark[];
  readonly arrows: readonly StoryArrow[];
  /** Spans in which a message waited at the broker for longer than it takes to pass. */
  readonly waits: readonly Span[];
}

export interface StoryInput {
  readonly lines: readonly TraceLine[];
  /** Where the last spans end. */
  readonly end: number;
  readonly reads?: readonly ApiRead[];
  /** Invoice runs that missed somebody, where a run is one instant; the user was missed if active and not invoiced. */
  readonly missedRuns?: readonly number[];
  readonly countedFrom?: CountedFrom;
  /** Whether the run is over and no queue holds anything: what nobody has had by then waits for nobody. */
  readonly settled?: boolean;
  /** Every invoice by itself, however many. */
  readonly every?: boolean;
}

interface Draft extends StoryMark {
  readonly line: TraceLine | null;
}

/** A read as people name it: by its page, or by its request. */
export const readName = ({ page, line }: ApiRead): string =>
  page === null ? requestText(line.request) : `page ${page}`;

/** What a read said of the user, as far as what followed from it tells. */
function readSays(read: ApiRead): string {
  const { led, line } = read;
  if (led?.kind === 'copy' && led.cause === 'sweep') return `${readName(read)} says: not found`;
  if (led?.kind === 'copy') return `${readName(read)} says: ${led.status}, v${led.version}`;
  if (led?.kind === 'invoice') return `${readName(read)}, for an invoice`;
  return line.status === 404 ? `${readName(read)} says: not found` : `${readName(read)}: nothing written`;
}

/** Makes marks out of lines, one after the other. */
class Teller {
  readonly drafts: Draft[] = [];
  private newest = 0;
  private status: Status = 'absent';
  private readonly publishedAt = new Map<number, number>();
  private readonly healed: ReadonlySet<number>;
  /** Messages that came back to the broker: their first delivery is told too. */
  private readonly returned: ReadonlySet<number>;

  constructor(healed: ReadonlySet<number>, returned: ReadonlySet<number>) {
    this.healed = healed;
    this.returned = returned;
  }

  hear(line: TraceLine): void {
    if (line.kind === 'commit') this.commit(line);
    else if (line.kind === 'publish') this.publish(line);
    else if (line.kind === 'deliver') this.deliver(line);
    else if (line.kind === 'apply') this.apply(line);
    else if (line.kind === 'copy') this.copy(line);
    else if (line.kind === 'invoice') this.invoice(line);
    else if (line.kind === 'lost') {
      const { message, version, where } = line;
      this.add(line, 'broker', 'lost', `v${version} ${message === null ? 'never published' : 'lost'}`, { where });
    } else if (line.kind === 'requeue' || line.kind === 'dead-letter') {
      const word = line.kind === 'requeue' ? 'requeued' : 'dead-lettered';
      const { reason } = line;
      this.add(
        line,
        'broker',
        line.kind,
        `${word}: ${findEntry(faults, reason)?.title ?? reason.replaceAll('-', ' ')}`,
      );
    }
  }

  read(read: ApiRead): void {
    this.add(read.line, 'api', 'read', readSays(read));
  }

  missed(time: number): void {
    if (this.status !== 'active') return;
    this.drafts.push({
      ...BLANK,
      time,
      until: time,
      lifeline: 'copy',
      what: 'missed',
      label: 'no invoice',
      wrong: true,
    });
  }

  private add(line: TraceLine, lifeline: Lifeline, what: What, label: string, more: Partial<Draft> = {}): void {
    const version = versionIn(line) ?? null;
    const letter = keyOf(line);
    this.drafts.push({ ...BLANK, line, time: line.t, until: line.t, lifeline, what, label, version, letter, ...more });
  }

  private commit(line: CommitLine): void {
    const [before, after] = [this.status, line.status];
    this.newest = line.version;
    this.status = after;
    const plan = before === after && line.plan !== undefined ? `plan ${line.plan}` : after;
    const gone = line.cause === 'restore' ? 'taken back' : 'deleted';
    this.add(line, 'truth', 'commit', after === 'absent' ? gone : plan);
  }

  private publish(line: PublishLine): void {
    const { version, cause } = line;
    const original = originalIn(line);
    const { again } = PUBLISH_WORDS[cause];
    const obsolete = original < this.newest || (again && line.status !== this.status);
    if (again) {
      const words = cause === 'snapshot' ? 'state published' : 'published again';
      this.add(line, 'truth', 'again', obsolete ? 'obsolete' : words, { obsolete });
    }
    this.publishedAt.set(line.message, line.t);
    const stamped = original === version ? `v${version}` : `v${original} as v${version}`;
    this.add(line, 'broker', 'publish', `${stamped}${cause === 'duplicate' ? ' doubled' : ''}`, { obsolete });
  }

  /** A delivery right after the publication needs no mark of its own. */
  private deliver(line: DeliverLine): void {
    const { message, attempt, t } = line;
    const published = this.publishedAt.get(message);
    if (published === undefined) return;
    const waited = t - published;
    const returns = this.returned.has(message);
    if (attempt === 1 && waited <= ON_ITS_WAY && !returns) return;
    const label = attempt > 1 || returns ? `attempt ${attempt}` : `after ${lengthText(waited)}`;
    this.add(line, 'broker', 'deliver', label);
  }

  private apply(line: ApplyLine): void {
    const { effect, version } = line;
    if (effect === 'applied' && this.healed.has(line.t)) this.add(line, 'copy', 'repaired', 'applied: they agree');
    else if (effect === 'applied') this.add(line, 'copy', 'applied', 'applied');
    else if (effect === 'regressed') this.add(line, 'copy', 'applied', 'overwrote a newer state', { wrong: true });
    else this.add(line, 'copy', 'turned-away', `v${version}, ${effect}`);
  }

  /** What a message wrote is told by its application. */
  private copy(line: CopyLine): void {
    const { cause } = line;
    if (!COPY_WORDS[cause].ownMark) return;
    const status = line.status === 'absent' ? 'row removed' : `${line.status}, v${line.version}`;
    if (this.healed.has(line.t)) this.add(line, 'copy', 'repaired', 'repaired');
    else this.add(line, 'copy', 'written', cause === 'bug' ? `a bug wrote ${status}` : status);
  }

  private invoice(line: InvoiceLine): void {
    const wrong = line.truth !== 'active';
    this.add(line, 'copy', 'invoice', wrong ? 'invoice, wrong' : 'invoice, right', { wrong });
  }
}

const BLANK: Draft = {
  line: null,
  time: 0,
  until: 0,
  count: 1,
  lifeline: 'truth',
  what: 'commit',
  version: null,
  label: '',
  wrong: false,
  obsolete: false,
  letter: null,
  where: null,
};

/** Lines, reads and missed runs in the order in which they happened. */
function tell(teller: Teller, { lines, reads = [], missedRuns = [], every }: StoryInput): void {
  const invoiced = new Set(lines.filter(({ kind }) => kind === 'invoice').map(({ t }) => t));
  const shown = reads.filter(({ led }) => every === true || led?.kind !== 'invoice' || led.truth !== 'active');
  const said = [
    ...lines.map((line) => ({ t: line.t, i: line.i, tell: () => teller.hear(line) })),
    ...shown.map((read) => ({ t: read.line.t, i: read.line.i, tell: () => teller.read(read) })),
    ...missedRuns
      .filter((t) => !invoiced.has(t))
      .map((t) => ({ t, i: Number.POSITIVE_INFINITY, tell: () => teller.missed(t) })),
  ].sort((a, b) => a.t - b.t || a.i - b.i);
  for (const each of said) each.tell();
}

/** The story of one user from all that concerns them. */
export function storyOf(user: number, input: StoryInput): Story {
  const { lines, end, reads = [], countedFrom = 0, every = false, settled = false } = input;
  const spans = spansOf(lines, end, countedFrom);
  const returned = new Set(lines.flatMap((line) => (line.kind === 'requeue' ? [line.message] : [])));
  const teller = new Teller(new Set(lasting(spans.divergent).map(({ to }) => to)), returned);
  tell(teller, input);
  const drafts = every ? teller.drafts : collapsed(teller.drafts);
  const arrows = arrowsOf(drafts, reads);
  const marks = drafts.map(({ line: _, ...mark }) => mark);
  return { user, ...spans, columns: columnsOf(marks), marks, arrows, waits: waitsOf(lines, end, settled) };
}

const numberOf = (letter: MessageKey | null): number => (letter !== null && 'message' in letter ? letter.message : -1);

/** Arrows from a mark to a mark, by their places in the list. */
function arrowsOf(drafts: readonly Draft[], reads: readonly ApiRead[]): readonly StoryArrow[] {
  const arrows: StoryArrow[] = [];
  /** By message: where it left the broker, or would. */
  const last = new Map<number, number>();
  const readOf = new Map(reads.flatMap(({ line, led }) => (led === null ? [] : [[led.i, line.i] as const])));
  const placeOf = new Map(drafts.map(({ line, what }, place) => [what === 'read' ? (line?.i ?? -1) : -1, place]));
  drafts.forEach(({ line, what, letter, version, where, obsolete }, place) => {
    const message = numberOf(letter);
    const source = last.get(message);
    const add = (from: number | undefined, kind: StoryArrow['kind']) => {
      if (from !== undefined && from >= 0) arrows.push({ from, to: place, kind, obsolete });
    };
    const leaves = () =>
      drafts.findLastIndex(
        (each, n) =>
          n < place &&
          (each.what === 'commit' ? each.version === version : each.what === 'again' && each.letter === letter),
      );
    if (what === 'publish') {
      const again = drafts[place - 1];
      add(again?.what === 'again' && numberOf(again.letter) === message ? place - 1 : leaves(), 'publish');
      last.set(message, place);
    } else if (what === 'deliver') last.set(message, place);
    else if (what === 'lost') add(where === 'publisher' ? leaves() : source, 'lost');
    else if (what === 'turned-away') add(source, 'bounce');
    else if ((what === 'applied' || what === 'repaired') && line?.kind === 'apply') add(source, 'deliver');
    else if ((what === 'repaired' || what === 'written') && line !== null) {
      add(placeOf.get(readOf.get(line.i) ?? -2), 'read');
    }
  });
  return arrows;
}

/** When messages about the user waited at the broker, from their publication or their return to their delivery. */
function waitsOf(lines: readonly TraceLine[], end: number, settled: boolean): readonly Span[] {
  const waits: Span[] = [];
  const since = new Map<number, number>();
  const close = (message: number, to: number) => {
    const from = since.get(message);
    if (from !== undefined && to - from > ON_ITS_WAY) waits.push({ from, to, value: String(message) });
    since.delete(message);
  };
  for (const line of lines) {
    const message = messageIn(line);
    if (message === undefined) continue;
    if (line.kind === 'publish' || line.kind === 'requeue') since.set(message, line.t);
    else if (line.kind === 'deliver' || line.kind === 'lost' || line.kind === 'dead-letter') close(message, line.t);
  }
  if (!settled) for (const message of [...since.keys()]) close(message, end);
  return waits;
}
