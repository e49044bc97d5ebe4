// From plain data to a valid scenario document with every default filled in, or to every complaint about it. It reads no
// text: files, links and forms all come through here.
import type { Scenario, VariantSpec } from '../../scenario.ts';
import { lateBindingIn } from './binding-rules.ts';
import { checkChanges, cloned } from './changes.ts';
import { type Draft, fillComputed } from './defaults.ts';
import type { Definition } from './definition.ts';
import { checkEntries } from './entries.ts';
import { plainVariant } from './entry-shapes.ts';
import { Findings, type Issue, type Quote } from './findings.ts';
import { conflictsIn } from './rules.ts';
import { checkSection, type Data, isRecord, own } from './walk.ts';

interface CheckOptions {
  /** The id of a document that gives none: its file's name without the ending. */
  readonly id: string;
  /** How offending values are repeated in messages. */
  readonly quote?: Quote;
}

type Checked = { readonly scenario: Scenario } | { readonly issues: readonly Issue[] };

type Loose = Record<string, unknown>;

/** What a variant's changes and its strategy presuppose of each other. */
function checkVariantsInTheirScenario(document: Data, definition: Definition, findings: Findings): void {
  const variants = own(document, 'variants');
  if (!Array.isArray(variants)) return;
  variants.forEach((variant, index) => {
    const path = ['variants', index];
    const set = isRecord(variant) ? own(variant, 'set') : undefined;
    const effective = isRecord(set) ? checkChanges(document, set, [...path, 'set'], definition, findings) : document;
    if ([path, ['length'], ['faults'], ['billing'], ['repair']].some((each) => findings.isBad(each))) return;
    const conflict = lateBindingIn(effective, variant as VariantSpec, definition);
    if (conflict !== undefined) findings.add([...path, ...conflict.path], conflict.message);
  });
}

/** Whether the keys of `ranges` take both ends of theirs. */
function checkRangesInTheirScenario(document: Data, definition: Definition, findings: Findings): void {
  const ranges = own(document, 'ranges');
  if (!isRecord(ranges)) return;
  const sound = Object.entries(ranges).filter(([name]) => !findings.isBad(['ranges', name]));
  for (const [name, range] of sound)
    (range as readonly unknown[]).forEach((value, end) => {
      const at = ['ranges', name, end];
      const inner = new Findings((_at, quoted) => findings.quote(at, quoted));
      checkChanges(document, { [name]: value }, ['ranges'], definition, inner);
      const [issue] = inner.issues;
      if (issue === undefined || findings.isBad(['ranges', name])) return;
      // What is wrong with the path itself is told at the range, and once.
      findings.add(issue.message.startsWith('unknown path') ? ['ranges', name] : at, issue.message);
    });
}

/** A document with the `broker.kind` that its other keys ask for, where it gives none: its profile's, or a log where that is the truth. */
function withUsualKind(data: unknown, { catalogues }: Definition): unknown {
  if (!isRecord(data)) return data;
  const [broker = {}, user] = [own(data, 'broker'), own(data, 'user')];
  if (!isRecord(broker) || own(broker, 'kind') !== undefined) return data;
  const profile = catalogues.profiles.find(({ id }) => id === own(broker, 'profile'));
  const kind = isRecord(user) && own(user, 'truth') === 'log' ? 'log' : profile?.kind;
  return kind === undefined ? data : { ...data, broker: { ...broker, kind } };
}

/** Every strategy that suits the scenario, or all when none says so. */
function usualVariants(document: Loose, { catalogues }: Definition): readonly VariantSpec[] {
  const scenario = cloned({ ...document, variants: [] }) as unknown as Scenario;
  const suiting = catalogues.strategies.filter((strategy) => strategy.suits(scenario));
  return (suiting.length > 0 ? suiting : catalogues.strategies).map(plainVariant);
}

/** Checks a document; the outcome is whole or nothing. Data must be plain: no cycles, no class instances. */
export function checkScenario(data: unknown, definition: Definition, options: CheckOptions): Checked {
  const findings = new Findings(options.quote);
  const workload = isRecord(data) ? own(data, 'workload') : undefined;
  const withFile = isRecord(workload) && own(workload, 'file') !== undefined;
  const walk = { definition, findings, withFile, entries: checkEntries };
  const document = checkSection(definition.document, withUsualKind(data ?? null, definition), [], walk) as Loose;
  document['id'] ??= options.id;
  fillComputed(document as unknown as Draft, definition);
  for (const conflict of conflictsIn(document, (path) => findings.isBad(path), definition))
    findings.add(conflict.path, conflict.message);
  checkVariantsInTheirScenario(document, definition, findings);
  checkRangesInTheirScenario(document, definition, findings);
  if (findings.issues.length > 0) return { issues: findings.issues };
  document['variants'] ??= usualVariants(document, definition);
  return { scenario: cloned(document) as unknown as Scenario };
}

/** The variant called `id`: one of the scenario's or, failing that, a strategy with its default parameters. */
export function findVariant(scenario: Scenario, id: string, { catalogues }: Definition): VariantSpec | undefined {
  const strategy = catalogues.strategies.find((entry) => entry.id === id);
  return scenario.variants.find((variant) => variant.id === id) ?? (strategy && plainVariant(strategy));
}
