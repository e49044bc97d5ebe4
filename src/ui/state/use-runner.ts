// How components get at the run they show: the runner of their part of the page, and its state through selectors.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Runner } from './runner.ts';
import type { PageState } from './store.ts';

export const RunnerContext = createContext<Runner | null>(null);

export function useRunner(): Runner {
  const runner = useContext(RunnerContext);
  if (runner === null) throw new Error('Nothing is run here: a RunnerContext is missing above.');
  return runner;
}

export const usePage = <Selected>(select: (page: PageState) => Selected): Selected =>
  useStore(useRunner().store, select);
