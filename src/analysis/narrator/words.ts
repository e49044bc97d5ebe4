// What all rules of the narrator share: the clock, the faults that are active, what is planned next, steps of a runbook as verbs.
import { clockStart, clockText, momentText } from '../clock.ts';
import { faultWords } from './fault-words.ts';
import type { Situation } from './situation.ts';
import { enumerated, lowerFirst, type Telling } from './telling.ts';

/** A rule tells, or has nothing to tell. */
export interface Rule {
  /** When it tells something. */
  readonly about: string;
  readonly tell: (situation: Situation) => Telling | null;
}

const MINUTE = 60_000_000;

const clockAt = ({ known }: Situation, time: number): string =>
  momentText(clockStart(known.spec.scenario.start), time, time % MINUTE === 0 ? 'minute' : 'second');

/** The time of day of an invoice run, which is its name. */
export const runName = ({ known }: Situation, time: number): string =>
  clockText(clockStart(known.spec.scenario.start), time, time % MINUTE === 0 ? 'minute' : 'second');

/** Events and messages that have not come to an end: so many users may be divergent with nothing wrong. */
export const onTheWay = ({ moment, backlog }: Situation): number =>
  moment.network.flying + moment.network.unconfirmed + moment.user.outbox + moment.billing.inMemory + backlog;

export const are = (count: number): string => (count === 1 ? 'is' : 'are');
export const were = (count: number): string => (count === 1 ? 'was' : 'were');

/** What is so while faults are active, as one clause. */
export function nowActive({ active }: Situation): string {
  const [first = '', ...others] = [...new Set(active.map(({ fault, place }) => faultWords(fault, place).now))];
  return enumerated([first, ...others.map(lowerFirst)]);
}

/** What is planned next, a fault or the beginning of a new service, as a sentence behind another; nothing where nothing is. */
export function planned(situation: Situation): string {
  const { next, known, time } = situation;
  const [first] = next;
  if (known.startsAt > time && (first === undefined || known.startsAt < first.at))
    return ` At ${clockAt(situation, known.startsAt)} Billing starts, and its copy is empty.`;
  if (first === undefined) return '';
  const what = [...new Set(next.map(({ fault, place }) => faultWords(fault, place).soon))];
  return ` At ${clockAt(situation, first.at)} ${enumerated(what)}.`;
}

/** Verbs that follow another in the title of a step. */
const FOLLOWING = /^(?:rewind|insert|test|bind|publish|merge|swap|write|fetch|read|start|fill|compare|apply)$/;

function conjugated(verb: string): string {
  if (/(?:s|sh|ch|x|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

/** The title of a step as what somebody does: `Stop and rewind the consumer` → `stops and rewinds the consumer`. */
export const doing = (title: string): string =>
  lowerFirst(title)
    .split(' ')
    .map((word, n, all) => (n === 0 || (all[n - 1] === 'and' && FOLLOWING.test(word)) ? conjugated(word) : word))
    .join(' ');
