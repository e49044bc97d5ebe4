// What the stage shows at a beat: one sentence, and beside what it is about at most one thing more. It is decided here and drawn elsewhere.
import type { FilledText, PlayedStep, Question } from '../../lessons/played.ts';
import { askedAt, beatNow, stepNow } from '../state/guesses.ts';
import type { OpenLesson } from '../state/slices/lesson.ts';

export interface OnStage {
  /** Small, over the sentence. */
  readonly above: FilledText | null;
  readonly sentence: FilledText | null;
  readonly main: 'picture' | 'options' | 'draw' | 'take-home';
  readonly aside: 'options' | 'number' | 'result' | null;
  readonly question: Question | null;
  readonly which: 1 | 2 | 'seen';
  /** Whether the question's answer may be seen. */
  readonly isTold: boolean;
}

const said = ({ beats }: PlayedStep): FilledText | null => {
  const [first] = beats;
  return first?.kind === 'say' ? (first.say ?? first.task) : null;
};

const asksOptions = (question: Question): boolean => question.kind !== 'number' && question.kind !== 'curve';

/** While it is asked. */
function asking(question: Question): Pick<OnStage, 'main' | 'aside'> {
  if (question.kind === 'curve') return { main: 'draw', aside: null };
  return question.kind === 'number' ? { main: 'picture', aside: 'number' } : { main: 'options', aside: null };
}

function revealed(step: PlayedStep, question: Question | null): Pick<OnStage, 'main' | 'aside'> {
  if (question === null) return { main: 'picture', aside: null };
  if (question.kind === 'curve') return { main: 'draw', aside: null };
  return step.stage === 'question' && asksOptions(question)
    ? { main: 'options', aside: null }
    : { main: 'picture', aside: 'result' };
}

export function onStage(lesson: OpenLesson): OnStage {
  const step = stepNow(lesson);
  const beat = beatNow(lesson);
  const asked = askedAt(step, lesson.beat);
  const base: OnStage = {
    above: null,
    sentence: null,
    main: 'picture',
    aside: null,
    question: asked?.question ?? null,
    which: asked?.which ?? 1,
    isTold: false,
  };
  switch (beat.kind) {
    case 'say':
      return { ...base, sentence: beat.say ?? beat.task };
    case 'guess':
    case 'lock':
      return { ...base, sentence: beat.question.ask, ...asking(beat.question) };
    case 'play': {
      const drawn = base.question?.kind === 'curve' ? base.question.ask : null;
      return { ...base, sentence: drawn ?? said(step) ?? base.question?.ask ?? null };
    }
    case 'observe':
      return {
        ...base,
        sentence: beat.question.ask,
        main: 'picture',
        aside: asksOptions(beat.question) ? 'options' : 'number',
      };
    case 'reveal': {
      // The guess beside the run's answer; where only what was seen was asked, that.
      const question = beat.question ?? beat.observed;
      const which = beat.question === null ? 'seen' : beat.question.twice ? 2 : 1;
      const sentence = beat.after ?? question?.ask ?? said(step);
      return { ...base, sentence, question, which, isTold: true, ...revealed(step, question) };
    }
    case 'alike':
      return { ...base, sentence: beat.alike };
    case 'ask':
      return { ...base, sentence: beat.ask };
    case 'answer':
      return { ...base, above: beat.ask, sentence: beat.answer };
    case 'take-home':
      return { ...base, sentence: null, main: 'take-home' };
  }
}
