// The laws that hold in every run, whatever its faults and its design: what a trace may not say (the witness), and that without a
// fault the copy is the truth once writes have stopped, where nothing overtakes or the policy does not mind.
import type { Line } from './lines.ts';
import type { Facts } from './oracle.ts';
import { isOfBilling } from './others.ts';
import { kindOf, NOBODY, stateOf, type UserState } from './states.ts';
import { complaintsAbout } from './witness.ts';

/** Policies under which no order of arrival and no repetition leaves a copy behind that has received everything. */
const ANY_ORDER = ['version', 'strict'];
/** Strategies that write nothing, whatever they are told. */
const HARMLESS = ['wait'];

/** Everything in a trace that breaks a law. */
export function brokenLaws(lines: readonly Line[], facts: Facts): readonly string[] {
  return [...complaintsAbout(lines, facts), ...leftBehind(lines, facts)];
}

/** Whether each part of it has one reader, however many there are: all events of a user are read by one. */
const isReadByOne = (profile: string): boolean => profile === 'kafka' || profile === 'rabbitmq-stream';

/** Whether the copy must be the truth at the end of this run. */
function converges({ settled, reads, startsAt, spec }: Facts): boolean {
  const { faults, billing, events, broker } = spec.scenario;
  const oneAtATime = billing.consumers === 1 || billing.affinity !== 'none' || isReadByOne(broker.profile);
  const inOrder = oneAtATime && events.carry === 'state';
  const minds = !ANY_ORDER.includes(billing.policy) || events.carry !== 'state';
  const isWhole = startsAt === 0 && reads !== 'api' && broker.retention === '7d';
  const calm = faults.length === 0 && spec.inputs.length === 0 && HARMLESS.includes(spec.variant.strategy);
  return settled && isWhole && calm && (inOrder || !minds);
}

function leftBehind(lines: readonly Line[], facts: Facts): readonly string[] {
  if (!converges(facts)) return [];
  const truth = new Map<number, UserState>();
  const copy = new Map<number, UserState>();
  for (const line of lines.filter(isOfBilling)) {
    if (line.kind === 'commit') truth.set(line.user, stateOf(line));
    if (line.kind === 'copy') copy.set(line.user, stateOf(line));
  }
  return [...truth].flatMap(([user, is]) => {
    const kind = kindOf(is, copy.get(user) ?? NOBODY);
    return kind === undefined ? [] : [`no fault, and user ${user} stays ${kind}`];
  });
}
