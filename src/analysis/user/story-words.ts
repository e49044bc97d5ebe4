// The marks of a story as words: the text twin of the space-time diagram. It knows the diagram's lines, not its places.
import { momentText } from '../clock.ts';
import type { Lifeline, StoryMark } from './story.ts';

export const LIFELINES: Readonly<Record<Lifeline, string>> = {
  truth: 'User database',
  broker: 'Broker',
  copy: 'Billing copy',
  api: 'API',
};

/** One mark: who, what, which version. */
export function markWords(mark: StoryMark, start: number): string {
  const { lifeline, what, label, version, count, until } = mark;
  const known = version === null || label.includes(`v${version}`) || what === 'invoice';
  const about = known ? label : `version ${version}, ${label}`;
  return `${LIFELINES[lifeline]}: ${about}${count > 1 ? `, to ${momentText(start, until)}` : ''}`;
}
