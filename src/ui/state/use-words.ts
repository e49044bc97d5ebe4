// The scenario's own words for what people read on the page. Elements say their texts by them of themselves (`jsx/`); a component asks only
// where it has to know what will be read.
import { createContext, createElement, type ReactNode, useContext, useMemo } from 'react';
import { inOwnWords, unchanged } from '../../analysis/own-words.ts';
import { usePage } from './use-runner.ts';

type Words = Parameters<typeof inOwnWords>[0];

/** Says a text of ours as it is read here. */
const Wording = createContext<(text: string) => string>(unchanged);

export const useOwnWords = (): ((text: string) => string) => useContext(Wording);

interface InWordsProps {
  /** Null: ours. */
  readonly words: Words | null;
  readonly children?: ReactNode;
}

/** All in it is read in these words. */
export const InWords = ({ words, children }: InWordsProps) => {
  const say = useMemo(() => (words === null ? unchanged : inOwnWords(words)), [words]);
  return createElement(Wording, { value: say }, children);
};

/** All in it is read in the words of the scenario that is shown. */
export const InOwnWords = ({ children }: { readonly children: ReactNode }) => {
  const words = usePage((page) => page.work?.scenario.words ?? null);
  return createElement(InWords, { words }, children);
};
