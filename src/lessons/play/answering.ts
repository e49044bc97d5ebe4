// Computes what is right: from a word of the file, or from the runs.
import { roundTop } from '../../analysis/numbers.ts';
import type { MeasureValue } from '../../engine/index.ts';
import type { AskedQuestion } from '../lesson.ts';
import type { FilledText, Named, Question } from '../played.ts';
import type { CurveMeasure } from '../template.ts';
import { holdsAll } from './expecting.ts';
import { figureText, type Teller, unitOf } from './telling.ts';

/** Points of a curve that is drawn by hand. */
const POINTS = 61;

/** What a question is asked about. */
interface Asking {
  readonly teller: Teller;
  readonly lanes: readonly string[];
  /** The moment on the clock when it is asked. */
  readonly asked: number;
  /** The stretch that is played. */
  readonly from: number;
  readonly until: number;
}

/** A question whose answer the run does not decide. */
interface Undecided {
  readonly undecided: string;
}

const numeric = (value: MeasureValue): number =>
  typeof value === 'number' ? value : value === null ? Number.POSITIVE_INFINITY : Number(value === true);

/** Lanes by a measure, the first by `word` first, equals together. */
function ranked(word: 'most' | 'least', measure: string, at: number | null, { teller, lanes, until }: Asking) {
  const valued = lanes.map((id) => ({ id, value: numeric(teller.runs.measure(id, measure, at, until)) }));
  valued.sort((a, b) => (a.value === b.value ? 0 : a.value < b.value === (word === 'least') ? -1 : 1));
  const groups: { readonly value: number; readonly ids: string[] }[] = [];
  for (const { id, value } of valued) {
    const last = groups.at(-1);
    if (last?.value === value) last.ids.push(id);
    else groups.push({ value, ids: [id] });
  }
  return groups.map(({ ids }) => ids as readonly string[]);
}

const EQUAL = 'all lanes are equal in the run: nobody could be wrong';

function rightChoice(question: AskedQuestion, texts: readonly FilledText[], asking: Asking): number | Undecided {
  const { answer, choices } = question;
  if (answer.by === 'choice') return answer.index;
  if (answer.by === 'rank') {
    const lanes = texts.map(({ text }) => laneOf(text, asking));
    const groups = ranked(answer.word, answer.measure, answer.at, { ...asking, lanes });
    const first = groups[0] ?? [];
    if (first.length !== 1) return { undecided: `${first.join(' and ')} are equal in the run` };
    return lanes.indexOf(first[0] as string);
  }
  const right = choices.flatMap(({ holds }, n) => (holdsAll(holds ?? [], asking.teller, asking.until) ? [n] : []));
  const [only] = right;
  if (only !== undefined && right.length === 1) return only;
  const told = right.map((n) => `“${texts[n]?.text}”`).join(' and ');
  return { undecided: right.length === 0 ? 'the run makes none of the choices right' : `the run makes ${told} right` };
}

const laneOf = (text: string, { teller }: Asking): string =>
  teller.runs.scenario.variants.find(({ id, title }) => id === text || title === text)?.id ?? text;

/** The question with its answer, or why the run gives none. */
export function answered(question: AskedQuestion, asking: Asking): Question | Undecided {
  const { teller, lanes, from, until } = asking;
  const asked = { ask: teller.fill(question.ask, asking.asked), twice: question.twice };
  const { answer, kind } = question;
  const named = (): readonly Named[] => lanes.map((id) => ({ id, title: teller.runs.variant(id).title }));
  if (kind === 'choice') {
    const choices = question.choices.map(({ text }) => teller.fill(text, asking.asked));
    const right = rightChoice(question, choices, asking);
    return typeof right === 'number' ? { ...asked, kind, choices, answer: right } : right;
  }
  if (answer.by === 'quantity') {
    const value = teller.value(answer.quantity, until);
    if (typeof value !== 'number') return { undecided: `the run says ${String(value)}, which is no number` };
    const { measure } = answer.quantity;
    return { ...asked, kind: 'number', unit: unitOf(measure), answer: value, answerText: figureText(measure, value) };
  }
  if (answer.by === 'curve')
    return { ...asked, ...curve(answer.lane ?? teller.lane, answer.measure, from, until, teller) };
  const order = orderOf(answer, asking);
  if (order.length < 2 && lanes.length > 1 && answer.by === 'rank') return { undecided: EQUAL };
  if (kind === 'order') return { ...asked, kind, items: named(), answer: order };
  return { ...asked, kind: 'lane', lanes: named(), answer: order[0] ?? [] };
}

function orderOf(answer: AskedQuestion['answer'], asking: Asking): readonly (readonly string[])[] {
  if (answer.by === 'rank') return ranked(answer.word, answer.measure, answer.at, asking);
  return answer.by === 'named' ? answer.ids.map((id) => [id]) : [];
}

function curve(lane: string, measure: CurveMeasure, from: number, until: number, { runs }: Teller) {
  const values = Array.from({ length: POINTS }, (_, n) =>
    runs.drawn(lane, measure, Math.round(from + ((until - from) * n) / (POINTS - 1))),
  );
  const top = roundTop(Math.max(...values));
  return { kind: 'curve' as const, lane, measure, unit: unitOf(measure), from, until, values, top };
}
