// Broker scripts as tests play them: read from test/cases, changed a little, and asked what was seen.
import { readFileSync } from 'node:fs';
import { playScript, type ScriptEvent } from '../../src/engine/broker/index.ts';

export type Step = Readonly<Record<string, unknown>>;
export interface Script {
  readonly id: string;
  readonly broker: string;
  readonly brokerVersion?: string;
  readonly brokerConfig?: object;
  readonly steps: readonly Step[];
}

/** A script as it lies in test/cases. */
export const scriptIn = (name: string): Script =>
  JSON.parse(readFileSync(new URL(`../cases/${name}.json`, import.meta.url), 'utf8')) as Script;

/** What was seen in each step. */
export function eventsOf(script: Script): readonly (readonly ScriptEvent[])[] {
  const played = playScript(script);
  if ('error' in played) throw new Error(played.error);
  return script.steps.map((_, index) => played.steps.find(({ step }) => step === index)?.events ?? []);
}

/** The ids that consumers were handed, over the whole script or by one consumer. */
export function received(script: Script, consumer?: string): unknown[] {
  return eventsOf(script)
    .flat()
    .filter(({ type, actor }) => type === 'deliver' && (consumer === undefined || actor === consumer))
    .map((event) => event['id']);
}

export const errorOf = (script: object): string => {
  const played = playScript(script);
  return 'error' in played ? played.error : 'played';
};

export const withSteps = (script: Script, ...steps: readonly Step[]): Script => ({ ...script, steps });
export const changed = (script: Script, op: string, fields: Step): Script =>
  withSteps(script, ...script.steps.map((step) => (step['op'] === op ? { ...step, ...fields } : step)));
