// A sentence of a lesson: what came from the run is set off. It is text, whatever stands in it.
import type { FilledText } from '../../lessons/played.ts';
import { useOwnWords } from '../state/use-words.ts';

export const ToldText = ({ told }: { readonly told: FilledText }) => {
  const say = useOwnWords();
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name
  return told.parts.map(({ text, run }, n) => (run ? <b key={n}>{say(text)}</b> : <span key={n}>{say(text)}</span>));
};
