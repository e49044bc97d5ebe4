// A recorded case step by step: what the real broker was seen to do, what the simulated one does, whether they agree by the
// case's rule, and that rule in words. It plays nothing.
import { type Case, type CompareRule, disagreement, type Event, holds, outcomesOf, type Step } from './agreement.ts';

/** `quiet`: neither did anything to be seen. `alike`, `unlike`: the rule does not compare single steps; they are or are not. */
export type Verdict = 'agrees' | 'quiet' | 'differs' | 'alike' | 'unlike';

export interface JudgedStep {
  readonly observed: readonly Event[];
  readonly simulated: readonly Event[];
  readonly verdict: Verdict;
}

export interface Judgement {
  readonly steps: readonly JudgedStep[];
  /** Whether the case as a whole agrees. */
  readonly agrees: boolean;
  /** Statements that have to hold, and whether they do. */
  readonly properties: readonly { readonly text: string; readonly holds: boolean }[];
}

export const RULES: Readonly<Record<CompareRule, string>> = {
  exact: 'Exact: in every step the same events, and of each actor in the same order.',
  unordered: 'Unordered: in every step the same events, in any order.',
  anyConsumer: 'Any consumer: in every step the same events; which consumer got which message is not promised.',
  total: 'Total: the same events over the whole case, whichever the step and the consumer.',
  idSet: 'Ids: over the whole case the same messages are delivered.',
  none: 'Example: the events recorded are one way it went; only the statements about the case have to hold, if there are any.',
};

/** What no rule compares. */
export const NOT_COMPARED =
  'Not compared: texts of errors, names of errors that follow from their code, the first death’s reason, consumers in a depth.';

const perStep = (rule: CompareRule): boolean => rule === 'exact' || rule === 'unordered' || rule === 'anyConsumer';
const eventsOf = (steps: readonly Step[], step: number): readonly Event[] =>
  steps.find((one) => one.step === step)?.events ?? [];

/** What the case as a whole comes to, in a sentence that claims no more than was compared. */
export function wholeWords({ compare }: Case, { agrees, properties }: Judgement): string {
  if (!agrees) return 'The case as a whole differs from the real broker.';
  if (compare !== 'none') return 'The whole case agrees with the real broker.';
  return properties.length > 0 ? 'Every statement about the case holds.' : 'Nothing in this case has to agree.';
}

/** Judges every step against the recorded outcome that comes nearest. */
export function judge(recorded: Case, played: readonly Step[]): Judgement {
  const numbers = recorded.steps.map((_, step) => step);
  const candidates = outcomesOf(recorded).map((outcome) =>
    numbers.map((step) => judged(recorded, outcome, played, step)),
  );
  const differing = (steps: readonly JudgedStep[]) => steps.filter(({ verdict }) => verdict === 'differs').length;
  const nearest = candidates.reduce(
    (best, one) => (differing(one) < differing(best) ? one : best),
    candidates[0] ?? [],
  );
  return {
    steps: nearest,
    agrees: disagreement(recorded, played) === undefined,
    properties: (recorded.properties ?? []).map((property) => {
      const { kind, consumer, step, ids, last, atLeast, atMost } = property;
      const where = `${consumer === undefined ? '' : ` to ${consumer}`}${step === undefined ? '' : ` in step ${step + 1}`}`;
      const texts = {
        suffix: `The ids delivered${where} are consecutive, end with ${last}, and are ${atLeast} to ${atMost} in number.`,
        offsetsIncrease: `The offsets delivered${where} increase.`,
        deliveredAll: `All of ${ids?.join(', ')} are delivered${where}.`,
        deliveredNone: `None of ${ids?.join(', ')} is delivered${where}.`,
      };
      return { text: texts[kind], holds: holds(property, played) };
    }),
  };
}

function judged(recorded: Case, outcome: readonly Step[], played: readonly Step[], step: number): JudgedStep {
  const [observed, simulated] = [eventsOf(outcome, step), eventsOf(played, step)];
  const both = { observed, simulated };
  if (observed.length + simulated.length === 0) return { ...both, verdict: 'quiet' };
  // One step as a case of its own, without the statements about the whole.
  const { properties: _, ...bare } = recorded;
  const compare = perStep(recorded.compare) ? recorded.compare : 'exact';
  const alone: Case = { ...bare, compare, observed: { steps: [{ step, events: observed }] } };
  const same = disagreement(alone, [{ step, events: simulated }]) === undefined;
  if (!perStep(recorded.compare)) return { ...both, verdict: same ? 'alike' : 'unlike' };
  return { ...both, verdict: same ? 'agrees' : 'differs' };
}
