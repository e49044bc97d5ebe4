// What a scenario that is right should still be told: a key that cannot act in it, a plan that cannot be carried out. A note
// refuses nothing. Each rule answers for one kind of thing; a variant's part is told at the variant.
import type { Scenario } from '../../scenario.ts';
import { duration } from '../../sections/compiled.ts';
import type { ProcedureSpec } from '../../sections/value.ts';
import { formatDuration } from '../../units.ts';
import { applyVariant } from './changes.ts';
import { type Definition, type Path, procedureOf } from './definition.ts';
import type { Issue } from './findings.ts';
import { beginsEmpty, idleKeys, type Lane } from './idle-keys.ts';
import { earliest } from './too-late.ts';

/** What a rule may look at: the whole scenario, and whether its text says something at a path. */
interface Noted {
  readonly scenario: Scenario;
  readonly definition: Definition;
  readonly isGiven: (...path: Path) => boolean;
}

type NoteRule = (noted: Noted, lanes: readonly Lane[]) => readonly Issue[];

/** The scenario's lanes as they will run. */
const lanesOf = ({ scenario, definition }: Noted): readonly Lane[] =>
  scenario.variants.map((variant) => {
    const effective = applyVariant(scenario, variant, definition);
    const { seed } = effective.billing;
    const followers = (variant.then ?? []).map(({ strategy }) => strategy);
    const run = [variant.strategy, ...followers, ...(seed !== 'none' && beginsEmpty(effective) ? [seed.strategy] : [])];
    const procedures = run.flatMap((strategy) => procedureOf(definition.catalogues, strategy) ?? []);
    return { scenario: effective, variant, procedures };
  });

/** A key that acts in no lane is told where it stands; one that a lane sets and that does not act there, at the lane. */
const keysWithoutEffect: NoteRule = ({ scenario: { ranges }, isGiven }, lanes) =>
  idleKeys.flatMap(({ keys, acts, told: message }) => {
    const idle = lanes.map((lane) => !acts(lane));
    return keys.flatMap((key): Issue[] => {
      const path = key.split('.');
      const everywhere = lanes.length > 0 && !idle.includes(false) && isGiven(...path);
      const inLanes = lanes.flatMap(({ variant }, n): Issue[] =>
        idle[n] && Object.hasOwn(variant.set, key) ? [{ path: ['variants', n, 'set', key], message }] : [],
      );
      const isRange = Object.hasOwn(ranges, key) && lanes.length > 0 && !idle.includes(false);
      const inRanges: Issue[] = isRange ? [{ path: ['ranges', key], message }] : [];
      return [...(everywhere ? [{ path, message }] : []), ...inLanes, ...inRanges];
    });
  });

/** A parameter of a lane's strategies that another parameter leaves without effect. */
const idleParameters: NoteRule = ({ scenario: { variants }, definition: { catalogues }, isGiven }) => {
  const idleIn = ({ strategy, parameters }: ProcedureSpec, at: Path): readonly Issue[] => {
    const { parameters: shapes = {} } = procedureOf(catalogues, strategy) ?? {};
    return Object.entries(shapes).flatMap(([name, { onlyWith }]) => {
      const path = [...at, 'parameters', name];
      if (onlyWith === undefined || !isGiven(...path)) return [];
      const [other, wanted] = onlyWith;
      const value = parameters[other] ?? shapes[other]?.default;
      if (value === wanted) return [];
      return [{ path, message: `has no effect where ${other} is ${value}; it acts where that is ${wanted}` }];
    });
  };
  return variants.flatMap((variant, index) => [
    ...idleIn(variant, ['variants', index]),
    ...(variant.then ?? []).flatMap((each, n) => idleIn(each, ['variants', index, 'then', n])),
  ]);
};

/** A key of a fault that another key leaves without effect. */
const idleFaultKeys: NoteRule = ({ scenario: { faults } }, lanes) =>
  faults.flatMap((fault, n): Issue[] => {
    const isUnread = lanes.length > 0 && lanes.every(({ scenario: { repair } }) => repair.at !== 'detected');
    const lasts = `has no effect where for is ${fault.for}; it acts where that is until-fixed`;
    const given = 'has no effect where it is given when the repair begins; it acts where repair.at is detected';
    return [
      ...(fault['atMost'] !== undefined && fault.for !== 'until-fixed'
        ? [{ path: ['faults', n, 'atMost'], message: lasts }]
        : []),
      ...(fault['unplanned'] === true && isUnread ? [{ path: ['faults', n, 'unplanned'], message: given }] : []),
    ];
  });

/** A latest begin of a repair that begins earlier anyway, in every lane. */
const idleLatest: NoteRule = (_noted, lanes) => {
  const isIdle = ({ scenario: { repair } }: Lane): boolean => {
    const { at, atLatest = 'none' } = repair;
    return at !== 'detected' && atLatest !== 'none' && duration(atLatest) >= duration(at);
  };
  const message = 'has no effect here: the repair begins by then';
  return lanes.length > 0 && lanes.every(isIdle) ? [{ path: ['repair', 'atLatest'], message }] : [];
};

/** A repair that cannot end before the run is over mends less than the run could show. */
const repairAfterTheEnd: NoteRule = (_noted, lanes) => {
  const late = lanes
    .map((lane) => ({ lane, ...earliest(lane) }))
    .filter(({ lane, ends }) => ends > duration(lane.scenario.length));
  const [slowest] = late.sort((a, b) => b.ends - a.ends);
  if (slowest === undefined) return [];
  const { lane, ready, ends } = slowest;
  const prepared = `people prepare "${lane.variant.id}" until ${formatDuration(ready)}`;
  const machine = ends > ready ? `, and it takes until ${formatDuration(ends)} at least` : '';
  const message = `${lane.scenario.length} is over before the slowest repair can end: ${prepared}${machine}`;
  return [{ path: ['length'], message }];
};

/** A runbook of one's own that puts invoicing off and never lets it go on. */
const frozenForEver: NoteRule = ({ scenario: { variants }, definition: { catalogues } }) =>
  variants.flatMap(({ strategy }, index): Issue[] => {
    const at = typeof strategy === 'string' ? undefined : catalogues.runbooks.staysFrozen(strategy);
    if (at === undefined) return [];
    const message = 'puts invoicing off, and no thaw behind it lets it go on: it stays off to the end of the run';
    return [{ path: ['variants', index, 'strategy', 'steps', at], message }];
  });

const RULES: readonly NoteRule[] = [
  keysWithoutEffect,
  repairAfterTheEnd,
  idleParameters,
  idleLatest,
  idleFaultKeys,
  frozenForEver,
];

/** Everything worth saying of a checked scenario, in the order of the rules. */
export function notesOn(noted: Noted): readonly Issue[] {
  const lanes = lanesOf(noted);
  return RULES.flatMap((rule) => rule(noted, lanes));
}
