// The verb `list`: the catalogues, as they describe themselves.
import {
  asSteps,
  type Entry,
  faults,
  measures,
  type Parameter,
  type Parameters,
  PROFILES,
  plainVariant,
  policies,
  primitiveSteps,
  scenarios,
  strategies,
  traitsOf,
} from '../engine/index.ts';
import { listedLessons } from '../lessons/index.ts';
import { type Options, writeOut } from './input.ts';
import { tryScenario } from './load.ts';
import { printCells, printJson, type TableCells } from './print.ts';

/** An entry as JSON tells it: plain data, no functions. */
type Listed = Entry & Readonly<Record<string, unknown>>;

const plain = ({ id, title, summary }: Entry): Listed => ({ id, title, summary });

const catalogues: Readonly<Record<string, () => readonly Listed[]>> = {
  scenarios: () =>
    scenarios.map(({ id }) => {
      const read = tryScenario(id);
      return 'scenario' in read
        ? plain({ id, title: read.scenario.title, summary: read.scenario.description })
        : plain({ id, title: '', summary: '' });
    }),
  faults: () =>
    faults.map((fault) => ({
      ...plain(fault),
      lasting: fault.lasting,
      symptom: fault.symptom,
      incidents: fault.incidents,
      parameters: fault.parameters,
    })),
  strategies: () =>
    strategies.map((strategy) => ({
      ...plain(strategy),
      coupling: strategy.coupling,
      seeds: strategy.seeds,
      parameters: strategy.parameters,
      steps: asSteps(strategy.id, plainVariant(strategy).parameters)?.steps,
    })),
  steps: () =>
    primitiveSteps.map((step) => ({
      ...plain(step),
      team: step.team,
      needs: step.needsWords,
      coupling: step.coupling,
      fills: step.fills,
      parameters: step.parameters,
    })),
  policies: () => policies.map(plain),
  measures: () => measures.map((measure) => ({ ...plain(measure), unit: measure.unit, better: measure.better })),
  profiles: () =>
    Object.values(PROFILES).map((profile) => ({
      ...plain(profile),
      kind: profile.log ? 'log' : 'queue',
      recorded: profile.recorded,
      traits: traitsOf(profile),
    })),
  lessons: () =>
    listedLessons().map(({ goal, minutes, needs, steps, ...entry }) => ({
      ...plain({ ...entry, summary: goal }),
      minutes,
      needs,
      steps,
    })),
};

export const CATALOGUES = Object.keys(catalogues);

function parameterText(name: string, parameter: Parameter): string {
  const kind = 'options' in parameter ? parameter.options.join('|') : parameter.type;
  return parameter.default === undefined ? `${name}: ${kind}` : `${name}: ${kind} = ${String(parameter.default)}`;
}

export function listVerb(catalogue: string, { format }: Options): void {
  const entries = (catalogues[catalogue] as () => readonly Listed[])();
  if (format === 'json') return writeOut(printJson(entries));
  const parameters = entries.some((entry) => entry['parameters'] !== undefined);
  const seeds = entries.some((entry) => entry['seeds'] !== undefined);
  const needs = entries.some((entry) => typeof entry['needs'] === 'string');
  const minutes = entries.some((entry) => entry['minutes'] !== undefined);
  const cells: TableCells = [
    [
      'id',
      'title',
      ...(minutes ? ['minutes', 'needs'] : []),
      ...(seeds ? ['seeds'] : []),
      ...(needs ? ['team', 'needs'] : []),
      ...(parameters ? ['parameters'] : []),
      'summary',
    ],
    ...entries.map((entry) => [
      entry.id,
      entry.title,
      ...(minutes ? [String(entry['minutes']), (entry['needs'] as readonly string[]).join(', ')] : []),
      ...(seeds ? [entry['seeds'] === true ? 'yes' : 'no'] : []),
      ...(needs ? [String(entry['team']), String(entry['needs'])] : []),
      ...(parameters
        ? [
            Object.entries((entry['parameters'] ?? {}) as Parameters)
              .map(([name, each]) => parameterText(name, each))
              .join(', '),
          ]
        : []),
      entry.summary,
    ]),
  ];
  writeOut(printCells(cells, format));
}
