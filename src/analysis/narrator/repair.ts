// What the narrator says of a repair, and of the filling of a new service's copy: who is at work, how far a machine is, what came of
// it. One rule each.
import { type StepMeta, strategyOf } from '../../engine/index.ts';
import { lengthText } from '../clock.ts';
import { placeOfFault } from '../component-status.ts';
import { isOffDuty, type Situation } from './situation.ts';
import { howMany, say, type Telling } from './telling.ts';
import { are, doing, nowActive, onTheWay, type Rule, runName } from './words.ts';

const TEAMS: Readonly<Record<string, string>> = { user: 'The User team', billing: 'The Billing team' };

/** Faults that are active, before what is said of the repair. */
const meanwhile = (situation: Situation): string => (situation.active.length === 0 ? '' : `${nowActive(situation)}. `);

const left = (situation: Situation): Telling => {
  const { divergent, missing } = situation;
  if (isHollow(situation))
    return say`${howMany(missing, 'user')} ${missing === 1 ? 'does' : 'do'} not exist for Billing`;
  return divergent === 0 ? say`nobody is divergent` : say`${howMany(divergent, 'user')} ${are(divergent)} left`;
};

const isFilling = ({ known, moment }: Situation): boolean =>
  (moment.seeding !== null && moment.seeding.endedAt === null) || (known.startsAt > 0 && known.faults.length === 0);

const job = ({ moment }: Situation): string =>
  moment.seeding !== null && moment.seeding.endedAt === null ? 'seeding' : 'repair';

/** More than a tenth of the users have no row: the copy was emptied, or is still to be filled. */
const isHollow = ({ isCompared, missing, users }: Situation): boolean => isCompared && missing * 10 > users;

export const emptied: Rule = {
  about: 'the copy is being filled by a machine',
  tell: (situation) => {
    const { step, missing, run } = situation;
    if (step === null || step.handsOn > 0 || step.team === 'none' || !isHollow(situation)) return null;
    const harm =
      run !== null && run.time >= step.from && run.missed > 0
        ? say`, and the ${runName(situation, run.time)} run missed ${run.missed}`
        : [];
    const filled = isFilling(situation) ? 'filled' : 'refilled';
    return say`${meanwhile(situation)}Billing’s copy is being ${filled}: ${howMany(missing, 'user')} ${missing === 1 ? 'does' : 'do'} not exist for it${harm}.`;
  },
};

const people: Rule = {
  about: 'people are at work',
  tell: (situation) => {
    const { step, divergent, missing } = situation;
    const team = TEAMS[step?.team ?? ''];
    if (step === null || step.handsOn === 0 || team === undefined || isOffDuty(situation)) return null;
    const until = isHollow(situation)
      ? say` Until then ${howMany(missing, 'user')} ${missing === 1 ? 'does' : 'do'} not exist for Billing.`
      : divergent === 0
        ? []
        : say` Until then a user heals only by changing again: ${divergent} ${are(divergent)} divergent.`;
    return say`${meanwhile(situation)}${team} ${doing(step.name)}, ${lengthText(step.handsOn)}.${until}`;
  },
};

/** Whether nobody does anything in any step of the strategy. */
function isIdle({ known }: Situation): boolean {
  const states = strategyOf(known.spec.variant.strategy)?.machine.states ?? {};
  return Object.values(states).every(({ meta }) => (meta as StepMeta).team === 'none');
}

/** Whether the step under way waits for somebody, and is not the whole of the strategy. */
export const isHeld = (situation: Situation): boolean =>
  situation.step?.name.startsWith('Wait for ') === true && situation.step.handsOn === 0 && !isIdle(situation);

const waiting: Rule = {
  about: 'nobody repairs anything',
  tell: (situation) => {
    const { divergent, convergedAt, active, step, isCompared } = situation;
    if (!isIdle(situation) || step === null || !isCompared) return null;
    if (convergedAt !== null || divergent === 0 || active.length > 0) return null;
    return say`Nobody repairs anything: a user heals only when they change again. ${howMany(divergent, 'user')} ${are(divergent)} divergent.`;
  },
};

const held: Rule = {
  about: 'the repair waits for somebody',
  tell: (situation) => {
    const { step } = situation;
    if (step === null) return null;
    if (isOffDuty(situation))
      return say`${meanwhile(situation)}Nobody is at work: the ${job(situation)} waits; ${left(situation)}.`;
    if (!isHeld(situation)) return null;
    const whom = step.name.slice('Wait for '.length);
    return say`${meanwhile(situation)}The ${job(situation)} waits for ${whom}; ${left(situation)}.`;
  },
};

/** How far the machine is, by what it loads others with. */
function progress({ moment, step }: Situation): Telling {
  const { repairMessages, repairReplayed, repairApiCalls } = moment.counters;
  if (repairMessages > 0) return say`, ${howMany(repairMessages, 'message')} so far`;
  if (repairReplayed > 0) return say`, ${howMany(repairReplayed, 'entry', 'entries')} so far`;
  if (repairApiCalls === 0) return [];
  return step?.name.endsWith('pages') === true ? say`, page ${repairApiCalls}` : say`, call ${repairApiCalls}`;
}

const machine: Rule = {
  about: 'a machine is at work',
  tell: (situation) => {
    const { step } = situation;
    if (step === null || step.handsOn > 0 || step.team === 'none') return null;
    return say`${meanwhile(situation)}The ${job(situation)} ${doing(step.name)}${progress(situation)}; ${left(situation)}.`;
  },
};

const impossible: Rule = {
  about: 'the repair cannot be done',
  tell: (situation) => {
    const { moment, divergent, procedure } = situation;
    const { cannot } = moment.repair;
    if (cannot === null || divergent === 0 || situation.active.length > 0) return null;
    const stay = divergent === 1 ? 'stays' : 'stay';
    return say`${procedure} cannot be done: ${cannot}. ${howMany(divergent, 'user')} ${stay} divergent.`;
  },
};

const converged: Rule = {
  about: 'truth and copy agree again',
  tell: (situation) => {
    const { convergedAt, moment, wrongSoFar, active, divergent, heldSince, hasParted, isCompared } = situation;
    const { beganAt } = moment.repair;
    if (convergedAt === null || beganAt === null || active.length > 0 || !isCompared) return null;
    if (divergent > onTheWay(situation)) return null;
    const stay =
      wrongSoFar === 0
        ? []
        : say` ${howMany(wrongSoFar, 'wrong invoice')} ${wrongSoFar === 1 ? 'stays' : 'stay'} wrong.`;
    const after = convergedAt - beganAt;
    if (isIdle(situation) && !hasParted) return say`Truth and copy agree, and nobody had to repair anything.${stay}`;
    if (isIdle(situation)) return say`Truth and copy agree again, and nobody repaired anything.${stay}`;
    if (after === 0) return say`Truth and copy agree; the repair found nobody to mend.${stay}`;
    if (!heldSince) return say`Truth and copy agree${isFilling(situation) ? '' : ' again'}.${stay}`;
    const begun = isFilling(situation) ? 'after Billing began' : 'after the repair began';
    return say`Truth and copy agree${isFilling(situation) ? '' : ' again'}, ${lengthText(after)} ${begun}.${stay}`;
  },
};

const paradox: Rule = {
  about: 'the repair is over, and not everybody is right',
  tell: (situation) => {
    const { moment, divergent, backlog, procedure, active, known } = situation;
    if (moment.repair.endedAt === null || active.length > 0 || !situation.isCompared) return null;
    if (backlog === 0 && divergent <= onTheWay(situation)) return null;
    const users = say`${howMany(divergent, 'user')} ${are(divergent)} still divergent`;
    if (isIdle(situation)) return say`Nobody repaired anything, and ${users}.`;
    if (backlog > 0)
      return say`${procedure} is done; ${howMany(backlog, 'message')} ${backlog === 1 ? 'waits' : 'wait'} at the broker, and ${users}.`;
    if (moment.counters.repairReplayed > 0 && known.faults.some(({ fault }) => placeOfFault(fault) === 'user'))
      return say`The log held nothing that was never said: every metric of the broker is perfect, and ${users}.`;
    return say`${procedure} is done, every metric of the broker is perfect, and ${users}.`;
  },
};

/** In the order in which they are asked. */
export const REPAIR_RULES: readonly Rule[] = [people, waiting, held, machine, impossible, converged, paradox];
