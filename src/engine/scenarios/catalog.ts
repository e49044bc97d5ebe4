// All bundled scenarios, in the order in which they are offered, as the texts of their files. Reading them is the
// business of whoever reads scenario files; the engine only carries them.
import askingEveryTime from './asking-every-time.yaml?raw';
import autonomyGoodDay from './autonomy-good-day.yaml?raw';
import autonomyOutage from './autonomy-outage.yaml?raw';
import autonomySilence from './autonomy-silence.yaml?raw';
import billingsFirstDay from './billings-first-day.yaml?raw';
import brokenPublisher from './broken-publisher.yaml?raw';
import changedSince from './changed-since.yaml?raw';
import confirmedAndGone from './confirmed-and-gone.yaml?raw';
import consumerOutage from './consumer-outage.yaml?raw';
import contributors from './contributors.yaml?raw';
import copyOrCall from './copy-or-call.yaml?raw';
import deadLettersLate from './dead-letters-late.yaml?raw';
import endlessReturns from './endless-returns.yaml?raw';
import fiveCopies from './five-copies.yaml?raw';
import forgetfulLog from './forgetful-log.yaml?raw';
import forgottenDeletions from './forgotten-deletions.yaml?raw';
import forgottenRows from './forgotten-rows.yaml?raw';
import fullQueue from './full-queue.yaml?raw';
import guardedError from './guarded-error.yaml?raw';
import innocentMessages from './innocent-messages.yaml?raw';
import latestByDefault from './latest-by-default.yaml?raw';
import longerSilence from './longer-silence.yaml?raw';
import moneyBack from './money-back.yaml?raw';
import newService from './new-service.yaml?raw';
import oldNews from './old-news.yaml?raw';
import outboxLimits from './outbox-limits.yaml?raw';
import restoredAuthority from './restored-authority.yaml?raw';
import rightToBeForgotten from './right-to-be-forgotten.yaml?raw';
import stoppedRelay from './stopped-relay.yaml?raw';
import twoTruths from './two-truths.yaml?raw';
import writtenFirst from './written-first.yaml?raw';

interface BundledScenario {
  readonly id: string;
  /** The name of its file, for messages. */
  readonly file: string;
  readonly text: string;
}

const bundled = (id: string, text: string): BundledScenario => ({ id, file: `${id}.yaml`, text });

export const scenarios: readonly BundledScenario[] = [
  bundled('broken-publisher', brokenPublisher),
  bundled('new-service', newService),
  bundled('billings-first-day', billingsFirstDay),
  bundled('consumer-outage', consumerOutage),
  bundled('copy-or-call', copyOrCall),
  bundled('contributors', contributors),
  bundled('old-news', oldNews),
  bundled('longer-silence', longerSilence),
  bundled('forgotten-deletions', forgottenDeletions),
  bundled('right-to-be-forgotten', rightToBeForgotten),
  bundled('changed-since', changedSince),
  bundled('restored-authority', restoredAuthority),
  bundled('confirmed-and-gone', confirmedAndGone),
  bundled('outbox-limits', outboxLimits),
  bundled('guarded-error', guardedError),
  bundled('innocent-messages', innocentMessages),
  bundled('endless-returns', endlessReturns),
  bundled('dead-letters-late', deadLettersLate),
  bundled('full-queue', fullQueue),
  bundled('latest-by-default', latestByDefault),
  bundled('asking-every-time', askingEveryTime),
  bundled('money-back', moneyBack),
  bundled('five-copies', fiveCopies),
  bundled('two-truths', twoTruths),
  bundled('written-first', writtenFirst),
  bundled('autonomy-good-day', autonomyGoodDay),
  bundled('autonomy-outage', autonomyOutage),
  bundled('autonomy-silence', autonomySilence),
  bundled('stopped-relay', stoppedRelay),
  bundled('forgotten-rows', forgottenRows),
  bundled('forgetful-log', forgetfulLog),
];
