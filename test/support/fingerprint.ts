// The fingerprint recomputed from the lines of a written trace, by the documented rule and nothing else: two sums over
// the fields of each line by their places in the contract, rolled into two 32-bit words. It shares no code with the engine.

/** Fields without a place in the fingerprint: they are beside those of the contract, and what they tell shows in other lines. */
const PLACELESS: readonly string[] = ['original', 'lag'];

/** The contract's fields of each kind, in its order. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  commit: ['user', 'version', 'status', 'plan', 'cause'],
  copy: ['user', 'version', 'status', 'plan', 'cause'],
  publish: ['message', 'user', 'version', 'status', 'plan', 'cause', 'original', 'lag'],
  lost: ['message', 'user', 'version', 'where', 'fault'],
  deliver: ['message', 'attempt', 'consumer'],
  apply: ['message', 'user', 'version', 'effect'],
  ack: ['message', 'consumer', 'attempt', 'reason'],
  requeue: ['message', 'consumer', 'attempt', 'reason'],
  'dead-letter': ['message', 'consumer', 'attempt', 'reason'],
  'invoice-run': ['run'],
  'invoice-run-end': ['run'],
  'invoice-blocked': ['run'],
  invoice: ['run', 'user', 'amount', 'copy', 'truth'],
  credit: ['run', 'user'],
  api: ['request', 'rows', 'status'],
  database: ['request', 'rows', 'status'],
  fault: ['fault', 'on'],
  phase: ['strategy', 'name', 'team'],
  alarm: ['alarm', 'user', 'version', 'type'],
  watermark: ['mark', 'after', 'changes'],
  refused: ['user', 'type', 'fault'],
};

const M32 = 2n ** 32n;

/** The same for what was asked before. */
function remembering<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key) ?? compute(key);
    known.set(key, found);
    return found;
  };
}

/** FNV-1a over UTF-16 code units. */
const hashOf = remembering((text: string): bigint => {
  let hash = 0x811c9dc5n;
  for (let i = 0; i < text.length; i++) hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x01000193n) % M32;
  return hash;
});

function word(field: string, value: unknown): bigint {
  if (value === null) return M32 - 1n;
  if (typeof value === 'string') return hashOf(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (field === 'amount') return BigInt(Math.round((value as number) * 100)) % M32;
  return BigInt.asUintN(32, BigInt(value as number));
}

/** The finaliser of MurmurHash3. */
function mix(value: bigint): bigint {
  let h = value ^ (value >> 16n);
  h = (h * 0x85ebca6bn) % M32;
  h ^= h >> 13n;
  h = (h * 0xc2b2ae35n) % M32;
  return h ^ (h >> 16n);
}

/** The factors of a field by its place: for the one sum and for the other. */
const factors = remembering((place: number): readonly [bigint, bigint] => [
  mix(BigInt(2 * place + 1)) | 1n,
  mix(BigInt(2 * place + 2)) | 1n,
]);

/** 16 hex digits, from the lines of a trace file. */
export function fingerprintOf(ndjson: string): string {
  let [a, b] = [0n, 0n];
  for (const text of ndjson.split('\n')) {
    if (text === '') continue;
    const line = JSON.parse(text) as Record<string, unknown>;
    const kind = line['kind'] as string;
    const t = BigInt(line['t'] as number);
    let [p, q] = [0n, 0n];
    const add = (place: number, value: bigint) => {
      const [forP, forQ] = factors(place);
      p = (p + value * forP) % M32;
      q = (q + value * forQ) % M32;
    };
    add(0, hashOf(kind));
    add(1, t % M32);
    add(2, t / M32);
    (FIELDS[kind] as readonly string[]).forEach((field, n) => {
      if (field in line && !PLACELESS.includes(field)) add(3 + n, word(field, line[field]));
    });
    // Whom a line is about has one place in all kinds; Billing, who is meant where nobody is named, adds nothing.
    if ('subscriber' in line) add(8, hashOf(line['subscriber'] as string));
    a = ((a ^ p) * 0x9e3779b1n) % M32;
    a ^= a >> 15n;
    b = ((b ^ q ^ a) * 0x85ebca77n) % M32;
    b ^= b >> 13n;
  }
  return [b, a].map((half) => half.toString(16).padStart(8, '0')).join('');
}

/** A trace as it is written to a file. */
export const written = (lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** Fields of a line that the contract does not know, or that stand in another order. */
export function unknownFields(line: Readonly<Record<string, unknown>>): string[] {
  const allowed = ['i', 't', 'kind', ...(FIELDS[line['kind'] as string] ?? []), 'subscriber'];
  const present = Object.keys(line);
  const inOrder = allowed.filter((field) => present.includes(field));
  return present.join() === inOrder.join() ? [] : present;
}
