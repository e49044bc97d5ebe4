// All bundled lessons, in the order in which they are offered, as the texts of their files.
import republishingThePast from './republishing-the-past/lesson.yaml?raw';

interface BundledLesson {
  readonly id: string;
  /** The name of its file, for messages. */
  readonly file: string;
  readonly text: string;
}

const bundled = (id: string, text: string): BundledLesson => ({ id, file: `${id}/lesson.yaml`, text });

export const lessons: readonly BundledLesson[] = [bundled('republishing-the-past', republishingThePast)];
