// The bundled lessons as a list tells them, without reading more of each than its head: whether a lesson is right is seen when it is opened.
import { readText } from '../files/index.ts';
import { lessons } from './catalog.ts';
import type { InventoryForm } from './lesson.ts';

interface ListedLesson {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly goal: string;
  readonly needs: readonly string[];
  readonly steps: number;
  readonly inventory: InventoryForm | null;
}

interface Head {
  readonly title: string;
  readonly minutes: number;
  readonly goal: string;
  readonly needs?: readonly string[];
  readonly steps: readonly unknown[];
  readonly inventory?: InventoryForm;
}

export const listedLessons = (): readonly ListedLesson[] =>
  lessons.map(({ id, file, text }) => {
    // A test holds every bundled lesson against the definition.
    const head = readText(text, file).data as Head;
    const { title, minutes, goal, needs = [], inventory = null } = head;
    return { id, title, minutes, goal, needs, steps: head.steps.length, inventory };
  });
