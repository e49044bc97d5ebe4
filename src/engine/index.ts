// The one door of the engine: what command line, worker, page and analyses may use.
export {
  afterDefinitions,
  type Definitions,
  type GroupPicture,
  type HeldPicture,
  isDefinitions,
  type LogPicture,
  type ObservedStep,
  PROFILE_IDS,
  PROFILES,
  type Profile,
  type ProfileId,
  playScript,
  type QueuePicture,
  type ScriptEvent,
  type ScriptResult,
  stepsOfDefinitions,
  traitsOf,
  type Watched,
  watchScript,
} from './broker/index.ts';
export { type Entry, findEntry, isChosen } from './catalog.ts';
export type { Counter } from './counters.ts';
export {
  type ComparisonOptions,
  type ComparisonResult,
  compare,
  comparing,
  specOf,
} from './experiment/comparison.ts';
export { buffersOf, type PackedSeeds, packSeeds, unpackSeeds } from './experiment/packed-seeds.ts';
export { type SeedResult, SeedRuns } from './experiment/seed-runs.ts';
export { type Interval, interval, studentT } from './experiment/statistics.ts';
export {
  bestChanges,
  bestLanes,
  pointsOf,
  type StudyChange,
  type StudyResult,
  type StudyValues,
  studyOf,
  variantsAt,
} from './experiment/study.ts';
export {
  comparingSeed,
  GatheredSeeds,
  type MeasuredLane,
  type SweepResult,
  type SweptMeasure,
  type SweptTree,
  sweptOf,
} from './experiment/sweep.ts';
export { faults, faultsFor } from './faults/catalog.ts';
export { parseInstant } from './instants.ts';
export { measures } from './measures/catalog.ts';
export type { Measure, MeasureValue } from './measures/measure.ts';
export { CELL_BITS } from './packing.ts';
export type { Parameter, Parameters } from './parameters.ts';
export { type Fault, neverBegins, type Place, type Point, placeOf, type RealIncident } from './points.ts';
export { policies } from './policies/catalog.ts';
export {
  DIVERGENT_KINDS,
  EVENT_TYPES,
  type EventType,
  KINDS,
  type Kind,
  kindOf,
  namedRow,
  STATUSES,
  type Status,
  statusName,
} from './rows.ts';
export type { FaultSpan } from './run/facts.ts';
export { type Input, injectedName, plannedFaults } from './run/inputs.ts';
export type { WrittenRow } from './run/logs.ts';
export type { ActiveFault, Moment } from './run/moment.ts';
export { handsOnBy, type Phase } from './run/procedure.ts';
export { Reruns } from './run/reruns.ts';
export { measureOf, measuresOf, type VariantResult } from './run/result.ts';
export { Session } from './run/session.ts';
export { silenceWindows } from './run/silence-windows.ts';
export { plannedIn, type RunSpec } from './run/spec.ts';
export type { StillHeld } from './run/still-held.ts';
export type { CopyView, View } from './run/view.ts';
export type { Changes, FaultSpec, Scenario, VariantSpec } from './scenario.ts';
export { bundledAddresses } from './scenarios/addresses.ts';
export { scenarios } from './scenarios/catalog.ts';
export { applyVariant, checkChanges, FAULT_PATH } from './scenarios/checking/changes.ts';
export { checkScenario, findVariant } from './scenarios/checking/check.ts';
export {
  type Catalogues,
  type Definition,
  defineScenario,
  type Path,
  settablePaths,
  shapeAt,
} from './scenarios/checking/definition.ts';
export { scenarioDefinition } from './scenarios/checking/document.ts';
export {
  faultChoice,
  faultSection,
  plainVariant,
  procedureSection,
  seedingStrategies,
  stepSection,
  strategyChoice,
  variantSection,
} from './scenarios/checking/entry-shapes.ts';
export { Findings } from './scenarios/checking/findings.ts';
export { saysTheSame, valueComplaint } from './scenarios/checking/leaves.ts';
export { notesOn } from './scenarios/checking/notes.ts';
export { defaultAt } from './scenarios/checking/walk.ts';
export { formatPath, found, hint, nearest, oneOf, plain, show } from './scenarios/checking/words.ts';
export { bundledFile } from './scenarios/siblings.ts';
export { surprises } from './scenarios/surprises/catalog.ts';
export { firstWhere } from './search.ts';
export { asksToInvoice, firstRunOf } from './sections/billing.ts';
export { duration } from './sections/compiled.ts';
export { compileHours } from './sections/hours.ts';
export {
  type LeafShape,
  LONGEST,
  type MappingShape,
  type ProcedureShape,
  type SectionShape,
  type Shape,
} from './sections/shape.ts';
export type { ProcedureSpec, RunbookSpec, StepSpec, StrategySpec } from './sections/value.ts';
export { asSteps } from './steps/bundled.ts';
export { primitiveSteps } from './steps/catalog.ts';
export { OWN_RUNBOOK, strategyId, strategyOf, strategyTitle } from './steps/made.ts';
export { strategies } from './strategies/catalog.ts';
export type { StepMeta } from './strategies/runbook.ts';
export {
  type ApiLine,
  type ApplyLine,
  type CommitLine,
  type CopyLine,
  type DeliverLine,
  type InvoiceLine,
  type LineOf,
  type LostLine,
  type PublishLine,
  requestText,
  type TraceKind,
  type TraceLine,
  type TraceReader,
  writtenLine,
} from './trace/lines.ts';
export {
  type CopyCause,
  type Effect,
  IS_REPAIR,
  type LostWhere,
  type PublishCause,
} from './trace/words.ts';
export { DAY, formatDuration, HOUR, MINUTE, parseDuration, parseRate, SECOND } from './units.ts';
