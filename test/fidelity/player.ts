// What the recorder (scripts/fidelity) needs of the sources: the simulated broker that plays a script, and the rules by which
// two plays of it agree. It adds nothing of its own.
export { playScript } from '../../src/engine/broker/index.ts';
export { checkForm } from '../../src/engine/broker/script-format.ts';
export { disagreement, explain, holds } from './compare.ts';
