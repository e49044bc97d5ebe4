// All bundled scenarios, in the order in which they are offered, as the texts of their files. Reading them is the
// business of whoever reads scenario files; the engine only carries them.
import brokenPublisher from './broken-publisher.yaml?raw';
import consumerOutage from './consumer-outage.yaml?raw';
import contributors from './contributors.yaml?raw';
import copyOrCall from './copy-or-call.yaml?raw';
import newService from './new-service.yaml?raw';

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
  bundled('consumer-outage', consumerOutage),
  bundled('copy-or-call', copyOrCall),
  bundled('contributors', contributors),
];
