// A text of a lesson with places that the run fills: `{renewed.divergent.now}`, `{anna.truth}`. Here it is taken apart; what a name
// may be is handed in, and a name that is none is a complaint with the nearest word.
import { duration, hint, parseDuration, show } from '../engine/index.ts';
import type { Quantity } from './expectation.ts';

/** What of somebody of the cast can be told. */
const PERSON_WORDS = ['truth', 'copy', 'at', 'obsolete.type'] as const;
export type PersonWord = (typeof PERSON_WORDS)[number];

export type Reference =
  | { readonly is: 'person'; readonly name: string; readonly word: 'number' | PersonWord }
  | { readonly is: 'title'; readonly lane: string; readonly title: string }
  | { readonly is: 'quantity'; readonly quantity: Quantity };

/** Text and references in turn. */
export interface Template {
  readonly parts: readonly (string | Reference)[];
}

/** What the names of a text may mean. */
export interface TextNames {
  readonly lanes: readonly { readonly id: string; readonly title: string }[];
  readonly people: readonly string[];
  readonly measures: readonly string[];
}

/** Divergent users at a moment, which is no measure of a finished run. */
export const NOW = 'divergent.now';

/** What can be drawn before it is shown: what is known at every moment without ending the run there. */
export const CURVE_MEASURES = [NOW, 'invoices.sent', 'invoices.wrong', 'invoices.missed'] as const;
export type CurveMeasure = (typeof CURVE_MEASURES)[number];

const PLACE = /\{([^{}]*)\}/g;

type Found = Reference | { readonly complaint: string };

function personal(name: string, word: string): Found {
  if (word === '') return { is: 'person', name, word: 'number' };
  const known = PERSON_WORDS.find((each) => each === word);
  if (known !== undefined) return { is: 'person', name, word: known };
  return {
    complaint: `${show(word)} is nothing that is told of a person; allowed are ${PERSON_WORDS.join(', ')}${hint(word, PERSON_WORDS)}`,
  };
}

function ofLane(lane: { readonly id: string; readonly title: string }, rest: string, names: TextNames): Found {
  const match = /^(\S*)(?:\s+at\s+(\S+))?$/.exec(rest);
  const [word, time] = [match?.[1] ?? rest, match?.[2]];
  if (word === 'title' && time === undefined) return { is: 'title', lane: lane.id, title: lane.title };
  const known = [NOW, ...names.measures];
  if (!known.includes(word))
    return {
      complaint: `${show(word)} is no measure; allowed are title, ${NOW} and what "driftlab list measures" lists${hint(word, ['title', ...known])}`,
    };
  if (time !== undefined && parseDuration(time) === undefined)
    return { complaint: `${show(time)} is no time; allowed is a time of the scenario’s clock such as 14h` };
  const at = time === undefined ? null : duration(time);
  return { is: 'quantity', quantity: { lane: lane.id, user: null, measure: word, at } };
}

function referenceOf(inside: string, names: TextNames): Found {
  const text = inside.trim();
  const starts = (name: string): boolean => text === name || text.startsWith(`${name}.`);
  const longest = (ids: readonly string[]) => ids.filter(starts).sort((a, b) => b.length - a.length)[0];
  const name = longest(names.people);
  if (name !== undefined) return personal(name, text.slice(name.length + 1));
  const id = longest(names.lanes.map((lane) => lane.id));
  const lane = names.lanes.find((each) => each.id === id);
  if (lane !== undefined) return ofLane(lane, text.slice(lane.id.length + 1), names);
  const known = [...names.people, ...names.lanes.map((each) => each.id)];
  const first = text.split('.')[0] ?? '';
  return {
    complaint: `${show(`{${text}}`)} names no lane and nobody of the cast; allowed are ${known.join(', ')}${hint(first, known)}`,
  };
}

/** The parts of a text; what is wrong with it is told to `complain`. */
export function templateOf(text: string, names: TextNames, complain: (message: string) => void): Template {
  const parts: (string | Reference)[] = [];
  let last = 0;
  for (const match of text.matchAll(PLACE)) {
    if (match.index > last) parts.push(text.slice(last, match.index));
    last = match.index + match[0].length;
    const found = referenceOf(match[1] as string, names);
    if ('complaint' in found) complain(found.complaint);
    else parts.push(found);
  }
  const rest = text.slice(last);
  if (/[{}]/.test(text.replaceAll(PLACE, ''))) complain('a brace stands alone here; allowed is {…} around a name');
  if (rest !== '') parts.push(rest);
  return { parts };
}
