// The fingerprint recomputed from the lines of a written trace, by the documented rule and nothing else: two 32-bit words, each
// line folded field by field in the order of the contract. It shares no code with the engine.

/** The contract's fields of each kind, in its order. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  commit: ['user', 'version', 'status', 'plan', 'cause'],
  copy: ['user', 'version', 'status', 'plan', 'cause'],
  publish: ['message', 'user', 'version', 'status', 'plan', 'cause'],
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
};

const M32 = 2n ** 32n;

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): bigint {
  let hash = 0x811c9dc5n;
  for (let i = 0; i < text.length; i++) hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x01000193n) % M32;
  return hash;
}

function word(field: string, value: unknown): bigint {
  if (value === null) return M32 - 1n;
  if (typeof value === 'string') return hashOf(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (field === 'amount') return BigInt(Math.round((value as number) * 100)) % M32;
  return BigInt.asUintN(32, BigInt(value as number));
}

/** 16 hex digits, from the lines of a trace file. */
export function fingerprintOf(ndjson: string): string {
  let [a, b] = [0n, 0n];
  const fold = (x: bigint) => {
    a = ((a ^ x) * 0x9e3779b1n) % M32;
    a ^= a >> 15n;
    b = ((b ^ a) * 0x85ebca77n + x) % M32;
    b ^= b >> 13n;
  };
  for (const text of ndjson.split('\n')) {
    if (text === '') continue;
    const line = JSON.parse(text) as Record<string, unknown>;
    const t = BigInt(line['t'] as number);
    fold(hashOf(line['kind'] as string));
    fold(t % M32);
    fold(t / M32);
    for (const field of FIELDS[line['kind'] as string] as readonly string[])
      if (field in line) fold(word(field, line[field]));
  }
  return [b, a].map((half) => half.toString(16).padStart(8, '0')).join('');
}

/** A trace as it is written to a file. */
export const written = (lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** Fields of a line that the contract does not know, or that stand in another order. */
export function unknownFields(line: Readonly<Record<string, unknown>>): string[] {
  const allowed = ['i', 't', 'kind', ...(FIELDS[line['kind'] as string] ?? [])];
  const present = Object.keys(line);
  const inOrder = allowed.filter((field) => present.includes(field));
  return present.join() === inOrder.join() ? [] : present;
}
