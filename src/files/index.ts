// What command line, page and worker may use of the files: reading, writing and the schema.
export { nearest } from '../engine/index.ts';
export { textOf } from './bytes.ts';
export { parseChanges } from './changes/changes.ts';
export { lineOfValue, type ReadText, readText, spotAt } from './document.ts';
export { dataOf, rewritten, withValue } from './edit.ts';
export { madeScenario } from './made.ts';
export { DOCUMENT, firstProblems, type Note, type Problem, printNote, printProblem } from './problems.ts';
export { type ReadOutcome, readScenario, readScenarioIn } from './read.ts';
export { isRequired, leafSchema, scenarioSchema } from './schema.ts';
export { writeScenario } from './write.ts';
