// The verdict on a finished run: why it ended as it did, then what goes on costing. It is computed from the measures by one rule
// for all variants: the first cause in the list that holds is told. A page that has room for 90 characters shows as many of its
// sentences as fit.
import type { MeasureValue } from '../measures/measure.ts';
import type { WentBack } from './went-back.ts';

/** What a verdict is computed from. */
export interface Judged {
  /** A measure by its dotted name. */
  readonly measure: (id: string) => MeasureValue;
  /** Whether Billing keeps a copy at all. */
  readonly keepsCopy: boolean;
  /** Whether the copy of a new service was to be filled, and nothing had gone wrong. */
  readonly fills: boolean;
  /** Whether the User service itself kept events from being published. */
  readonly silenced: boolean;
  /** Who is still wrong since the User database went back; only asked where somebody is left wrong. */
  readonly wentBack: () => WentBack;
  /** Whether the queue was bound only when everything had been read. */
  readonly bindsLate: boolean;
  /** Seconds for which the repair had emptied a copy that had rows. */
  readonly emptied: number;
  /** Why the repair, and the seeding, could not begin. */
  readonly cannot: string | null;
  readonly cannotSeed: string | null;
  /** A fault has begun, and nobody noticed who would have called for the repair. */
  readonly unnoticed: boolean;
  /** What lasted until it would have been fixed, and was never noticed though something else was: titles of faults. */
  readonly unseen: readonly string[];
  /** Somebody, or something, raised an alarm. */
  readonly alarmed: boolean;
  /** Whether the repair is of invoices alone. */
  readonly ofInvoices: boolean;
  /** Of strategies that followed the first: which could not begin, and why, a sentence each. */
  readonly failed: readonly string[];
  /** Seconds for which people who were to do something were not at work. */
  readonly waited: number;
  /** What the repair asked too much of, a sentence each. */
  readonly overran: readonly string[];
  /** Sentences of the repair's tools. */
  readonly remarks: readonly string[];
}

/** The measures that causes are told by. */
interface Facts extends Judged {
  readonly left: number;
  readonly orphans: number;
  readonly atRepair: number;
  readonly regressed: number;
  readonly wrong: number;
  readonly missed: number;
  readonly messages: number;
  readonly calls: number;
  readonly tableRows: number;
  readonly replayed: number;
  readonly handsOn: number;
}

interface Rule {
  readonly holds: (facts: Facts) => boolean;
  readonly says: (facts: Facts) => string;
}

const plain = (value: number): string => String(Math.round(value * 100) / 100);
const counted = (count: number, one: string, many = `${one}s`): string => `${plain(count)} ${count === 1 ? one : many}`;

/** `107 s`, `14.5 min`, `3.2 h`. */
function lasting(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const [value, unit] = seconds < 7200 ? [seconds / 60, 'min'] : [seconds / 3600, 'h'];
  return `${Math.round(value * 10) / 10} ${unit}`;
}

const stays = (count: number): string => `${plain(count)} ${count === 1 ? 'stays' : 'stay'} wrong`;

/** Who is in the copy alone is deleted, or some of them were taken back by a restore: nobody has told it. */
function untold(left: number, { unknown }: WentBack): string {
  if (left === 1) return 'Mends all but 1, who is deleted: nobody told of them.';
  return `Nobody told of the deleted${unknown === 0 ? '' : ', nor of whom a restore took back'}; ${stays(left)}.`;
}

const isIdle = ({ messages, calls, replayed, tableRows, handsOn }: Facts): boolean =>
  messages + calls + replayed + tableRows + handsOn === 0;

/** What a repair that mended everybody loaded others with. */
function load({ messages, calls, replayed }: Facts): string {
  if (messages > 0) return `, with ${counted(messages, 'message')}`;
  if (replayed > 0) return `, with ${counted(replayed, 'entry', 'entries')} of the log`;
  return calls > 0 ? `, with ${counted(calls, 'call')}` : '';
}

/** What no repair of a state undoes. */
function bill({ wrong, missed, measure }: Facts): string {
  const credited = measure('invoices.credited') as number;
  const open = wrong - credited;
  if (open > 0)
    return ` The ${counted(open, 'wrong invoice')} ${open === 1 ? 'needs a credit note' : 'need credit notes'}.`;
  if (wrong > 0)
    return credited === 1 ? ' The wrong invoice is credited.' : ` All ${plain(credited)} wrong invoices are credited.`;
  return missed === 0
    ? ' No invoice is wrong or missed.'
    : ` ${counted(missed, 'invoice')} ${missed === 1 ? 'was' : 'were'} never sent.`;
}

/** Of a run that leaves somebody wrong. */
const LEAVES: readonly Rule[] = [
  {
    holds: ({ cannot, remarks }) => cannot !== null || remarks.length > 0,
    says: ({ left }) => `${stays(left)}.`,
  },
  {
    holds: ({ ofInvoices }) => ofInvoices,
    says: (facts) => `A credit note mends no copy; ${stays(facts.left)}.${bill(facts)}`,
  },
  {
    holds: ({ replayed, silenced }) => replayed > 0 && silenced,
    says: ({ left }) => `The log never held what was never said. ${stays(left)}.`,
  },
  {
    holds: ({ replayed }) => replayed > 0,
    says: ({ left }) => `The log never held what never reached it. ${stays(left)}.`,
  },
  {
    holds: ({ regressed, left }) => regressed >= left,
    says: ({ left }) => `Late events overwrite newer ones; ${stays(left)}.`,
  },
  {
    holds: ({ left, wentBack }) => wentBack().users === left,
    says: ({ left }) => `The copy keeps what a restore took back; ${stays(left)}.`,
  },
  {
    holds: isIdle,
    says: ({ left }) => `A user heals only when they change again; ${plain(left)} never ${left === 1 ? 'does' : 'do'}.`,
  },
  {
    holds: ({ bindsLate, calls, messages, tableRows }) => bindsLate && calls + messages + tableRows > 0,
    says: ({ left }) => `What changed before the queue was bound was never heard; ${stays(left)}.`,
  },
  {
    holds: ({ left, orphans }) => orphans === left,
    says: ({ left, wentBack }) => untold(left, wentBack()),
  },
  { holds: () => true, says: ({ left }) => `Mends all but ${plain(left)}.` },
];

/** Of a run that leaves nobody wrong. */
const MENDS: readonly Rule[] = [
  {
    holds: ({ keepsCopy }) => !keepsCopy,
    says: ({ measure }) => {
      const blocked = measure('invoices.blocked') as number;
      const asked = counted(measure('api.calls') as number, 'call');
      return `There is no copy to go wrong, for ${asked}${blocked > 0 ? `; ${counted(blocked, 'run')} had to wait` : ''}.`;
    },
  },
  { holds: ({ unnoticed }) => unnoticed, says: (facts) => `Everybody is right again without a repair.${bill(facts)}` },
  {
    holds: ({ atRepair }) => atRepair === 0,
    says: (facts) => `Nobody was wrong when the repair began.${bill(facts)}`,
  },
  { holds: ({ fills }) => fills, says: (facts) => `Everybody is there${load(facts)}.${bill(facts)}` },
  {
    holds: ({ emptied }) => emptied > 0,
    says: ({ emptied }) => `Mends everybody, and for ${lasting(emptied)} there was nobody to bill.`,
  },
  { holds: isIdle, says: (facts) => `Everybody is right again without a repair.${bill(facts)}` },
  {
    holds: ({ ofInvoices }) => ofInvoices,
    says: (facts) => `Everybody is right again without a repair.${bill(facts)}`,
  },
  { holds: () => true, says: (facts) => `Mends everybody${load(facts)}.${bill(facts)}` },
];

function factsOf(judged: Judged): Facts {
  const number = (id: string): number => (judged.measure(id) as number | null) ?? 0;
  // Key by key: spread together, this would take as long as a small run.
  const { measure, keepsCopy, fills, silenced, wentBack, bindsLate, emptied, cannot, cannotSeed, unnoticed } = judged;
  const { remarks, ofInvoices, failed, overran, waited } = judged;
  return {
    measure,
    keepsCopy,
    fills,
    silenced,
    wentBack,
    bindsLate,
    emptied,
    cannot,
    cannotSeed,
    unnoticed,
    unseen: judged.unseen,
    alarmed: judged.alarmed,
    remarks,
    ofInvoices,
    failed,
    overran,
    waited,
    left: number('divergent.settled'),
    orphans: number('divergent.orphan'),
    atRepair: number('divergent.atRepair'),
    regressed: number('copy.regressed'),
    wrong: number('invoices.wrong'),
    missed: number('invoices.missed'),
    messages: number('repair.messages'),
    calls: number('repair.apiCalls'),
    tableRows: number('repair.databaseRows'),
    replayed: number('repair.replayed'),
    handsOn: number('repair.handsOnMinutes.user') + number('repair.handsOnMinutes.billing'),
  };
}

/** Of a repair that nothing called for: whether an alarm was raised that is not the one it waits for. */
const unmended = ({ alarmed }: Facts): string =>
  alarmed ? 'An alarm is raised, but nobody acts on it, so nobody mends it.' : 'Nobody notices it, so nobody mends it.';

/** What was in the way, why it ended as it did, and what it goes on costing: a sentence each. */
export function verdictOf(judged: Judged): string {
  const facts = factsOf(judged);
  const { cannot, cannotSeed, remarks, unnoticed, measure, left, failed, overran, waited } = facts;
  const rule = (left > 0 ? LEAVES : MENDS).find(({ holds }) => holds(facts)) as Rule;
  const perHour = measure('cost.perHourAfter') as number;
  // What a log that is written first costs: whoever it cannot take is turned away.
  const refused = measure('changes.refused') as number;
  return [
    ...(cannotSeed === null ? [] : [`Cannot be seeded: ${cannotSeed}.`]),
    ...(cannot === null ? [] : [`Cannot: ${cannot}.`]),
    ...remarks,
    ...(unnoticed ? [unmended(facts)] : facts.unseen.map((title) => `Nobody notices “${title}”: it lasts to the end.`)),
    ...(measure('settled') === false ? ['Does not settle.'] : []),
    rule.says(facts),
    ...(refused > 0 ? [`${counted(refused, 'change was', 'changes were')} refused.`] : []),
    ...(waited > 0 ? [`It waited ${lasting(waited)} for people to be at work.`] : []),
    ...overran,
    ...failed,
    ...(perHour > 0 ? [`It goes on costing ${perHour < 0.005 ? 'less than 0.01' : plain(perHour)} an hour.`] : []),
  ].join(' ');
}
