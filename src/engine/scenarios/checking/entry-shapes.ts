// What the items of the document's lists look like: faults, variants, procedures and their steps, each made from its catalogue's entry, so
// that the check, the form and the JSON Schema read the same.
import type { ChoiceParameter } from '../../parameters.ts';
import type { VariantSpec } from '../../scenario.ts';
import { FAULT_WORDS, STRATEGY_WORDS } from '../../sections/contract.ts';
import type { SectionShape } from '../../sections/shape.ts';
import { LONGEST, LONGEST_RUN } from '../../sections/shape.ts';
import { OWN_RUNBOOK } from '../../steps/made.ts';
import type { Catalogues, FaultEntry, PrimitiveStep, StrategyEntry } from './definition.ts';

export const AT = { type: 'duration', summary: 'When it begins.', min: 0, max: LONGEST } as const;
/** A fault may outlast the longest run with the longest time to settle. */
export const FOR = {
  type: 'duration',
  summary: 'How long it lasts; `until-fixed`: until people have noticed and fixed it.',
  min: 1,
  max: LONGEST_RUN,
  words: ['until-fixed'],
} as const;
const AT_MOST = {
  type: 'duration',
  summary: 'With `for: until-fixed`: after how long it ends by itself, fixed or not.',
  min: 1,
  max: LONGEST_RUN,
  optional: true,
} as const;
const UNPLANNED = {
  type: 'boolean',
  summary:
    'Nobody knows of it before it begins: a repair that waits for the end of every fault waits for it only from then on.',
  optional: true,
} as const;

export const CHANGES = {
  type: 'changes',
  summary: 'Changes to the scenario by dotted path, such as { broker.kind: log }.',
} as const;

const RUNBOOK: SectionShape = {
  type: 'section',
  summary: 'A runbook of one’s own, by its steps.',
  keys: {
    id: { type: 'text', form: 'id', longest: 64, summary: 'What results and trace call it.', default: OWN_RUNBOOK.id },
    steps: {
      type: 'steps',
      summary: 'Its steps, one after the other: a step’s id, or { step, title } with its parameters.',
    },
  },
};

const THEN = {
  type: 'procedures',
  most: 8,
  summary: 'Strategies that follow, one after the other, each when the one before has ended.',
} as const;

const money = (summary: string) => ({ type: 'number', summary, unit: 'money', min: 0, max: 1e9, default: 0 }) as const;

const PRICE: SectionShape = {
  type: 'section',
  summary: 'What its design costs to have.',
  optional: true,
  keys: { once: money('To build it.'), perMonth: money('To have it, every month.') },
};

export const choice = (summary: string, simulated: readonly string[], all: readonly string[]): ChoiceParameter => ({
  type: 'choice',
  summary,
  options: simulated,
  notYet: all.filter((word) => !simulated.includes(word)),
});

export const faultChoice = ({ faults }: Catalogues): ChoiceParameter =>
  choice(
    'What goes wrong.',
    faults.map(({ id }) => id),
    FAULT_WORDS,
  );

export const strategyChoice = ({ strategies }: Catalogues): ChoiceParameter =>
  choice(
    'How the copy is repaired.',
    strategies.map(({ id }) => id),
    STRATEGY_WORDS,
  );

/** One fault of the list, for one kind of fault. */
export const faultSection = (entry: FaultEntry): SectionShape => ({
  type: 'section',
  summary: entry.summary,
  keys: {
    fault: { type: 'choice', summary: entry.title, options: [entry.id] },
    at: AT,
    ...(entry.lasting ? { for: FOR, atMost: AT_MOST } : {}),
    unplanned: UNPLANNED,
    ...entry.parameters,
  },
});

/** What says which strategy: its id, or the steps of a runbook of one's own. */
const strategyShape = (entry: StrategyEntry | typeof OWN_RUNBOOK): SectionShape['keys'] => ({
  strategy: entry === OWN_RUNBOOK ? RUNBOOK : { type: 'choice', summary: entry.title, options: [entry.id] },
  parameters: { type: 'section', summary: 'Parameters of the strategy.', keys: entry.parameters },
});

/** One variant of the list, for one strategy or a runbook of one's own. */
export const variantSection = (entry: StrategyEntry | typeof OWN_RUNBOOK): SectionShape => ({
  type: 'section',
  summary: entry.summary,
  keys: {
    id: { type: 'text', form: 'id', longest: 64, summary: 'Its name, unique in the list.', default: entry.id },
    title: { type: 'text', form: 'line', longest: 200, summary: 'Its name on the page.', default: entry.title },
    ...strategyShape(entry),
    set: CHANGES,
    then: THEN,
    price: PRICE,
  },
});

/** A strategy in another place than the list of variants: which, and its parameters. */
export const procedureSection = (entry: StrategyEntry | typeof OWN_RUNBOOK): SectionShape => ({
  type: 'section',
  summary: entry.summary,
  keys: strategyShape(entry),
});

/** The strategies that can fill an empty copy; one of them, or a word of the shape, may stand where it says how one was filled. */
export const seedingStrategies = ({ strategies }: Catalogues): readonly StrategyEntry[] =>
  strategies.filter(({ seeds }) => seeds);

/** The variant that a strategy's id alone stands for. */
export const plainVariant = (entry: StrategyEntry): VariantSpec => ({
  id: entry.id,
  title: entry.title,
  strategy: entry.id,
  parameters: Object.fromEntries(
    Object.entries(entry.parameters).flatMap(([key, parameter]) =>
      parameter.default === undefined ? [] : [[key, parameter.default]],
    ),
  ),
  set: {},
});

/** One step of a runbook, for one kind of step. */
export const stepSection = (entry: PrimitiveStep): SectionShape => ({
  type: 'section',
  summary: entry.summary,
  keys: {
    step: { type: 'choice', summary: entry.title, options: [entry.id] },
    ...(entry.instant === undefined && {
      title: { type: 'text', form: 'line', longest: 100, summary: 'Its name on the page.', default: entry.title },
    }),
    ...entry.parameters,
  },
});
