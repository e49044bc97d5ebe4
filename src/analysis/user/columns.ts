// Where the moments of a story stand: things that belong together share a column, long runs of like invoices stand as one
// mark that says how many, and a place on the axis follows from the time alone.

interface Placed {
  readonly time: number;
  readonly until: number;
}

interface Repeated extends Placed {
  readonly what: string;
  readonly wrong: boolean;
  readonly label: string;
  readonly count: number;
}

export interface Column {
  readonly time: number;
  readonly until: number;
  /** Its distinct moments, in order. */
  readonly times: readonly number[];
  /** Places of its marks. */
  readonly marks: readonly number[];
}

/** Moments closer together than this, microseconds, may share a column. */
const TOGETHER = 1_000_000;
const MOST_TIMES = 5;

/** Right invoices are told one by one only when they stand alone; of wrong and missed ones the first two are. */
const KEEP = { right: 0, wrong: 2 } as const;

const routine = ({ what }: Repeated): boolean => what === 'invoice' || what === 'missed';

/** Long runs of like invoices as one mark with their number. */
export function collapsed<Mark extends Repeated>(marks: readonly Mark[]): readonly Mark[] {
  const shown: Mark[] = [];
  for (let n = 0; n < marks.length; ) {
    const first = marks[n] as Mark;
    let end = n + 1;
    if (routine(first)) while (marks[end]?.what === first.what && marks[end]?.wrong === first.wrong) end++;
    const alone = first.wrong ? KEEP.wrong : KEEP.right;
    const rest = end - n - alone;
    if (rest < 2) shown.push(...marks.slice(n, end));
    else shown.push(...marks.slice(n, n + alone), together(marks.slice(n + alone, end)));
    n = end;
  }
  return shown;
}

function together<Mark extends Repeated>(marks: readonly Mark[]): Mark {
  const [first, last] = [marks[0] as Mark, marks[marks.length - 1] as Mark];
  const label =
    first.what === 'missed'
      ? `no invoice, ${marks.length} more times`
      : `${marks.length} ${first.wrong ? 'more ' : ''}invoices, ${first.wrong ? 'wrong' : 'right'}`;
  return { ...first, until: last.until, count: marks.length, label };
}

export function columnsOf(marks: readonly (Placed & { readonly count: number })[]): readonly Column[] {
  const columns: { time: number; until: number; times: number[]; marks: number[]; closed: boolean }[] = [];
  marks.forEach((mark, place) => {
    const last = columns[columns.length - 1];
    const known = last?.times.includes(mark.time) ?? false;
    const near = last !== undefined && mark.time - last.time <= TOGETHER && (known || last.times.length < MOST_TIMES);
    if (last !== undefined && near && !last.closed && mark.count === 1) {
      last.marks.push(place);
      if (!known) last.times.push(mark.time);
      last.until = Math.max(last.until, mark.until);
    } else {
      const times = mark.until > mark.time ? [mark.time, mark.until] : [mark.time];
      columns.push({ time: mark.time, until: mark.until, times, marks: [place], closed: mark.count > 1 });
    }
  });
  return columns.map(({ closed: _, ...column }) => column);
}

interface Axis {
  readonly left: number;
  readonly right: number;
  readonly end: number;
  readonly byClock: boolean;
}

/** Room between two moments of one column, and between the two ends of a run of invoices. */
const APART = 9;
const RUN = 36;

/** Where a time is drawn. Between the moments of the columns it lies between them, in proportion. */
export function placer(columns: readonly Column[], { left, right, end, byClock }: Axis): (time: number) => number {
  const first = columns[0]?.time ?? 0;
  const last = Math.max(first + 1, columns[columns.length - 1]?.until ?? 1);
  if (byClock) return (time) => left + Math.min(1, Math.max(-1, (time - first) / (last - first))) * (right - left);
  const step = (right - left) / Math.max(1, columns.length);
  const anchors: (readonly [number, number])[] = [];
  columns.forEach(({ times, until, time }, n) => {
    const middle = left + (n + 0.5) * step;
    const run = times.length === 2 && until - time > TOGETHER;
    times.forEach((at, k) => {
      anchors.push([at, run ? middle + (k - 0.5) * RUN : middle + k * APART]);
    });
  });
  anchors.push([Math.max(end, last + 1), right]);
  return (time) => {
    const at = anchors.findIndex(([each]) => each >= time);
    const [high, x] = anchors[at] ?? [end, right];
    if (at < 0) return right;
    const [low, before] = anchors[at - 1] ?? [Math.min(0, high - 1), left];
    return high === time || high === low ? x : before + ((time - low) / (high - low)) * (x - before);
  };
}
