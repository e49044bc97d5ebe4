// The narrator: one sentence about the shown moment, by the first rule that holds. Words come from facts alone: of what lies ahead
// only what is planned is told.
import type { ActiveFault } from '../../engine/index.ts';
import { noCopyWords } from '../compared.ts';
import { placeOfFault } from '../component-status.ts';
import { faultWords } from './fault-words.ts';
import { emptied, REPAIR_RULES } from './repair.ts';
import type { Situation } from './situation.ts';
import { justStruck, NEWS } from './struck.ts';
import { howMany, say, type Telling } from './telling.ts';
import { are, nowActive, onTheWay, planned, type Rule, runName, were } from './words.ts';

const waits = (count: number): string => (count === 1 ? 'waits' : 'wait');

const opening: Rule = {
  about: 'nobody has pressed Play',
  tell: (situation) => {
    const { hasPlayed, active, lastOver, moment } = situation;
    if (hasPlayed || active.length > 0 || lastOver !== null || moment.repair.beganAt !== null) return null;
    return say`Press Play.${planned(situation)}`;
  },
};

const invoiced: Rule = {
  about: 'an invoice run has just done harm',
  tell: (situation) => {
    const { run, time } = situation;
    if (run === null || time - run.time > NEWS || run.wrong + run.missed === 0) return null;
    const wrong = say`billed ${howMany(run.wrong, 'user')} wrongly`;
    const harm =
      run.missed === 0
        ? wrong
        : run.wrong === 0
          ? say`missed ${howMany(run.missed, 'user')}`
          : say`${wrong} and missed ${run.missed}`;
    return say`The ${runName(situation, run.time)} invoice run ${harm}.`;
  },
};

const struck: Rule = {
  about: 'a fault that is over at once has just struck',
  tell: (situation) => {
    const { known, time, run, moment, divergent, backlog, isCompared } = situation;
    const [last] = justStruck(known.faults, time);
    if (last === undefined || moment.repair.beganAt !== null || (run !== null && run.time > last.at)) return null;
    const { over } = faultWords(last.fault, last.place);
    if (!isCompared) return say`${over}.`;
    const who = say`${howMany(divergent, 'user')} ${are(divergent)} divergent`;
    return backlog > 0
      ? say`${over}: ${howMany(backlog, 'message')} ${waits(backlog)} at the broker, and ${who}.`
      : say`${over}: ${who}.`;
  },
};

/** Whether a fault strikes before anything is published. */
const isOfUser = ({ fault }: ActiveFault): boolean => placeOfFault(fault) === 'user';

/** What became of the events that are gone. */
function gone({ moment, divergent, active }: Situation): Telling {
  const { lost } = moment.counters;
  if (active.every(isOfUser)) return say`${howMany(lost, 'change')} ${were(lost)} committed and never published.`;
  return say`${howMany(lost, 'event')} ${are(lost)} lost, and ${howMany(divergent, 'user')} ${are(divergent)} divergent.`;
}

/** What the faults that are active do, where it can be counted. */
function damage(situation: Situation): Telling {
  const { moment, divergent, backlog, known, isCompared, lastOver, active } = situation;
  const { counters, user, network, billing } = moment;
  const { scenario } = known.spec;
  const who = say`${howMany(divergent, 'user')} ${are(divergent)} divergent`;
  if (billing.runOpen && moment.api.downBy !== null) return say`: invoice run ${billing.run} waits for an answer.`;
  if (!isCompared) return say`. ${noCopyWords(scenario, false) ?? ''}.`;
  if (backlog > 0) return say`: ${howMany(backlog, 'message')} ${waits(backlog)} at the broker, and ${who}.`;
  const kept = user.outbox + network.unconfirmed;
  if (kept > 0) return say`: ${howMany(kept, 'event')} ${waits(kept)} in the User service, and ${who}.`;
  if (divergent === 0) return say`. So far every copy agrees.`;
  // Losses are counted from the beginning: only those of the first fault are known to be its own.
  if (counters.lost > 0 && lastOver === null)
    return say`: ${gone(situation)} The queue is empty, so nothing looks wrong.`;
  if (active.some(isOfUser)) return say`. The queue is empty, so nothing looks wrong, and ${who}.`;
  return say`. The queue is empty, and ${who}.`;
}

const faulty: Rule = {
  about: 'a fault is active',
  tell: (situation) => (situation.active.length === 0 ? null : say`${nowActive(situation)}${damage(situation)}`),
};

const unrepaired: Rule = {
  about: 'the fault is over, and nobody has begun to repair',
  tell: (situation) => {
    const { lastOver, divergent, backlog, moment, isCompared } = situation;
    if (lastOver === null || moment.repair.beganAt !== null || !isCompared) return null;
    if (divergent === 0 || (backlog === 0 && divergent <= onTheWay(situation))) return null;
    const { over } = faultWords(lastOver.fault, lastOver.place);
    const users = howMany(divergent, 'user');
    if (backlog > 0)
      return say`${over}: ${howMany(backlog, 'message')} still ${waits(backlog)} at the broker, and ${users} ${are(divergent)} divergent.`;
    const fine = lastOver.place === 'broker' ? 'nothing waits' : 'the broker is perfect';
    // Not “until somebody repairs them”: with the next event of a user a copy may be right again.
    return say`${over} and ${fine}; ${users} ${are(divergent)} divergent, and nothing on its way mends that.`;
  },
};

const uncompared: Rule = {
  about: 'there is no copy',
  tell: (situation) => {
    const { known, isCompared, moment } = situation;
    const { scenario } = known.spec;
    const why = noCopyWords(scenario, isCompared);
    if (why === null) return null;
    if (scenario.billing.reads !== 'api') return say`${why}.${planned(situation)}`;
    return moment.billing.runOpen
      ? say`Billing keeps no copy: invoice run ${moment.billing.run} asks the API about everybody.`
      : say`Billing keeps no copy: at every invoice run it asks the API about everybody.`;
  },
};

const agreeing: Rule = {
  about: 'every copy agrees, but for events on their way',
  tell: (situation) => {
    const { divergent, users } = situation;
    if (users === 0 && divergent === 0) return say`There is nobody yet.`;
    if (divergent > onTheWay(situation)) return null;
    if (divergent === 0) return say`Every copy agrees.${planned(situation)}`;
    const whose = divergent === 1 ? 'whose event is' : 'whose events are';
    return say`Every copy agrees, but for ${howMany(divergent, 'user')} ${whose} on the way.`;
  },
};

const otherwise: Rule = {
  about: 'anything else',
  tell: ({ divergent, backlog }) => {
    const queue =
      backlog === 0
        ? say`Nothing waits at the broker`
        : say`${howMany(backlog, 'message')} ${waits(backlog)} at the broker`;
    return say`${queue}, and ${howMany(divergent, 'user')} ${are(divergent)} divergent.`;
  },
};

/** In the order in which they are asked. */
const RULES: readonly Rule[] = [
  opening,
  emptied,
  struck,
  invoiced,
  ...REPAIR_RULES,
  faulty,
  unrepaired,
  uncompared,
  agreeing,
  otherwise,
];

/** The sentence about a moment. */
export function narrated(situation: Situation): Telling {
  for (const { tell } of RULES) {
    const told = tell(situation);
    if (told !== null) return told;
  }
  return [];
}
