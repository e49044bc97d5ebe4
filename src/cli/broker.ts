// The verb `broker`: plays broker scripts on the simulated broker and prints what was observed. It reads no more of a file
// than the script, and knows how to print, not how to play.

import { type ObservedStep, playScript, type ScriptEvent, type ScriptResult } from '../engine/index.ts';
import { printCells } from './print.ts';
import { lineInJson } from './source-positions.ts';

interface BrokerOptions {
  readonly format: 'table' | 'json' | 'csv' | 'markdown';
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

/** Plays the files in order; 0 if all could be played, else 2 with every error on stderr. */
export async function brokerVerb(files: readonly string[], options: BrokerOptions, io: BrokerIo): Promise<number> {
  const results: ScriptResult[] = [];
  let code = 0;
  for (const file of files) {
    const { result, problem } = playFile(file, io);
    results.push(result);
    if (problem === undefined) continue;
    code = 2;
    io.stderr(`${file}:${problem.line}: ${problem.path}: ${problem.message}\n`);
  }
  if (options.format === 'json') io.stdout(`${JSON.stringify(results, null, 2)}\n`);
  else io.stdout(`${printCells([HEADINGS, ...results.flatMap(rowsOf)], options.format)}\n`);
  return code;
}

function playFile(file: string, io: BrokerIo): { result: ScriptResult; problem?: Problem } {
  let text: string;
  try {
    text = io.readFile(file);
  } catch (error) {
    return failed(file, { line: 1, path: DOCUMENT, message: `cannot be read: ${messageOf(error)}` });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const message = messageOf(error);
    return failed(file, { line: lineOfSyntaxError(text, message), path: DOCUMENT, message: `is not JSON: ${message}` });
  }
  const result = playScript(parsed);
  if (!('error' in result)) return { result };
  const [, path = DOCUMENT, message = result.error] = /^([^\s:]+): (.*)$/s.exec(result.error) ?? [];
  const id = result.id === '' ? nameOf(file) : result.id;
  return { result: { id, error: result.error }, problem: { line: lineInJson(text, path), path, message } };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const nameOf = (file: string): string => file.replace(/^.*[/\\]/, '').replace(/\.json$/, '');

function failed(file: string, problem: Problem): { result: ScriptResult; problem: Problem } {
  return { result: { id: nameOf(file), error: problem.message }, problem };
}

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
