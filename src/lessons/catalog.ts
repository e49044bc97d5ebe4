// All bundled lessons, in the order in which they are offered, as the texts of their files.
import autonomousCopy from './autonomous-copy/lesson.yaml?raw';
import copyOrCall from './copy-or-call/lesson.yaml?raw';
import driftA from './drift-a/lesson.yaml?raw';
import driftB from './drift-b/lesson.yaml?raw';
import firstDay from './first-day/lesson.yaml?raw';
import moneyAlreadySent from './money-already-sent/lesson.yaml?raw';
import neverAgain from './never-again/lesson.yaml?raw';
import neverSaid from './never-said/lesson.yaml?raw';
import republishingThePast from './republishing-the-past/lesson.yaml?raw';
import resyncRace from './resync-race/lesson.yaml?raw';
import silentHour from './silent-hour/lesson.yaml?raw';
import whereTheTruthIs from './where-the-truth-is/lesson.yaml?raw';

interface BundledLesson {
  readonly id: string;
  /** The name of its file, for messages. */
  readonly file: string;
  readonly text: string;
}

const bundled = (id: string, text: string): BundledLesson => ({ id, file: `${id}/lesson.yaml`, text });

export const lessons: readonly BundledLesson[] = [
  bundled('autonomous-copy', autonomousCopy),
  bundled('silent-hour', silentHour),
  bundled('never-said', neverSaid),
  bundled('republishing-the-past', republishingThePast),
  bundled('resync-race', resyncRace),
  bundled('first-day', firstDay),
  bundled('copy-or-call', copyOrCall),
  bundled('where-the-truth-is', whereTheTruthIs),
  bundled('money-already-sent', moneyAlreadySent),
  bundled('never-again', neverAgain),
  bundled('drift-a', driftA),
  bundled('drift-b', driftB),
];
