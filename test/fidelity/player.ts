// What the recorder (scripts/fidelity) needs of the sources: the simulated broker that plays a script, and the rules by which
// two plays of it agree.
import { checkForm } from '../../src/engine/broker/script/format.ts';

export { playScript } from '../../src/engine/broker/index.ts';
export { disagreement, explain, holds } from './compare.ts';

/** What is wrong with the form of a case, if anything: a real broker may play what the simulated one cannot. */
export function formProblem(file: unknown): string | undefined {
  try {
    checkForm(file);
    return undefined;
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem);
  }
}
