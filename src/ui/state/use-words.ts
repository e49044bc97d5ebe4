// The scenario's own words for what people read on the page.
import { useMemo } from 'react';
import { inOwnWords } from '../../analysis/own-words.ts';
import { usePage } from './use-runner.ts';

/** Says a text of ours in the words of the scenario that is shown. */
export function useOwnWords(): (text: string) => string {
  const words = usePage((page) => page.work?.scenario.words);
  return useMemo(() => inOwnWords(words ?? {}), [words]);
}
