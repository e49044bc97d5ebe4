// Another subscriber than Billing, for tests and the bench: who wants one says how it is called and on which type it acts, and no more.
import type { Scenario } from '../../src/engine/index.ts';

type OtherService = Scenario['subscribers'][number];

/** All else about it is as usual. */
export const otherService = (id: string, sends: OtherService['sends']): OtherService => ({ id, sends });
