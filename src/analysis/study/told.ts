// What a study found, in sentences: which lane is best where, and where another takes its place.
import { counted } from '../numbers.ts';
import { valueWords } from '../words.ts';
import type { StudyFigure } from './figure.ts';

/** Neighbouring points at which the same lanes are best. */
interface BestStretch {
  readonly best: readonly string[];
  readonly first: number;
  readonly last: number;
}

/** Of a study of one value: from point to point, without those that were not run yet. */
export function stretchesOf({ points }: StudyFigure): readonly BestStretch[] {
  const stretches: BestStretch[] = [];
  for (const [n, { best }] of points.entries()) {
    const before = stretches.at(-1);
    if (best.length === 0) continue;
    if (before !== undefined && before.last === n - 1 && before.best.join() === best.join())
      stretches[stretches.length - 1] = { ...before, last: n };
    else stretches.push({ best, first: n, last: n });
  }
  return stretches;
}

/** `Resync`, `Resync or Reconcile`; all of them in a word. */
export function namesOf({ lanes }: StudyFigure, best: readonly string[]): string {
  if (best.length === lanes.length && lanes.length > 1) return 'any lane';
  return best.map((id) => lanes.find((lane) => lane.id === id)?.title ?? id).join(' or ');
}

function alongOne(figure: StudyFigure): string {
  const { vary, points } = figure;
  const [{ path, values } = { path: '', values: [] }] = vary;
  const at = (n: number): string => valueWords(points[n]?.at[path]);
  const stretches = stretchesOf(figure);
  const last = values.length - 1;
  const [only] = stretches;
  if (only === undefined) return '';
  if (stretches.length === 1 && only.first === 0 && only.last === last)
    return `${capital(namesOf(figure, only.best))} is best everywhere from ${at(0)} to ${at(last)}.`;
  const said = stretches.map(({ best, first, last: until }, n) => {
    const where =
      first === until
        ? `at ${at(first)}`
        : first === 0
          ? `up to ${at(until)}`
          : until === last
            ? `from ${at(first)} on`
            : `from ${at(first)} to ${at(until)}`;
    return n === 0 ? `${capital(where)} ${namesOf(figure, best)} is best` : `${where} ${namesOf(figure, best)}`;
  });
  return `${said.join(', ')}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** So many answers are told; what is rarer is counted together. */
const MOST_TOLD = 4;

function overTwo(figure: StudyFigure): string {
  const run = figure.points.filter(({ best }) => best.length > 0);
  const counts = new Map<string, number>();
  for (const { best } of run) {
    const name = namesOf(figure, best);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [first, ...others] = [...counts].sort(([, a], [, b]) => b - a);
  if (first === undefined) return '';
  if (others.length === 0) return `${capital(first[0])} is best at all of ${counted(run.length, 'point')}.`;
  const told = others.slice(0, MOST_TOLD - 1).map(([name, count]) => `${name} at ${count}`);
  const rest = others.slice(MOST_TOLD - 1).reduce((sum, [, count]) => sum + count, 0);
  const said = [`${capital(first[0])} is best at ${first[1]} of ${counted(run.length, 'point')}`, ...told];
  return `${[...said, ...(rest > 0 ? [`others at ${rest}`] : [])].join(', ')}.`;
}

/** Where which lane is best, in one sentence; empty while nothing was run. */
export const studySentence = (figure: StudyFigure): string =>
  figure.vary.length === 1 ? alongOne(figure) : overTwo(figure);
