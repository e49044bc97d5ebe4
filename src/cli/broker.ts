// The verb `broker`: plays broker scripts on the simulated broker, after RabbitMQ's definitions if so asked, and prints what was
// observed. It reads no more of a file than the script, and knows how to print, not how to play.

import {
  afterDefinitions,
  type Definitions,
  isDefinitions,
  type ObservedStep,
  playScript,
  type ScriptEvent,
  type ScriptResult,
  stepsOfDefinitions,
} from '../engine/index.ts';
import { printCells } from './print.ts';
import { lineInJson } from './source-positions.ts';

interface BrokerOptions {
  readonly format: 'table' | 'json' | 'csv' | 'markdown';
  /** A file of RabbitMQ's definitions with which every script begins. */
  readonly definitions?: string;
}

/** What the verb needs of the world. `readFile` throws if the file cannot be read. */
interface BrokerIo {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly readFile: (path: string) => string;
}

const DOCUMENT = '(document)';

interface Problem {
  readonly line: number;
  /** Where in the file, such as `steps[3].queue`; `(document)` for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A file as it was read. */
interface Given {
  readonly file: string;
  readonly text: string;
  readonly parsed: unknown;
}

/**
 * Plays the files in order and prints what was observed. A script that cannot be played has an error in place of its steps, which is
 * told on stderr too. 0; or 2, with nothing printed, if a file cannot be read or is not JSON.
 */
export async function brokerVerb(files: readonly string[], options: BrokerOptions, io: BrokerIo): Promise<number> {
  const tell = (file: string, { line, path, message }: Problem) => io.stderr(`${file}:${line}: ${path}: ${message}\n`);
  const { definitions: source } = options;
  const read = [...(source === undefined ? [] : [source]), ...files].map((file) => readJson(file, io));
  const unread = read.filter((one) => 'problem' in one);
  for (const { file, problem } of unread) tell(file, problem);
  if (unread.length > 0) return 2;
  const given = read as Given[];
  const definitions = source === undefined ? undefined : stepsOfDefinitions((given.shift() as Given).parsed);
  if (source !== undefined && definitions === undefined) {
    tell(source, { line: 1, path: DOCUMENT, message: 'no definitions of RabbitMQ: neither "queues" nor "exchanges"' });
    return 2;
  }
  for (const note of definitions?.notes ?? []) io.stderr(`${source}:1: note: ${note}\n`);
  if (definitions !== undefined && given.length === 0) given.push(asking(source as string, definitions));
  const results = given.map((one) => play(one, definitions, tell));
  if (options.format === 'json') io.stdout(`${JSON.stringify(results, null, 2)}\n`);
  else io.stdout(`${printCells([HEADINGS, ...results.flatMap(rowsOf)], options.format)}\n`);
  return 0;
}

/** A script for definitions alone: it asks whether the queues that they make are there. */
function asking(file: string, { steps }: Definitions): Given {
  const queues = steps.filter(({ op }) => op === 'declareQueue');
  const depths = queues.map(({ queue }) => ({ op: 'depth', queue }));
  return { file, text: '', parsed: { id: nameOf(file), broker: 'rabbitmq', steps: depths } };
}

function readJson(file: string, io: BrokerIo): Given | { readonly file: string; readonly problem: Problem } {
  let text: string;
  try {
    text = io.readFile(file);
  } catch (error) {
    return { file, problem: { line: 1, path: DOCUMENT, message: `cannot be read: ${messageOf(error)}` } };
  }
  try {
    return { file, text, parsed: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    const message = messageOf(error);
    const line = lineOfSyntaxError(text, message);
    return { file, problem: { line, path: DOCUMENT, message: `is not JSON: ${message}` } };
  }
}

function play(
  { file, text, parsed }: Given,
  definitions: Definitions | undefined,
  tell: (file: string, problem: Problem) => void,
): ScriptResult {
  const script = definitions === undefined ? parsed : afterDefinitions(definitions, parsed);
  const result = playScript(script);
  if (!('error' in result)) return result;
  const id = result.id === '' ? nameOf(file) : result.id;
  if (isDefinitions(parsed)) {
    const message = 'these are definitions of RabbitMQ, no script: give them as --definitions FILE';
    tell(file, { line: 1, path: DOCUMENT, message });
    return { id, error: message };
  }
  const [, path = DOCUMENT, message = result.error] = /^([^\s:]+): (.*)$/s.exec(result.error) ?? [];
  tell(file, { line: lineInJson(text, pathInFile(path, definitions)), path, message });
  return { id, error: result.error };
}

/** Where a place in a script is in its file: the steps of definitions stand before its own. */
function pathInFile(path: string, definitions: Definitions | undefined): string {
  return path.replace(/^steps\[(\d+)\]/, (_, index) => `steps[${Number(index) - (definitions?.steps.length ?? 0)}]`);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const nameOf = (file: string): string => file.replace(/^.*[/\\]/, '').replace(/\.json$/, '');

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function lineOfSyntaxError(text: string, message: string): number {
  const line = /line (\d+)/.exec(message);
  if (line !== null) return Number(line[1]);
  const position = /position (\d+)/.exec(message);
  return position === null ? lineAt(text, text.length) : lineAt(text, Number(position[1]));
}

// Readable forms.

const HEADINGS = ['case', 'step', 'actor', 'event', 'details'] as const;

const details = ({ actor: _actor, type: _type, ...fields }: ScriptEvent): string =>
  Object.entries(fields)
    .map(([field, value]) => `${field}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');

function rowsOf(result: ScriptResult): string[][] {
  if ('error' in result) return [[result.id, '', '', 'error', result.error]];
  const row = (step: ObservedStep, event: ScriptEvent): string[] => [
    result.id,
    String(step.step),
    event.actor,
    event.type,
    details(event),
  ];
  return result.steps.flatMap((step) => step.events.map((event) => row(step, event)));
}
