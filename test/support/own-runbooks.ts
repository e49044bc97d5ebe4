// Random runbooks of one's own: steps of the catalogue in an order in which they can stand, each with whatever its parameters allow.
import fc from 'fast-check';
import { findEntry } from '../../src/engine/catalog.ts';
import type { ProcedureSpec, StepSpec } from '../../src/engine/sections/value.ts';
import { primitiveSteps } from '../../src/engine/steps/catalog.ts';
import type { StepEntry } from '../../src/engine/steps/step.ts';
import { valuesOf } from './values.ts';

/** Steps that stand together: what one begins another ends. */
const CHAINS: readonly (readonly string[])[] = [
  ['find'],
  ['build', 'review'],
  ['hand-off'],
  ['wait'],
  ['run', 'scan'],
  ['scan', 'sweep'],
  ['empty', 'scan'],
  ['scan-since', 'remove-deleted'],
  ['scan-since'],
  ['reconcile'],
  ['query', 'copy-table'],
  ['stop-consumer', 'replay'],
  ['rebuild', 'review', 'swap'],
  ['redrive'],
  ['publish-events'],
  ['publish-state'],
  ['snapshot'],
  ['credit'],
];

/** A step as a checked document has it: what is not drawn is as usual. */
const step = (id: string): fc.Arbitrary<StepSpec> => {
  const { parameters } = findEntry(primitiveSteps, id) as StepEntry;
  const usual = Object.entries(parameters).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value]],
  );
  return valuesOf(parameters).map((values) => ({ step: id, ...Object.fromEntries(usual), ...values }) as StepSpec);
};

const steps = (ids: readonly string[]): fc.Arbitrary<readonly StepSpec[]> => fc.tuple(...ids.map(step));

/** Whether it puts invoicing off from one chain to another, and whether the queue is bound by a step of its own, and where. */
export const ownRunbook: fc.Arbitrary<ProcedureSpec> = fc
  .record({
    chains: fc.array(
      fc.constantFrom(...CHAINS).chain((ids) => steps(ids)),
      { minLength: 1, maxLength: 4 },
    ),
    freezes: fc.constantFrom(false, false, true),
    binds: fc.constantFrom('first', 'last', 'never', 'never', 'never'),
  })
  .map(({ chains, freezes, binds }) => {
    const work = chains.flat();
    const bind: readonly StepSpec[] = [{ step: 'subscribe' }];
    return [
      ...(freezes ? [{ step: 'freeze' }] : []),
      ...(binds === 'first' ? bind : []),
      ...work,
      ...(binds === 'last' ? bind : []),
      ...(freezes ? [{ step: 'thaw' }] : []),
    ];
  })
  .map((all) => ({ strategy: { id: 'own', steps: all }, parameters: {} }));
