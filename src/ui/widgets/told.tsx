// A sentence of a lesson: what came from the run is set off. It is text, whatever stands in it.
import type { FilledText } from '../../lessons/played.ts';

export const ToldText = ({ told }: { readonly told: FilledText }) =>
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name
  told.parts.map(({ text, run }, n) => (run ? <b key={n}>{text}</b> : <span key={n}>{text}</span>));
