// Changes of a scenario's text that leave the rest of it as people wrote it: comments, order and style stay where the change
// does not touch them. It does not judge the outcome; reading does.
import { type Document, isCollection, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { type Path, type Scenario, strategyOf, type VariantSpec } from '../engine/index.ts';
import { readText } from './document.ts';
import { readScenario } from './read.ts';
import { writeScenario } from './write.ts';

const parsed = (text: string): Document.Parsed =>
  parseDocument(text, { schema: 'core', uniqueKeys: false, merge: false, resolveKnownTags: false, logLevel: 'error' });

const printed = (document: Document): string => document.toString({ lineWidth: 0, flowCollectionPadding: true });

/** The text's plain data, or undefined where it is no YAML. */
export function dataOf(text: string): unknown {
  const { data, problems } = readText(text, '');
  return problems.length > 0 && data === undefined ? undefined : data;
}

/** A node for a value: what is small stands on one line. */
function nodeOf(document: Document, value: unknown, depth = 0): unknown {
  const node = document.createNode(value);
  if (isCollection(node)) flow(node, depth);
  return node;
}

/** Entries of lists and distributions are short: `{ fault: publisher-silent, at: 10h }`. */
function flow(node: unknown, depth: number): void {
  if (isMap(node)) node.flow = depth > 0 || node.items.length < 3;
  if (isSeq(node)) {
    node.flow = node.items.length === 0 || !node.items.some(isCollection);
    for (const item of node.items) flow(item, depth + 1);
  }
}

/** Sections above `path` that hold nothing any more are taken away too. */
function prune(document: Document, path: Path): void {
  for (let depth = path.length - 1; depth > 0; depth--) {
    const above = document.getIn(path.slice(0, depth), true);
    if (!isMap(above) || above.items.length > 0) return;
    document.deleteIn(path.slice(0, depth));
  }
}

/** A word such as `none`, or a bare id of a list, makes room for the section that is to stand in its place. */
function makeRoom(document: Document, path: Path): void {
  if (document.contents === null) document.contents = document.createNode({}) as never;
  for (let depth = 1; depth < path.length; depth++) {
    const at = path.slice(0, depth);
    const node = document.getIn(at, true);
    if (isCollection(node)) continue;
    document.setIn(at, document.createNode(typeof path[depth] === 'number' ? [] : {}));
  }
}

/** The text with a value put at a path, or taken away where it is undefined. A text that is no YAML stays as it is. */
export function withValue(text: string, path: Path, value: unknown): string {
  const document = parsed(text);
  if (document.errors.length > 0) return text;
  if (value === undefined) {
    if (document.hasIn(path)) document.deleteIn(path);
    if (typeof path.at(-1) !== 'number') prune(document, path);
    return printed(document);
  }
  makeRoom(document, path);
  const before = document.getIn(path, true);
  if (isScalar(before) && before.type === 'BLOCK_LITERAL' && typeof value === 'string') before.value = value;
  else {
    const node = nodeOf(document, value, typeof path.at(-1) === 'number' ? 1 : 0);
    if (isScalar(node) && isScalar(before) && before.comment) node.comment = before.comment;
    document.setIn(path, node);
  }
  return printed(document);
}

/** The parameters of a strategy that are not its defaults, where there are any. */
function ownParameters({ strategy, parameters }: Pick<VariantSpec, 'strategy' | 'parameters'>) {
  const entry = strategyOf(strategy);
  const own = Object.entries(parameters).filter(
    ([key, value]) => JSON.stringify(entry?.parameters[key]?.default) !== JSON.stringify(value),
  );
  return own.length > 0 ? { parameters: Object.fromEntries(own) } : {};
}

/** A strategy that follows, by its id alone where it has no parameters of its own. */
function shortProcedure(procedure: Pick<VariantSpec, 'strategy' | 'parameters'>): unknown {
  const own = ownParameters(procedure);
  return 'parameters' in own ? { strategy: procedure.strategy, ...own } : procedure.strategy;
}

/** A variant without what its strategy says anyway. */
function shortVariant({ id, title, strategy, parameters, set, then, price }: VariantSpec): unknown {
  return {
    id,
    title,
    strategy,
    ...ownParameters({ strategy, parameters }),
    ...(Object.keys(set).length > 0 && { set }),
    ...(then !== undefined && { then: then.map(shortProcedure) }),
    ...(price !== undefined && { price }),
  };
}

/** A list with the entries that stay as they were written. */
function putList(
  document: Document,
  key: string,
  before: readonly unknown[],
  after: readonly unknown[],
  short: (item: never) => unknown,
): void {
  const node = document.get(key, true);
  const kept = isSeq(node) ? node.items : [];
  const same = before.map((item) => JSON.stringify(item));
  const items = after.map((item) => {
    const place = same.indexOf(JSON.stringify(item));
    if (place >= 0 && kept[place] !== undefined && kept.length === before.length) return kept[place];
    const fresh = document.createNode(short(item as never));
    if (isCollection(fresh)) fresh.flow = true;
    return fresh;
  });
  if (isSeq(node) && items.length > 0) node.items = items;
  else {
    document.set(key, document.createNode([]));
    const list = document.get(key, true);
    if (isSeq(list)) list.items = items;
  }
}

/** The text of a scenario after what people made of it: as it was written, changed only where it has to be. */
export function rewritten(
  text: string,
  file: string,
  scenario: Scenario,
  siblings: (path: string) => string | undefined,
) {
  const whole = writeScenario(scenario);
  const before = readScenario(text, { file, readSibling: siblings });
  if ('errors' in before) return whole;
  const document = parsed(text);
  if (before.scenario.seed !== scenario.seed) document.set('seed', scenario.seed);
  if (JSON.stringify(before.scenario.faults) !== JSON.stringify(scenario.faults))
    putList(document, 'faults', before.scenario.faults, scenario.faults, (fault) => fault);
  // Written out, since its default follows from the faults.
  if (before.scenario.repair.at !== scenario.repair.at || before.scenario.faults.length !== scenario.faults.length)
    document.set('repair', nodeOf(document, { at: scenario.repair.at }));
  if (JSON.stringify(before.scenario.variants) !== JSON.stringify(scenario.variants))
    putList(document, 'variants', before.scenario.variants, scenario.variants, shortVariant);
  const after = printed(document);
  const again = readScenario(after, { file, readSibling: siblings });
  const said = 'scenario' in again && JSON.stringify(again.scenario);
  return said === JSON.stringify(scenario) ? after : whole;
}
