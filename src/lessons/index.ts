// What page, worker and command line may use of lessons: the catalogue, reading and playing.
export { lessons } from './catalog.ts';
export { listedLessons } from './listed.ts';
export { playLesson } from './play/play.ts';
export { isLesson, type ReadLesson, readLesson } from './read.ts';
