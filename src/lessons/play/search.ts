// Finds the first moment of a kind in a run: of anybody, of one user, or of the run as a whole.
import type { RunRecord } from '../../analysis/record/run-record.ts';
import { asksToInvoice, type LineOf, statusName, type TraceKind, type TraceLine } from '../../engine/index.ts';
import { isPersonal, type MomentWord } from '../moments.ts';
import type { LaneRun } from './lane-run.ts';

interface FoundMoment {
  readonly time: number;
  /** Null of a moment of the whole run. */
  readonly user: number | null;
  /** The message that it is about, where it is about one. */
  readonly message: number | null;
}

type Effect = Extract<TraceLine, { readonly kind: 'apply' }>['effect'];
type Suits = (line: TraceLine, run: RunRecord, user: number) => boolean;

const effect =
  (word: Effect): Suits =>
  (line) =>
    line.kind === 'apply' && line.effect === word;

const published =
  (cause: string): Suits =>
  (line) =>
    line.kind === 'publish' && line.cause === cause;

const isChange = (line: TraceLine) => line.kind === 'commit' && line.cause === 'workload';

/** The truth’s status in the microsecond before. */
const before = (run: RunRecord, user: number, time: number) => statusName(run.user(user, time - 1)?.truth?.row ?? 0);

const status =
  (word: string): Suits =>
  (line) =>
    isChange(line) && 'status' in line && line.status === word;

const differs = (run: RunRecord, user: number, time: number): boolean => (run.user(user, time)?.kind ?? 0) !== 0;

const written = ({ kind }: TraceLine) => kind === 'commit' || kind === 'copy';

const active = (line: TraceLine): boolean => isChange(line) && 'status' in line && line.status === 'active';

const PERSONAL: Readonly<Partial<Record<MomentWord, Suits>>> = {
  'obsolete-applied': effect('regressed'),
  diverged: (line, run, user) => written(line) && differs(run, user, line.t) && !differs(run, user, line.t - 1),
  converged: (line, run, user) => written(line) && !differs(run, user, line.t) && differs(run, user, line.t - 1),
  lost: ({ kind }) => kind === 'lost',
  created: (line) => isChange(line) && 'version' in line && line.version === 1,
  suspended: status('suspended'),
  reactivated: (line, run, user) => active(line) && before(run, user, line.t) === 'suspended',
  deleted: status('absent'),
  applied: effect('applied'),
  duplicate: effect('duplicate'),
  stale: effect('stale'),
  held: effect('held'),
  failed: effect('failed'),
  requeued: ({ kind }) => kind === 'requeue',
  redelivered: (line) => line.kind === 'deliver' && line.attempt > 1,
  'dead-lettered': ({ kind }) => kind === 'dead-letter',
  republished: published('republish'),
  snapshot: published('snapshot'),
  imported: (line) => line.kind === 'copy' && line.cause === 'api',
  'wrong-invoice': (line) => line.kind === 'invoice' && line.truth !== 'active',
  credited: ({ kind }) => kind === 'credit',
};

/** The first moment of a kind at or after `after`; of `user` only, where one is named. Null: it never comes. */
export function firstMoment(run: LaneRun, word: MomentWord, after: number, user: number | null): FoundMoment | null {
  if (!isPersonal(word)) return ofRun(run, word, after);
  if (word === 'missed-invoice') return missed(run, after, user);
  const suits = PERSONAL[word] as Suits;
  const { record } = run;
  const { tape } = record;
  for (let at = tape.countUpTo(after - 1); at < tape.length; at++) {
    const who = tape.userAt(at);
    if (who === undefined || (user !== null && who !== user)) continue;
    const line = tape.line(at);
    if (suits(line, record, who)) return { time: line.t, user: who, message: tape.messageAt(at) ?? null };
  }
  return null;
}

function ofRun({ facts, record }: LaneRun, word: MomentWord, after: number): FoundMoment | null {
  const at = (times: readonly (number | null)[]): FoundMoment | null => {
    const time = Math.min(...times.map((each) => (each === null || each < after ? Number.POSITIVE_INFINITY : each)));
    return Number.isFinite(time) ? { time, user: null, message: null } : null;
  };
  switch (word) {
    case 'repair-begins':
      return at([facts.repairAt]);
    case 'repair-ends':
      return at([facts.phases.at(-1)?.to ?? null]);
    case 'invoice-run':
      return at(linesOf(record, 'invoice-run').map(({ t }) => t));
    default:
      return at(linesOf(record, 'fault').flatMap(({ t, on }) => (on === (word === 'fault-begins') ? [t] : [])));
  }
}

function linesOf<K extends TraceKind>({ tape }: RunRecord, kind: K): readonly LineOf<K>[] {
  const found: LineOf<K>[] = [];
  for (let at = 0; at < tape.length; at++) if (tape.kindAt(at) === kind) found.push(tape.line(at) as LineOf<K>);
  return found;
}

/** By the copy: active in truth at the moment of a run, and not in the copy. */
function missed({ record, session }: LaneRun, after: number, user: number | null): FoundMoment | null {
  if (asksToInvoice(session.spec.scenario.billing)) return null;
  for (const { t: time } of linesOf(record, 'invoice-run')) {
    if (time < after) continue;
    const { truthRows, billing } = session.view(time);
    const isMissed = (who: number) =>
      statusName(truthRows[who] ?? 0) === 'active' && statusName(billing.rows[who] ?? 0) !== 'active';
    if (user !== null && isMissed(user)) return { time, user, message: null };
    if (user !== null) continue;
    for (let who = 1; who < truthRows.length; who++) if (isMissed(who)) return { time, user: who, message: null };
  }
  return null;
}
