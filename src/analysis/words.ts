// Settings as people say them: yes and no, distributions, strategies, lists. It knows no particular setting.
import { type StrategySpec, strategyOf } from '../engine/index.ts';

type Values = Readonly<Record<string, unknown>>;

const sayDistribution = (value: Values): string => {
  const [kind, inner] = Object.entries(value)[0] ?? ['', ''];
  if (typeof inner !== 'object' || inner === null) return `${kind} ${String(inner)}`;
  return `${kind} ${Object.values(inner).map(String).join(' ')}`;
};

/** A strategy and those of its parameters that are not as usual. */
function sayProcedure(strategy: StrategySpec, parameters: Values): string {
  if (typeof strategy !== 'string') return strategy.steps.map(({ step }) => step).join(' → ');
  const usual = strategyOf(strategy)?.parameters ?? {};
  const own = Object.entries(parameters).filter(([name, value]) => value !== usual[name]?.default);
  return [strategy, ...own.map(([name, value]) => `${name} ${valueWords(value)}`)].join(', ');
}

/** A value of a scenario in few words; a distribution as `exponential 20ms`, a strategy as `resync, order copy-first`. */
export function valueWords(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (Array.isArray(value)) return value.map(valueWords).join(', ');
  if (typeof value === 'object' && value !== null && 'strategy' in value) {
    const { strategy, parameters = {} } = value as { readonly strategy: StrategySpec; readonly parameters?: Values };
    return sayProcedure(strategy, parameters);
  }
  if (typeof value === 'object' && value !== null) return sayDistribution(value as Values);
  return String(value);
}

/** How long something takes, in a sentence: `20ms on average`, `2ms each time`. */
export function takesWords(value: unknown): string {
  const [kind, inner] = Object.entries(typeof value === 'object' && value !== null ? value : {})[0] ?? ['', ''];
  if (kind === 'constant') return /^0[a-z]+$/.test(String(inner)) ? 'no time' : `always ${String(inner)}`;
  if (kind === 'exponential') return `${String(inner)} on average, memoryless`;
  const { median, p99 } = inner as { readonly median: string; readonly p99: string };
  return `${median} half the time, ${p99} or less in 99 of 100 cases`;
}
