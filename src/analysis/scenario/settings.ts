// The settings of a part of the topology as a table: name, value in words with its unit, and the default where it was changed.
// Names, units and defaults come from the scenario's one definition.
import { checkScenario, type Scenario, scenarioDefinition } from '../../engine/index.ts';
import type { Place } from '../component-status.ts';
import { settables, valueAt } from '../design.ts';
import { valueWords } from '../words.ts';

interface Setting {
  readonly path: string;
  readonly name: string;
  readonly value: string;
  /** The default in words; null where the value is the default. */
  readonly standard: string | null;
  /** What it means, one sentence. */
  readonly summary: string;
}

const SECTIONS: Readonly<Record<Place, readonly string[]>> = {
  user: ['population', 'workload', 'publisher', 'user', 'events'],
  broker: ['broker'],
  billing: ['billing', 'people'],
  api: ['api'],
};
/** What stands in another section and is the API’s business. */
const API_PATHS = [
  'user.bulkEndpoint',
  'user.deletedEndpoint',
  'user.updatedSince',
  'user.digest',
  'billing.apiLatency',
];

const ABBREVIATIONS: Readonly<Record<string, string>> = { api: 'API', ttl: 'TTL', cdc: 'CDC' };

/** `invoiceEvery` as `Invoice every`. */
function nameOf(path: string): string {
  const words = path
    .slice(path.lastIndexOf('.') + 1)
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase()
    .split(' ')
    .map((word) => ABBREVIATIONS[word] ?? word);
  const text = words.join(' ');
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
}

const standards = new Map<string, Scenario | null>();

/** A scenario in which nothing was changed but the broker’s kind, on which other defaults depend. */
function standardFor(kind: string): Scenario | null {
  const known = standards.get(kind);
  if (known !== undefined) return known;
  const checked = checkScenario({ schema: 1, title: 'Defaults', broker: { kind } }, scenarioDefinition, {
    id: 'defaults',
  });
  const scenario = 'scenario' in checked ? checked.scenario : null;
  standards.set(kind, scenario);
  return scenario;
}

/** The settings of a part, those that were changed first. */
export function settingsOf(place: Place, scenario: Scenario): readonly Setting[] {
  const standard = standardFor(scenario.broker.kind);
  const mine = settables.filter(({ section, path }) =>
    place === 'api' ? section === 'api' || API_PATHS.includes(path) : SECTIONS[place].includes(section),
  );
  const rows = mine.flatMap(({ path, shape }) => {
    const value = valueAt(scenario, path);
    if (value === undefined) return [];
    const unit = 'unit' in shape && typeof shape.unit === 'string' && shape.unit !== '' ? ` ${shape.unit}` : '';
    const words = (each: unknown) => `${valueWords(each)}${typeof each === 'number' ? unit : ''}`;
    const usual = standard === null ? undefined : valueAt(standard, path);
    const same = usual === undefined || words(usual) === words(value);
    return [
      { path, name: nameOf(path), value: words(value), standard: same ? null : words(usual), summary: shape.summary },
    ];
  });
  return rows.sort((a, b) => Number(a.standard === null) - Number(b.standard === null));
}
