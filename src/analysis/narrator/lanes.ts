// The narrator of a comparison: one sentence about all lanes at the shown moment. Before their repairs begin the lanes do not differ
// and are told as one; afterwards it says who is mending, who is done and what that cost meanwhile.
import { narrated } from './narrator.ts';
import { isHeld } from './repair.ts';
import { isOffDuty, type Situation } from './situation.ts';
import { howMany, say, type Telling } from './telling.ts';
import { are } from './words.ts';

interface Compared {
  readonly title: string;
  readonly situation: Situation;
}

type State = 'before' | 'people' | 'machine' | 'held' | 'mended' | 'left' | 'none';

function stateOf(situation: Situation): State {
  const { step, moment, convergedAt, divergent, isCompared } = situation;
  if (moment.repair.beganAt === null) return 'before';
  if (!isCompared) return 'none';
  if (isHeld(situation) || isOffDuty(situation)) return 'held';
  if (step !== null && step.handsOn > 0) return 'people';
  if (step !== null && step.team !== 'none') return 'machine';
  return convergedAt !== null || divergent === 0 ? 'mended' : 'left';
}

/** Invoices missed from the beginning of the repair until the lane was mended. */
function missedMeanwhile({ known, convergedAt, time }: Situation): number {
  const { repairAt, invoiceRuns } = known;
  const until = convergedAt ?? time;
  return invoiceRuns
    .filter((run) => repairAt !== null && run.time >= repairAt && run.time <= until)
    .reduce((sum, { missed }) => sum + missed, 0);
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const inWords = (count: number): string => `${NUMBERS[count] ?? count} ${count === 1 ? 'lane' : 'lanes'}`;

/** Names of one lane or two; of more, how many. */
function who(lanes: readonly Compared[]): Telling {
  const [first, second] = lanes;
  if (first === undefined || lanes.length > 2) return say`${inWords(lanes.length)}`;
  const name = ({ title }: Compared): Telling => [{ text: title, is: 'name' }];
  return second === undefined ? name(first) : say`${name(first)} and ${name(second)}`;
}

/** Of the lanes that are done, the one that missed the most meanwhile, if one stands out. */
function dearest(lanes: readonly Compared[]): { readonly lane: Compared; readonly missed: number } | null {
  const [most, next] = lanes
    .map((lane) => ({ lane, missed: missedMeanwhile(lane.situation) }))
    .sort((a, b) => b.missed - a.missed);
  return most !== undefined && most.missed > 2 * (next?.missed ?? 0) ? most : null;
}

const joined = (clauses: readonly Telling[]): Telling =>
  clauses.flatMap((clause, n) => (n === 0 ? clause : say`; ${clause}`));

export function narratedLanes(lanes: readonly Compared[]): Telling {
  const [first] = lanes;
  if (first === undefined) return [];
  const of = (state: State) => lanes.filter(({ situation }) => stateOf(situation) === state);
  const [before, people, machine, mended, left] = [of('before'), of('people'), of('machine'), of('mended'), of('left')];
  if (before.length === lanes.length) return narrated(first.situation);
  const clauses: Telling[] = [];
  if (machine.length > 0) clauses.push(say`${who(machine)} ${are(machine.length)} mending`);
  if (people.length > 0) clauses.push(say`in ${inWords(people.length)} people are at work`);
  const dear = dearest(mended);
  const [held, none] = [of('held'), of('none')];
  const busy = machine.length + people.length + held.length > 0;
  // A copy that began empty has never been right before.
  const right =
    first.situation.known.startsAt > 0 && first.situation.known.faults.length === 0 ? 'right' : 'right again';
  if (mended.length > 0) clauses.push(say`${who(mended)} ${are(mended.length)} ${busy ? 'done' : right}`);
  if (dear !== null && dear.missed * 100 > dear.lane.situation.users) {
    const missed = say`missed ${howMany(dear.missed, 'invoice')} meanwhile`;
    if (busy && mended.length === 1) clauses.push(say`${clauses.pop() ?? []}, and ${missed}`);
    else clauses.push(say`${who([dear.lane])} ${missed}`);
  }
  if (held.length > 0) clauses.push(say`${who(held)} ${held.length === 1 ? 'waits' : 'wait'} for somebody`);
  if (!busy && left.length > 0) clauses.push(leftWords(left));
  if (!busy && none.length > 0) clauses.push(say`${who(none)} ${none.length === 1 ? 'keeps' : 'keep'} no copy`);
  if (clauses.length === 0) clauses.push(say`${who(before)} ${are(before.length)} still to begin`);
  return capital(say`${joined(clauses)}.`);
}

function leftWords(lanes: readonly Compared[]): Telling {
  const counts = [...new Set(lanes.map(({ situation }) => situation.divergent))].sort((a, b) => a - b);
  const [low, high] = [counts[0] ?? 0, counts[counts.length - 1] ?? 0];
  const users = low === high ? howMany(low, 'divergent user') : say`${low} to ${high} divergent users`;
  return say`${who(lanes)} ${lanes.length === 1 ? 'keeps' : 'keep'} ${users}`;
}

const capital = (told: Telling): Telling =>
  told.map((part, n) => (n === 0 ? { ...part, text: part.text.charAt(0).toUpperCase() + part.text.slice(1) } : part));
