// The beats of a step in their order: say, guess, lock, play, what happened, reveal, alike, why. Those that a step lacks are left out.
import type { LessonStep } from '../lesson.ts';
import type { FilledText, LessonBeat, Play, Question } from '../played.ts';
import type { Template } from '../template.ts';
import type { Teller } from './telling.ts';

const OTHERWISE = 'This Driftlab computes another run; the numbers here are its own.';

/** Stands for a sentence that depends on what the run does not say. */
const INSTEAD: FilledText = { text: OTHERWISE, parts: [{ text: OTHERWISE, run: false }] };

interface Played {
  readonly teller: Teller;
  readonly predict: Question | null;
  readonly observe: Question | null;
  readonly stretch: Play | null;
  readonly takeHome: FilledText;
  /** The moments on the clock before it is played, and after. */
  readonly before: number;
  readonly then: number;
  readonly holds: boolean;
  /** Whether what is right is told at all: an inventory is given twice, and tells nobody between. */
  readonly tells: boolean;
}

function votes(question: Question): readonly LessonBeat[] {
  const vote = (n: 1 | 2): readonly LessonBeat[] => [
    { kind: 'guess', vote: n, question },
    { kind: 'lock', vote: n, question },
  ];
  return question.twice ? [...vote(1), ...vote(2)] : vote(1);
}

export function beatsOf(step: LessonStep, played: Played): readonly LessonBeat[] {
  const { teller, predict, observe, stretch, holds, tells, before, then } = played;
  const fill = (text: Template | null, shown: number) => (text === null ? null : teller.fill(text, shown));
  // Where nothing is asked of what comes, somebody is introduced as the play will show them.
  const met = step.veil || predict !== null ? before : then;
  const say = step.say === null ? null : teller.fill(step.say, before, met);
  const task = fill(step.task, then);
  const after = step.after === null ? null : holds ? fill(step.after, then) : INSTEAD;
  const [alike, ask, answer] = [step.alike, step.ask, step.answer].map((text) => fill(text, then));
  const reveals = tells && (predict !== null || observe !== null || after !== null);
  return [
    ...(say === null && task === null ? [] : [{ kind: 'say', say, task } as const]),
    ...(predict === null ? [] : votes(predict)),
    ...(stretch === null ? [] : [{ kind: 'play', play: stretch } as const]),
    ...(observe === null ? [] : [{ kind: 'observe', question: observe } as const]),
    ...(reveals ? [{ kind: 'reveal', question: predict, observed: observe, after } as const] : []),
    ...(alike == null ? [] : [{ kind: 'alike', alike } as const]),
    ...(ask == null ? [] : [{ kind: 'ask', ask } as const]),
    ...(ask == null || answer == null ? [] : [{ kind: 'answer', ask, answer } as const]),
    ...(step.stage === 'take-home' ? [{ kind: 'take-home', takeHome: played.takeHome } as const] : []),
  ];
}

/** With which beat the veil is lifted; the number of beats when it stays until the next step. */
export function revealBeat(beats: readonly LessonBeat[], veiled: boolean): number {
  if (!veiled) return 0;
  const at = beats.findIndex(({ kind }) => kind === 'reveal');
  return at < 0 ? beats.length : at;
}
