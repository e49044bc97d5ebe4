// What page, worker and command line may use of lessons: the catalogue, reading and playing.
export { lessons } from './catalog.ts';
export { listedLessons } from './listed.ts';
export { playingLesson, playLesson } from './play/play.ts';
export type { PlayedLesson } from './played.ts';
export { isLesson, type ReadLesson, readLesson } from './read.ts';
export { lessonSchema } from './schema.ts';
export { type SheetKind, sheetOf } from './sheets/sheet.ts';
export { sheetPages } from './sheets/sheet-page.ts';
