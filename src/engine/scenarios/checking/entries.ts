// Faults, variants, procedures and their steps checked: lists whose items are described by the catalogues. What an item looks like
// stands in entry-shapes.ts.
import type { ChoiceParameter } from '../../parameters.ts';
import type { ProcedureShape, ProceduresShape, Shape } from '../../sections/shape.ts';
import type { ProcedureSpec, StepSpec } from '../../sections/value.ts';
import { OWN_RUNBOOK } from '../../steps/made.ts';
import { type FaultEntry, type Path, procedureOf, type StrategyEntry } from './definition.ts';
import {
  AT,
  CHANGES,
  choice,
  FOR,
  faultChoice,
  faultSection,
  procedureSection,
  seedingStrategies,
  stepSection,
  strategyChoice,
  variantSection,
} from './entry-shapes.ts';
import { valueComplaint } from './leaves.ts';
import { checkObserved, checkRanges } from './unknowns.ts';
import { checkLeaf, checkSection, checkShape, type Data, isRecord, own, reportTwice, type Walk } from './walk.ts';
import { found } from './words.ts';

/** A runbook has no more steps than this. */
const MOST_STEPS = 50;

function asList(value: unknown, path: Path, what: string, walk: Walk): readonly unknown[] {
  if (Array.isArray(value)) return value;
  walk.findings.add(path, `${found(value, walk.findings.quote(path, value))}; allowed is a list of ${what}`);
  return [];
}

/** The catalogue's entry that an item names under `key`; complaints go to the findings. */
function entryOf<T extends { id: string }>(
  entries: readonly T[],
  shape: ChoiceParameter,
  name: unknown,
  path: Path,
  walk: Walk,
): T | undefined {
  if (name === undefined) {
    walk.findings.add(path, `is missing; ${valueComplaint(shape, undefined, '')?.replace(/^.*?; /, '')}`);
    return undefined;
  }
  const complaint = valueComplaint(shape, name, walk.findings.quote(path, name));
  if (complaint !== undefined) walk.findings.add(path, complaint);
  return entries.find(({ id }) => id === name);
}

function checkFault(value: unknown, path: Path, walk: Walk): unknown {
  const { findings, definition } = walk;
  if (!isRecord(value)) {
    findings.add(
      path,
      `${found(value, findings.quote(path, value))}; allowed is a section such as { fault: publisher-silent, at: 10h, for: 1h }`,
    );
    return undefined;
  }
  const { catalogues } = definition;
  const entry = entryOf(catalogues.faults, faultChoice(catalogues), own(value, 'fault'), [...path, 'fault'], walk);
  if (entry !== undefined) return checkSection(faultSection(entry), withoutFor(entry, value, path, walk), path, walk);
  checkLeaf(AT, own(value, 'at'), [...path, 'at'], walk);
  if (own(value, 'for') !== undefined) checkLeaf(FOR, own(value, 'for'), [...path, 'for'], walk);
  return undefined;
}

/** A fault that is over at once takes no `for`. */
function withoutFor(entry: FaultEntry, value: Data, path: Path, walk: Walk): Data {
  if (entry.lasting || !Object.hasOwn(value, 'for')) return value;
  walk.findings.add([...path, 'for'], `${entry.id} is over at once; allowed is no for`);
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'for'));
}

function checkStep(value: unknown, path: Path, walk: Walk): unknown {
  const { steps } = walk.definition.catalogues.runbooks;
  const named = choice(
    'What is done.',
    steps.map(({ id }) => id),
    [],
  );
  if (typeof value !== 'string' && !isRecord(value)) {
    const quoted = walk.findings.quote(path, value);
    walk.findings.add(
      path,
      `${found(value, quoted)}; allowed is a step, or a section such as { step: scan, merge: newer }`,
    );
    return undefined;
  }
  const given = isRecord(value) ? value : { step: value };
  const entry = entryOf(steps, named, own(given, 'step'), isRecord(value) ? [...path, 'step'] : path, walk);
  return entry === undefined ? undefined : checkSection(stepSection(entry), given, path, walk);
}

/** The steps of a runbook: each by itself and, where that is right, in their order. */
function checkSteps(value: unknown, path: Path, walk: Walk): unknown {
  const { findings, definition } = walk;
  const allowed = 'allowed is a list of steps, such as [build, review, run, scan, sweep]';
  if (!Array.isArray(value) || value.length === 0) {
    const what = Array.isArray(value) ? 'an empty list stands here' : found(value, findings.quote(path, value));
    findings.add(path, value === undefined ? `is missing; ${allowed}` : `${what}; ${allowed}`);
    return [];
  }
  if (value.length > MOST_STEPS) findings.add(path, `${value.length} steps; allowed are at most ${MOST_STEPS}`);
  const before = findings.issues.length;
  const steps = value.slice(0, MOST_STEPS).map((step, index) => checkStep(step, [...path, index], walk));
  if (findings.issues.length === before) {
    const runbook = { id: OWN_RUNBOOK.id, steps: steps as readonly StepSpec[] };
    for (const { at, message } of definition.catalogues.runbooks.complaints(runbook))
      findings.add([...path, at], message);
  }
  return steps;
}

function checkVariant(value: unknown, path: Path, walk: Walk): unknown {
  const { catalogues } = walk.definition;
  const shape = strategyChoice(catalogues);
  if (typeof value === 'string') {
    const entry = entryOf(catalogues.strategies, shape, value, path, walk);
    return entry === undefined ? undefined : checkSection(variantSection(entry), { strategy: value }, path, walk);
  }
  if (!isRecord(value)) {
    const quoted = walk.findings.quote(path, value);
    walk.findings.add(
      path,
      `${found(value, quoted)}; allowed is a strategy, or a section with id, title, strategy, parameters, set, then, price`,
    );
    return undefined;
  }
  if (isRecord(own(value, 'strategy'))) return checkSection(variantSection(OWN_RUNBOOK), value, path, walk);
  const entry = entryOf(catalogues.strategies, shape, own(value, 'strategy'), [...path, 'strategy'], walk);
  if (entry !== undefined) return checkSection(variantSection(entry), value, path, walk);
  return { id: own(value, 'id'), set: checkShape(CHANGES, own(value, 'set'), [...path, 'set'], walk) };
}

/** A runbook of one's own that fills an empty copy. */
function checkOwnSeed(shape: ProcedureShape, given: Data, path: Path, walk: Walk): unknown {
  const { findings, definition } = walk;
  const before = findings.issues.length;
  const checked = checkSection(procedureSection(OWN_RUNBOOK), given, path, walk) as ProcedureSpec;
  if (findings.issues.length > before) return shape.default;
  if (procedureOf(definition.catalogues, checked.strategy)?.seeds === true) return checked;
  const message =
    'no step of it fills a copy; allowed is one with scan, copy-table, replay, rebuild, publish-state or snapshot';
  findings.add([...path, 'strategy', 'steps'], message);
  return shape.default;
}

/** A word, or a strategy that fills an empty copy: by its id, or with parameters. */
function checkProcedure(shape: ProcedureShape, value: unknown, path: Path, walk: Walk): unknown {
  if (value === undefined || value === shape.default) return shape.default;
  const entries = seedingStrategies(walk.definition.catalogues);
  const options = [...shape.words, ...entries.map(({ id }) => id)];
  const offered: ChoiceParameter = { type: 'choice', summary: shape.summary, options };
  if (isRecord(value) && isRecord(own(value, 'strategy'))) return checkOwnSeed(shape, value, path, walk);
  return checkNamed(entries, offered, value, path, walk) ?? shape.default;
}

/** One of some strategies: by its id, or with parameters; undefined where it is none. */
function checkNamed(
  entries: readonly StrategyEntry[],
  offered: ChoiceParameter,
  value: unknown,
  path: Path,
  walk: Walk,
): unknown {
  const given = isRecord(value) ? value : { strategy: value };
  const at = isRecord(value) ? [...path, 'strategy'] : path;
  const entry = entryOf(entries, offered, own(given, 'strategy'), at, walk);
  return entry === undefined ? undefined : checkSection(procedureSection(entry), given, path, walk);
}

/** What follows a variant's strategy; where nothing does nothing stands there. */
function checkFollowing({ most }: ProceduresShape, value: unknown, path: Path, walk: Walk): unknown {
  if (value === undefined) return undefined;
  const { catalogues } = walk.definition;
  const items = asList(value, path, 'strategies', walk);
  if (items.length > most) walk.findings.add(path, `${items.length} entries; allowed are at most ${most}`);
  const checked = items.map((item, n) => {
    const at = [...path, n];
    if (isRecord(item) && isRecord(own(item, 'strategy')))
      return checkSection(procedureSection(OWN_RUNBOOK), item, at, walk);
    return checkNamed(catalogues.strategies, strategyChoice(catalogues), item ?? null, at, walk);
  });
  return checked.length === 0 ? undefined : checked;
}

/** Checks `faults`, `variants`, procedures or their steps, `ranges` or `observed`. Items that are wrong are undefined in the result, or lack what is wrong. */
export function checkEntries(shape: Shape, value: unknown, path: Path, walk: Walk): unknown {
  if (shape.type === 'faults') {
    if (value === undefined) return [];
    return asList(value, path, 'faults', walk).map((item, index) => checkFault(item, [...path, index], walk));
  }
  if (shape.type === 'ranges') return checkRanges(value, path, walk);
  if (shape.type === 'observed') return checkObserved(value, path, walk);
  if (shape.type === 'procedures') return checkFollowing(shape, value, path, walk);
  if (shape.type === 'procedure') return checkProcedure(shape, value, path, walk);
  if (shape.type === 'steps') return checkSteps(value, path, walk);
  if (value === undefined) return undefined;
  const items = asList(value, path, 'variants', walk);
  if (Array.isArray(value) && items.length === 0)
    walk.findings.add(path, 'an empty list stands here; allowed is a list of at least one variant');
  const variants = items.map((item, index) => checkVariant(item, [...path, index], walk));
  reportTwice(items, variants, path, walk);
  return variants;
}
