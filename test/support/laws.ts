// The laws that hold in every run, whatever its faults and its design: what a trace may not say (the witness), and that without a
// fault the copy is the truth once writes have stopped, where nothing overtakes or the policy does not mind. A watch looks on while a
// run happens, if somebody collects its trace; of every run, what it wrote and measures is looked at when it ends. A run that breaks a law
// is an error (`watch-every-run.ts`).
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { Session } from '../../src/engine/run/session.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import { strategyId } from '../../src/engine/steps/made.ts';
import type { TraceReader } from '../../src/engine/trace/lines.ts';
import { type Facts, factsOf } from './facts.ts';
import type { Line } from './lines.ts';
import type { Oracle } from './oracle.ts';
import { brokenByCounts, brokenByRows, type WrittenRun, writtenRun } from './row-laws.ts';
import { kindOf, NOBODY } from './states.ts';
import { microseconds } from './time.ts';
import { Witness } from './witness.ts';

/** Policies under which no order of arrival and no repetition leaves a copy behind that has received everything. */
const ANY_ORDER = ['version', 'strict'];
/** Strategies that write nothing, whatever they are told. */
const HARMLESS = ['wait'];
/** So many complaints are told of a run; the first leads to the others. */
const TOLD = 5;

/** Looks on, line by line, and says at the end which laws were broken. */
class Watch {
  /** How a run ended is known when it has. */
  private readonly facts: Facts;
  private readonly witness: Witness;

  constructor(facts: Facts) {
    this.facts = { ...facts };
    this.witness = new Witness(this.facts);
  }

  read(line: Line): void {
    this.witness.read(line);
  }

  end(ended: Pick<Facts, 'endedAt' | 'settled'>): readonly string[] {
    Object.assign(this.facts, ended);
    this.witness.end();
    return [...this.witness.complaints, ...leftBehind(this.witness.oracle, this.facts)];
  }
}

const UNENDED = { endedAt: 0, measures: {} };

/** Throws when a law was broken. */
function hold(broken: readonly string[]): void {
  if (broken.length > 0) throw new Error(`This run broke the laws:\n${broken.slice(0, TOLD).join('\n')}`);
}

/** So many lines of a run are watched where nobody wants the whole trace: of a large world the beginning. */
export const WATCHED = Number(process.env['WATCHED'] ?? 10_000);

/** Readers that hand every line to a watch of their own. */
export const watches = new WeakSet<TraceReader>();

export type RunWatch = ReturnType<typeof watchOver>;

/** A watch over a run that is about to begin; it ends with the run, or leaves before. Both throw when a law was broken by then. */
export function watchOver(spec: RunSpec) {
  const unended = factsOf(spec, UNENDED);
  const watch = new Watch(unended);
  return {
    read: (line: Line) => watch.read(line),
    end: (result: VariantResult) => hold(watch.end(factsOf(spec, result))),
    leave: () => hold(watch.end(unended)),
  };
}

/** Quantiles of delays are kept to 1 %. */
const ROUNDED = 1.01;

/** Everything in what a run wrote and measures that breaks a law. */
export function brokenLawsOf(run: WrittenRun): readonly string[] {
  const { complaints, leftBehind: left, changedAt, agreedAt } = brokenByRows(run);
  if (!converges(run.facts)) return complaints;
  if (left > 0) return [...complaints, `no fault, and ${left} users stay divergent`];
  const { max } = run.measures['delay'] as { readonly max: number | null };
  const due = changedAt + Math.ceil((max ?? 0) * 1_000_000 * ROUNDED);
  return agreedAt <= due
    ? complaints
    : [...complaints, `no fault, and all agree ${agreedAt - due} µs after the longest delay`];
}

/** Throws when what a session that has ended wrote and measures breaks a law. */
export const holdRows = (session: Session, result: VariantResult): void =>
  hold(brokenLawsOf(writtenRun(session, result)));

/** The same of a run into which nobody can look: by what it measures alone. */
export const holdCounts = (spec: RunSpec, result: VariantResult): void =>
  hold(brokenByCounts(factsOf(spec, result), result.measures));

/** Everything in a trace that breaks a law. */
export function brokenLaws(lines: readonly Line[], facts: Facts): readonly string[] {
  const watch = new Watch(facts);
  for (const line of lines) watch.read(line);
  return watch.end(facts);
}

/** Whether each part of it has one reader, however many there are: all events of a user are read by one. */
const isReadByOne = (profile: string): boolean => profile === 'kafka' || profile === 'rabbitmq-stream';

/** Whether the copy must be the truth at the end of this run. */
function converges({ settled, reads, startsAt, spec }: Facts): boolean {
  const { faults, billing, events, broker, api, publisher } = spec.scenario;
  const oneAtATime = billing.consumers === 1 || billing.affinity !== 'none' || isReadByOne(broker.profile);
  const inOrder = oneAtATime && events.carry === 'state';
  const minds = !ANY_ORDER.includes(billing.policy) || events.carry !== 'state';
  // A relay that polls reads past a row that commits after a later one.
  const readsPast = publisher.path === 'outbox' && JSON.stringify(publisher.transactionTime) !== '{"constant":"0s"}';
  const isWhole = !readsPast && startsAt === 0 && reads !== 'api' && broker.retention === '7d';
  // Answers of a replica tell the past, and are written.
  const asks = billing.readRepair || billing.copyMaxAge !== 'none' || billing.reconcileEvery !== 'none';
  const repairsByThePast = microseconds(api.replicaLag) > 0 && asks;
  const calm =
    !repairsByThePast &&
    faults.length === 0 &&
    spec.inputs.length === 0 &&
    spec.variant.then === undefined &&
    HARMLESS.includes(strategyId(spec.variant.strategy));
  return settled && isWhole && calm && (inOrder || !minds);
}

function leftBehind({ truth, copy }: Oracle, facts: Facts): readonly string[] {
  if (!converges(facts)) return [];
  return [...truth].flatMap(([user, is]) => {
    const kind = kindOf(is, copy.get(user) ?? NOBODY);
    return kind === undefined ? [] : [`no fault, and user ${user} stays ${kind}`];
  });
}
