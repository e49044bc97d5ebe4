// A trace as dense text for golden tests: a line per trace line in fixed columns, a ditto for the same instant, and in the last
// column who is divergent from then on. A reviewer must be able to say from a diff alone what changed and why.
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { Line } from './lines.ts';
import { kindOf, NOBODY, stateOf, type UserState } from './states.ts';

export const LEGEND = `time       virtual time, minutes:seconds; " marks the same instant as the line above
line       what happened; see the list of kinds in the public contract
user v     whom it is about, and the version of the state it tells of
state      that state, with the plan where plans are looked at
msg        the message's number; - when none was ever made
note       cause, effect, place; of an invoice the copy it was sent by and the truth; of an API call what was asked for
divergent  written when it changes: each divergent user with ! overbilled, ? underbilled, + missing, x orphan, $ wrong plan`;

const MARKS: Readonly<Record<string, string>> = {
  overbilled: '!',
  underbilled: '?',
  missing: '+',
  orphan: 'x',
  wrongPlan: '$',
};

/** `65000125` is `1:05.000125`. */
function timeText(t: number): string {
  const seconds = Math.floor(t / 1_000_000);
  const fraction = String(t % 1_000_000).padStart(6, '0');
  const shorter = fraction.replace(/(?:000){1,2}$/, '');
  const within = String(seconds % 60).padStart(2, '0');
  return `${Math.floor(seconds / 60)}:${within}${shorter === '' ? '' : `.${shorter}`}`;
}

const stateText = ({ status, plan }: { readonly status: string; readonly plan?: string | undefined }): string =>
  plan === undefined || status === 'absent' ? status : `${status}/${plan}`;

interface Row {
  readonly user?: number;
  readonly version?: number;
  readonly state?: string;
  readonly message?: number | null;
  readonly note: string;
}

function rowOf(line: Line): Row {
  switch (line.kind) {
    case 'commit':
    case 'copy':
      return { user: line.user, version: line.version, state: stateText(line), note: line.cause };
    case 'publish':
      return {
        user: line.user,
        version: line.version,
        state: stateText(line),
        message: line.message,
        note: line.cause,
      };
    case 'lost': {
      const by = line.fault === null ? '' : ` by ${line.fault}`;
      return { user: line.user, version: line.version, message: line.message, note: `${line.where}${by}` };
    }
    case 'deliver':
      return { message: line.message, note: `consumer ${line.consumer}${again(line.attempt)}` };
    case 'apply':
      return { user: line.user, version: line.version, message: line.message, note: line.effect };
    case 'ack':
    case 'requeue':
    case 'dead-letter':
      return { message: line.message, note: `consumer ${line.consumer}${again(line.attempt)}, ${line.reason}` };
    case 'invoice': {
      const wrong = line.truth === 'active' ? '' : ' WRONG';
      return {
        user: line.user,
        state: line.copy,
        note: `run ${line.run}, ${line.amount}, truth ${line.truth}${wrong}`,
      };
    }
    case 'credit':
      return { user: line.user, note: `run ${line.run}` };
    case 'api':
    case 'database':
      return { note: `${line.request} → ${line.status}, ${line.rows} ${line.rows === 1 ? 'row' : 'rows'}` };
    case 'refused':
      return { user: line.user, note: `${line.type}, ${line.fault}` };
    case 'watermark':
      return { note: `${line.mark.toUpperCase()} after user ${line.after}, ${line.changes} changes` };
    case 'alarm': {
      const note = line.type === undefined ? line.alarm : `${line.alarm} of ${line.type}`;
      return line.user === 0 ? { note } : { user: line.user, version: line.version, note };
    }
    case 'fault':
      return { note: `${line.fault} ${line.on ? 'begins' : 'ends'}` };
    case 'phase':
      return { note: `${line.strategy}: ${line.name}${line.team === 'none' ? '' : ` (${line.team})`}` };
    default:
      return { note: `run ${line.run}` };
  }
}

const again = (attempt: number): string => (attempt === 1 ? '' : `, attempt ${attempt}`);

/** Keeps account of who is divergent, as the lines go by. */
class Account {
  private readonly truth = new Map<number, UserState>();
  private readonly copy = new Map<number, UserState>();
  private told = '';

  /** Who is divergent now, when that is another answer than the last. */
  after(line: Line): string {
    if (line.kind === 'commit') this.truth.set(line.user, stateOf(line));
    else if (line.kind === 'copy') this.copy.set(line.user, stateOf(line));
    else return '';
    if (line.cause === 'initial') return ''; // both sides are being filled
    const users = [...new Set([...this.truth.keys(), ...this.copy.keys()])].sort((a, b) => a - b);
    const marked = users.flatMap((user) => {
      const kind = kindOf(this.truth.get(user) ?? NOBODY, this.copy.get(user) ?? NOBODY);
      return kind === undefined ? [] : [`${user}${MARKS[kind]}`];
    });
    const now = marked.length === 0 ? 'nobody' : marked.join(' ');
    const before = this.told;
    this.told = now;
    return now === before || (before === '' && now === 'nobody') ? '' : now;
  }
}

const cells = (time: string, kind: string, row: Omit<Row, 'message'>, message: string, divergent: string): string =>
  [
    time.padStart(10),
    kind.padEnd(15),
    String(row.user ?? '').padStart(4),
    (row.version === undefined ? '' : `v${row.version}`).padEnd(3),
    (row.state ?? '').padEnd(15),
    message.padStart(4),
    row.note.padEnd(46),
    divergent,
  ]
    .join(' ')
    .trimEnd();

const HEAD = [
  'time'.padStart(10),
  'line'.padEnd(15),
  'user',
  'v  ',
  'state'.padEnd(15),
  ' msg',
  'note'.padEnd(46),
  'divergent',
].join(' ');

/** The lines in columns. What happens before anybody is divergent is told as well: nothing is left out. */
export function traceText(lines: readonly Line[]): string {
  const account = new Account();
  let last = -1;
  const rows = lines.map((line) => {
    const { message, ...row } = rowOf(line);
    const time = line.t === last ? '"' : timeText(line.t);
    last = line.t;
    const number = message === undefined ? '' : message === null ? '-' : String(message);
    return cells(time, line.kind, row, number, account.after(line));
  });
  return [HEAD, ...rows].join('\n');
}

/** Every measure that is not nothing, by its dotted name. */
function measureLines(tree: object, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    if (typeof value === 'object' && value !== null) return measureLines(value, `${prefix}${name}.`);
    return value === 0 || value === null ? [] : [`${`${prefix}${name}`.padEnd(28)} ${value}`];
  });
}

/** What a run came to. */
export function resultText({ verdict, phases, measures, endedAt }: VariantResult): string {
  const spans = phases.map(
    ({ name, from, to, handsOn }) =>
      `${timeText(from * 1e6).padStart(10)} to ${timeText(Math.round(to * 1e6)).padEnd(10)} ${name}${handsOn === 0 ? '' : `, ${handsOn} min hands-on`}`,
  );
  return [`ended at ${timeText(Math.round(endedAt * 1e6))}. ${verdict}`, ...spans, ...measureLines(measures)].join(
    '\n',
  );
}
