// Whether the steps of a runbook can stand in their order: what must be before or behind another, what is begun and never ended, what
// may be done once. Each complaint says which step, and what is allowed.
import type { RunbookSpec } from '../sections/value.ts';
import { type Use, usesOf } from './made.ts';

interface OrderComplaint {
  /** The step's place in the list, from 0. */
  readonly at: number;
  readonly message: string;
}

const PEOPLE = ['find', 'build', 'review', 'run', 'hand-off', 'wait'];

const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

type Rule = (names: readonly string[], at: number, use: Use) => string | undefined;

const standsBehind: Rule = (names, at, { entry: { after } }) =>
  after === undefined || after.steps.some((step) => names.slice(0, at).includes(step))
    ? undefined
    : `"${names[at]}" ${after.why}, and there is none before it; allowed is ${oneOf(after.steps)} before it`;

const standsBefore: Rule = (names, at, { entry: { before } }) =>
  before === undefined || before.steps.some((step) => names.slice(at + 1).includes(step))
    ? undefined
    : `"${names[at]}" ${before.why}, and nothing behind it fills it again; allowed is ${oneOf(before.steps)} behind it`;

/** What it begins is ended before it begins again, with nothing but people between where only they may be. */
const isEnded: Rule = (names, at, { entry: { endedBy } }) => {
  if (endedBy === undefined) return undefined;
  const ends = names.findIndex((name, n) => n > at && endedBy.steps.includes(name));
  if (ends < 0)
    return `"${names[at]}" ${endedBy.why}, and nothing ends that; allowed is ${oneOf(endedBy.steps)} behind it`;
  const between = names.slice(at + 1, ends);
  const other = between.find((name) => name === names[at] || (endedBy.between === 'people' && !PEOPLE.includes(name)));
  return other === undefined
    ? undefined
    : `"${names[at]}" ${endedBy.why}, and "${other}" comes before that is ended; allowed between it and ${oneOf(endedBy.steps)} is people’s work`;
};

const standsOnce: Rule = (names, at, { entry: { once } }) =>
  once === undefined || names.indexOf(names[at] as string) === at
    ? undefined
    : `"${names[at]}" ${once}, and an earlier step did that; allowed is to leave it out`;

/** What ends something needs what begins it. */
const ENDS: Readonly<Record<string, readonly [begins: string, why: string]>> = {
  thaw: ['freeze', 'lets invoicing go on'],
  swap: ['rebuild', 'puts a second table in the place of the first'],
  replay: ['stop-consumer', 'puts back the position of consumers that stand still'],
};

const hasBegun: Rule = (names, at) => {
  const name = names[at] as string;
  const [begins, why] = ENDS[name] ?? [];
  if (begins === undefined) return undefined;
  const earlier = names.slice(0, at);
  if (earlier.lastIndexOf(begins) > earlier.lastIndexOf(name)) return undefined;
  return `"${name}" ${why}, and no ${begins} before it has made it so; allowed is ${begins} before it`;
};

const isPutOffOnce: Rule = (names, at) => {
  const earlier = names.slice(0, at);
  return names[at] === 'freeze' && earlier.lastIndexOf('freeze') > earlier.lastIndexOf('thaw')
    ? '"freeze" puts invoicing off, and it is put off already; allowed is thaw before it'
    : undefined;
};

const RULES: readonly Rule[] = [standsBehind, standsBefore, hasBegun, isEnded, standsOnce, isPutOffOnce];

/** Every step that cannot stand where it stands, with the first reason. The steps are known ones. */
export function orderComplaints(runbook: RunbookSpec): readonly OrderComplaint[] {
  const uses = usesOf(runbook);
  const names = uses.map(({ spec }) => spec.step);
  return uses.flatMap((use, at) => {
    const message = RULES.map((rule) => rule(names, at, use)).find((each) => each !== undefined);
    return message === undefined ? [] : [{ at, message }];
  });
}

/** Whether invoicing is put off and nothing lets it go on. */
export function staysFrozen({ steps }: RunbookSpec): number | undefined {
  const names = steps.map(({ step }) => step);
  const last = names.lastIndexOf('freeze');
  return last >= 0 && last > names.lastIndexOf('thaw') ? last : undefined;
}
