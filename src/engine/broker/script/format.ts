// The form of a broker script, and the check against it; which steps there are and which fields they take stands in fields.ts.
// It plays nothing, and looks at nothing but `id`, `broker`, `brokerVersion`, `brokerConfig` and `steps`.

import type { Persistence } from '../core.ts';
import { CONFIG, type Field, type Fields, isObject, isText, may, name, need, OPERATIONS, text } from './fields.ts';
import { type BrokerKind, simulatedVersions, VERSIONS, type Version, versionNamed } from './versions.ts';

/** A step as it stands in the file, checked. */
export type CheckedStep = Readonly<Record<string, unknown>> & { readonly op: string };

export interface Script {
  readonly id: string;
  readonly broker: BrokerKind;
  readonly version: Version;
  /** Redis: what survives a restart. */
  readonly persistence: Persistence;
  /** Kafka: how long the place of a group without members is remembered, microseconds; undefined: as usual. */
  readonly offsetsRetention: number | undefined;
  readonly steps: readonly CheckedStep[];
}

/** Why a script cannot be played. */
export class ScriptError extends Error {}

/** The place is named the way the file has it, such as `steps[3].queue`. */
export function fail(place: string, problem: string): never {
  throw new ScriptError(`${place}: ${problem}`);
}

/** The script in a parsed file, or a `ScriptError` that names the place and says what is allowed. */
export function checkScript(file: unknown): Script {
  const script = checkForm(file);
  const { brokerVersion } = file as { readonly brokerVersion?: string };
  const version = versionNamed(script.broker, brokerVersion);
  if (version !== undefined) return { ...script, version };
  const instead = simulatedVersions(script.broker);
  fail('brokerVersion', `${script.broker} ${nameOf(brokerVersion)} is not simulated; simulated: ${instead}`);
}

/** A script as a real broker could play it, of whatever version. */
export function checkForm(file: unknown): Omit<Script, 'version'> {
  if (!isObject(file)) fail('script', `expected an object, found ${nameOf(file)}`);
  const { id, broker, brokerVersion, brokerConfig = {}, steps } = file;
  check('id', id, need(name));
  check('broker', broker, need(text));
  if (!Object.hasOwn(VERSIONS, broker as string)) {
    fail('broker', `${nameOf(broker)} is not simulated; simulated: ${Object.keys(VERSIONS).join(', ')}`);
  }
  const kind = broker as BrokerKind;
  check('brokerVersion', brokerVersion, may(text));
  if (!isObject(brokerConfig)) fail('brokerConfig', `expected an object, found ${nameOf(brokerConfig)}`);
  checkFields('brokerConfig', brokerConfig, CONFIG[kind], `brokerConfig of ${kind}`);
  if (!Array.isArray(steps)) fail('steps', `expected a list of steps, found ${nameOf(steps)}`);
  steps.forEach((step, index) => {
    checkStep(`steps[${index}]`, step, OPERATIONS[kind]);
  });
  const retention = brokerConfig['offsetsRetentionMs'] as number | undefined;
  return {
    ...{ id: id as string, broker: kind, steps: steps as CheckedStep[] },
    persistence: (brokerConfig['persistence'] ?? 'none') as Persistence,
    offsetsRetention: retention === undefined ? undefined : retention * 1_000,
  };
}

function checkStep(place: string, step: unknown, table: Readonly<Record<string, Fields>>): void {
  if (!isObject(step)) fail(place, `expected an object with "op", found ${nameOf(step)}`);
  const op = step['op'];
  const fields = isText(op) && Object.hasOwn(table, op) ? table[op] : undefined;
  if (fields === undefined) {
    const allowed = Object.keys(table).sort().join(', ');
    fail(`${place}.op`, `${op === undefined ? 'is missing' : `unknown operation ${nameOf(op)}`}; allowed: ${allowed}`);
  }
  const { op: _, ...rest } = step;
  checkFields(place, rest, fields, nameOf(op));
  checkTogether(place, step);
}

function checkFields(place: string, found: Record<string, unknown>, fields: Fields, owner: string): void {
  for (const [field, rule] of Object.entries(fields)) check(`${place}.${field}`, found[field], rule);
  for (const field of Object.keys(found)) {
    if (Object.hasOwn(fields, field)) continue;
    const allowed = Object.keys(fields).join(', ') || 'none';
    fail(`${place}.${field}`, `unknown field of ${owner}; allowed: ${allowed}`);
  }
}

/** What one field says about another. */
function checkTogether(place: string, step: Record<string, unknown>): void {
  if (step['op'] === 'publish' && (step['queue'] === undefined) === (step['exchange'] === undefined)) {
    fail(`${place}.queue`, 'expected either "queue" or "exchange" (with "key")');
  }
  if (step['op'] === 'trim' && (step['maxLength'] === undefined) === (step['minOffset'] === undefined)) {
    fail(`${place}.maxLength`, 'expected either "maxLength" or "minOffset"');
  }
}

function check(place: string, value: unknown, field: Field): void {
  if (value === undefined) {
    if (field.required) fail(place, `is missing; expected ${field.test[0]}`);
  } else if (!field.test[1](value)) fail(place, `expected ${field.test[0]}, found ${nameOf(value)}`);
}

/** A value as an error quotes it: short. */
export function nameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}

/** The ids of a `publish` step. */
export function idsOf(step: CheckedStep): readonly string[] {
  const given = step['ids'] as readonly string[] | { prefix: string; from: number; to: number };
  if (Array.isArray(given)) return given;
  const { prefix, from, to } = given as { prefix: string; from: number; to: number };
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => `${prefix}${from + i}`);
}
