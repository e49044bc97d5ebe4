// What the stage shows at a beat: one sentence, and beside what it is about at most one thing more. It is decided here and drawn elsewhere.
import type { FilledText, PlayedStep, Question } from '../../lessons/played.ts';
import { askedAt, beatNow, stepNow } from '../state/lesson/guesses.ts';
import type { OpenLesson } from '../state/slices/lesson.ts';

export interface OnStage {
  /** Small, over the sentence: what is to be done now. */
  readonly above: string | null;
  readonly sentence: FilledText | null;
  readonly main: 'picture' | 'options' | 'draw' | 'words';
  /** In the middle, where nothing else is shown. */
  readonly words: FilledText | null;
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

/** What the room is asked to do. */
function calling({ twinOf }: PlayedStep, vote: 1 | 2): string {
  if (twinOf !== null) return 'The same question, another day. Everybody alone.';
  return vote === 2 ? 'Vote again.' : 'Guess first.';
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
    words: null,
    aside: null,
    question: asked?.question ?? null,
    which: asked?.which ?? 1,
    isTold: false,
  };
  switch (beat.kind) {
    case 'say':
      if (beat.task !== null && step.stage !== 'history')
        return { ...base, above: 'Your turn.', sentence: beat.say, main: 'words', words: beat.task };
      return { ...base, sentence: beat.say ?? beat.task };
    case 'guess':
      return { ...base, above: calling(step, beat.vote), sentence: beat.question.ask, ...asking(beat.question) };
    case 'lock': {
      const talk = beat.vote === 1 && beat.question.twice;
      const above = talk ? 'Now convince your neighbour.' : 'The votes are in.';
      return { ...base, above, sentence: beat.question.ask, ...asking(beat.question) };
    }
    case 'play': {
      const drawn = base.question?.kind === 'curve' ? base.question.ask : null;
      return { ...base, sentence: drawn ?? said(step) ?? base.question?.ask ?? null };
    }
    case 'observe':
      return {
        ...base,
        above: 'What happened?',
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
      return { ...base, above: beat.ask.text, sentence: beat.answer };
    case 'take-home':
      return { ...base, above: 'To take home', main: 'words', words: beat.takeHome };
  }
}
