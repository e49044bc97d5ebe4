// What the repairs and the seeding of a run may do, as far as a law depends on it: strategies of the catalogue and runbooks of one's own
// alike, and all that follow one another.
import type { RunSpec } from '../../src/engine/run/spec.ts';
import type { ProcedureSpec, StepSpec } from '../../src/engine/sections/value.ts';

/** Strategies that write what they have read over whatever is there, and the steps that do. */
const REPLACING = ['resync-naive', 'copy-database', 'rebuild', 'reconcile', 'compacted-seed'];
const REPLACING_STEPS = ['empty', 'copy-table', 'swap', 'reconcile'];

/** The variant's strategy, what follows it, and what fills the copy of a new service. */
function proceduresOf({ scenario, variant }: RunSpec): readonly ProcedureSpec[] {
  const { seed } = scenario.billing;
  return [variant, ...(variant.then ?? []), ...(seed === 'none' ? [] : [seed])];
}

const stepsOf = ({ strategy }: ProcedureSpec): readonly StepSpec[] =>
  typeof strategy === 'string' ? [] : strategy.steps;

const isBlind = (procedure: ProcedureSpec): boolean => {
  const { strategy, parameters } = procedure;
  if (typeof strategy === 'string')
    return REPLACING.includes(strategy) || (strategy === 'resync' && parameters['merge'] === 'blind');
  return stepsOf(procedure).some(
    ({ step, merge }) => REPLACING_STEPS.includes(step) || (step === 'scan' && merge === 'blind'),
  );
};

/** Whether somebody in a run writes a row whatever its version. */
export const writesBlindly = (spec: RunSpec): boolean =>
  spec.scenario.billing.reconcileEvery !== 'none' || proceduresOf(spec).some(isBlind);

/** With which identities events are republished: `original`, `new-ids`, `renewed`. Empty where none are. */
export const identitiesOf = (spec: RunSpec): readonly string[] =>
  proceduresOf(spec).flatMap((procedure) => {
    if (procedure.strategy === 'republish-events') return [String(procedure.parameters['identity'] ?? 'original')];
    return stepsOf(procedure)
      .filter(({ step }) => step === 'publish-events')
      .map(({ identity = 'original' }) => String(identity));
  });

/** Whether some of them put invoicing off while they are at work. */
export const putsInvoicingOff = (spec: RunSpec): boolean =>
  proceduresOf(spec).some(
    (procedure) => procedure.parameters['freeze'] === true || stepsOf(procedure).some(({ step }) => step === 'freeze'),
  );
