// Keeps the work over a reload and for the browser's Back, unless it is one that cannot be run. While a lesson
// is open the work before it stays kept: it comes back when the lesson is left.
import { type Bookmark, bookmarkOf } from './bookmark.ts';
import type { Page } from './page.ts';
import type { KeptLesson } from './storage/lessons.ts';
import type { Memory } from './storage/memory.ts';

export class Keeper {
  private readonly page: Page;
  private readonly memory: Memory;

  constructor(page: Page, memory: Memory) {
    this.page = page;
    this.memory = memory;
  }

  readonly bookmark = (): Bookmark | null => bookmarkOf(this.page.get());

  readonly keep = (): void => {
    if (this.page.get().lesson !== null) return;
    const mark = this.page.get().stage.is === 'failed' ? null : this.bookmark();
    if (mark !== null) this.memory.keep(mark);
  };

  /** The lesson that is open; null: none is any more. */
  keepLesson(lesson: KeptLesson | null): void {
    this.memory.keepLesson(lesson);
  }

  /** What is opened now gets an entry of its own in the browser's history. */
  enter(): void {
    this.memory.enter();
  }
}
