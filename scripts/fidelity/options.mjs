// The arguments of `npm run fidelity:record`: what they are, and everything that is wrong with them at once. It opens no
// file and no connection.
import { parseArgs } from 'node:util';

export const HELP = `Plays broker scripts on a real broker and reports where it differs from what was recorded and from the simulation.

  npm run fidelity:record -- --amqp amqp://127.0.0.1 [--redis redis://127.0.0.1] [options] [FILE or FOLDER ...]

Without files: every case in test/fidelity/cases that the brokers given can play.

  --amqp URL              a RabbitMQ that runs; queues and exchanges of a name of their own are declared and deleted again
  --redis URL             a Redis that runs; likewise
  --rabbitmq-server PATH  starts a RabbitMQ of its own on loopback in a temporary folder (Debian:
                          /usr/lib/rabbitmq/bin/rabbitmq-server); plays what --amqp cannot: cases that restart the broker
  --redis-server PATH     the same with a Redis
  --only TEXT             only cases whose id contains TEXT
  --runs N                plays each case N times (1)
  --parallel N            cases at once on one broker (4)
  --quiet MS              silence that ends a step, milliseconds (150)
  --write DIR             writes what was seen as new case files into DIR; existing files are left alone
  --summary FILE          writes the totals as JSON (docs/fidelity.md is made from test/fidelity/checked.json)

Exit code: 0 no differences, 1 differences, 2 wrong input or a broker that does not answer.`;

const TEXTS = [
  'amqp',
  'redis',
  'rabbitmq-server',
  'redis-server',
  'only',
  'runs',
  'parallel',
  'quiet',
  'write',
  'summary',
];
const SCHEMES = { amqp: ['amqp:', 'amqps:'], redis: ['redis:', 'rediss:'] };
const NUMBERS = { runs: [1, 1, 100], parallel: [4, 1, 32], quiet: [150, 20, 10_000] };

/** `{ help }`, `{ errors }` (texts, all at once) or `{ options }`. */
export function readArguments(argv) {
  const options = { ...Object.fromEntries(TEXTS.map((name) => [name, { type: 'string' }])), help: { type: 'boolean' } };
  const { tokens } = parseArgs({ args: argv, options, strict: false, allowPositionals: true, tokens: true });
  const errors = [];
  const given = {};
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (token.name === 'help') return { help: HELP };
    if (!TEXTS.includes(token.name))
      errors.push(`${token.rawName}: unknown option; allowed: ${TEXTS.map((n) => `--${n}`).join(', ')}`);
    else if (isMissing(token)) errors.push(`${token.rawName}: a value is missing`);
    else if (given[token.name] !== undefined) errors.push(`${token.rawName}: given twice`);
    else given[token.name] = token.value;
  }
  const paths = tokens.filter(({ kind }) => kind === 'positional').map(({ value }) => value);
  for (const [name, schemes] of Object.entries(SCHEMES)) {
    if (given[name] !== undefined && !isUrl(given[name], schemes))
      errors.push(`--${name}: expected a URL such as ${schemes[0]}//127.0.0.1`);
  }
  const numbers = {};
  for (const [name, [usual, least, most]] of Object.entries(NUMBERS)) {
    const text = given[name] ?? String(usual);
    numbers[name] = Number(text);
    if (!/^\d+$/.test(text) || numbers[name] < least || numbers[name] > most)
      errors.push(`--${name}: "${text}" is out of bounds; allowed is ${least} to ${most}`);
  }
  if (
    ['amqp', 'redis', 'rabbitmq-server', 'redis-server'].every((name) => given[name] === undefined) &&
    errors.length === 0
  )
    errors.push('which broker? Give --amqp URL, --redis URL, --rabbitmq-server PATH or --redis-server PATH');
  if (errors.length > 0) return { errors };
  const { amqp, redis, only, write, summary } = given;
  const servers = { rabbitmq: given['rabbitmq-server'], redis: given['redis-server'] };
  return { options: { amqp, redis, servers, only, write, summary, ...numbers, paths } };
}

/** A value that looks like an option is none, unless it stands behind a `=`. */
const isMissing = ({ value, inlineValue }) => !value || (!inlineValue && value.startsWith('--'));

function isUrl(text, schemes) {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol);
}
