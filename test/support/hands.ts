// People's steps of a repair as its trace tells of them, each with the time that people were at work in it by the calendar: a recount of
// hands-on minutes. Only which step is whose work comes from the catalogue.
import type { RunSpec } from '../../src/engine/run/spec.ts';
import { strategyOf } from '../../src/engine/steps/made.ts';
import type { StepMeta } from '../../src/engine/strategies/runbook.ts';
import { Calendar } from './calendar.ts';
import type { Line } from './lines.ts';
import { microseconds } from './time.ts';

interface HandStep {
  readonly name: string;
  readonly team: 'user' | 'billing';
  /** Microseconds: what it takes, when it began and ended (undefined: it had not), and for how long people were at work in it. */
  readonly takes: number;
  readonly from: number;
  readonly to: number | undefined;
  readonly worked: number;
}

/** What each step takes, microseconds, by strategy and title; undefined where two steps of a strategy share a title and not their work. */
function workBySteps({ variant, scenario: { people } }: RunSpec): ReadonlyMap<string, number> | undefined {
  const found = new Map<string, number>();
  for (const { strategy: spec } of [variant, ...(variant.then ?? [])]) {
    const strategy = strategyOf(spec);
    for (const { meta } of Object.values(strategy?.machine.states ?? {})) {
      const { title, work } = meta as StepMeta;
      const key = `${strategy?.id}/${title}`;
      const takes = work === undefined || people === 'none' ? 0 : microseconds(people[work]);
      if (found.has(key) && found.get(key) !== takes) return undefined;
      found.set(key, takes);
    }
  }
  return found;
}

/** People's steps of a run in which nothing was seeded; undefined where its trace leaves open which is which. */
export function handSteps(lines: readonly Line[], spec: RunSpec, endedAt: number): readonly HandStep[] | undefined {
  const work = workBySteps(spec);
  if (work === undefined || spec.scenario.billing.seed !== 'none') return undefined;
  const calendar = new Calendar(spec.scenario);
  const steps = lines.flatMap((line) => (line.kind === 'phase' ? [line] : []));
  return steps.flatMap(({ t, strategy, name, team }, n): readonly HandStep[] => {
    const takes = work.get(`${strategy}/${name}`) ?? 0;
    if (takes === 0 || team === 'none') return [];
    const to = steps[n + 1]?.t;
    return [{ name, team: team as 'user', takes, from: t, to, worked: calendar.worked(t, to ?? endedAt) }];
  });
}

/** Minutes by team, as the measures name them. */
export function handsOnMinutes(lines: readonly Line[], spec: RunSpec, endedAt: number): Record<string, number> {
  const steps = handSteps(lines, spec, endedAt);
  if (steps === undefined) return {};
  const minutes = (of: HandStep['team']): number =>
    steps.reduce((sum, { team, takes, worked }) => sum + (team === of ? Math.min(takes, worked) : 0), 0) / 60_000_000;
  return {
    'repair.handsOnMinutes.user': minutes('user'),
    'repair.handsOnMinutes.billing': minutes('billing'),
  };
}
