// What the page shows, and nothing that is computed: frames, facts and texts come from the worker and from analysis. It has five
// slices; panels read them through selectors and change them through the parts of the runner.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type ChoiceSlice, initialChoice } from './slices/choice.ts';
import { type ChromeSlice, initialChrome } from './slices/chrome.ts';
import { initialLesson, type LessonSlice } from './slices/lesson.ts';
import { initialStage, type StageSlice } from './slices/stage.ts';
import { initialWork, type WorkSlice } from './slices/work.ts';

export interface PageState extends WorkSlice, StageSlice, ChoiceSlice, ChromeSlice, LessonSlice {}

const initialState: PageState = {
  ...initialWork,
  ...initialStage,
  ...initialChoice,
  ...initialChrome,
  ...initialLesson,
};

export type PageStore = StoreApi<PageState>;

export const createPageStore = (): PageStore => createStore<PageState>(() => initialState);
