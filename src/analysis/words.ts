// Settings as people say them: yes and no, distributions, lists. It knows no particular setting.

const sayDistribution = (value: Readonly<Record<string, unknown>>): string => {
  const [kind, inner] = Object.entries(value)[0] ?? ['', ''];
  if (typeof inner !== 'object' || inner === null) return `${kind} ${String(inner)}`;
  return `${kind} ${Object.values(inner).map(String).join(' ')}`;
};

/** A value of a scenario in few words; a distribution as `exponential 20ms`. */
export function valueWords(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (Array.isArray(value)) return value.map(valueWords).join(', ');
  if (typeof value === 'object' && value !== null) return sayDistribution(value as Readonly<Record<string, unknown>>);
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
