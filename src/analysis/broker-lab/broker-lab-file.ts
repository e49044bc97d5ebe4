// What the Broker lab makes of a file: RabbitMQ's definitions, with which it begins, or a whole broker script, which it has played.
import {
  isDefinitions,
  PROFILE_IDS,
  PROFILES,
  type ProfileId,
  stepsOfDefinitions,
  watchScript,
} from '../../engine/index.ts';
import type { ScriptStep } from './broker-words.ts';

export interface LabFile {
  readonly name: string;
  /** The script but for its steps. */
  readonly head: object;
  /** Steps that are always there. */
  readonly opening: readonly ScriptStep[];
  /** Steps that have been played, and may be taken back. */
  readonly steps: readonly ScriptStep[];
  /** What is left out of what the file says, a sentence each. */
  readonly notes: readonly string[];
}

/** The file with the kind of broker it is for, or what is wrong with it. */
type LabOpening = { readonly file: LabFile; readonly profile: ProfileId } | { readonly wrong: string };

/** `text`: what stands in the file of that name. */
export function openLabFile(name: string, text: string): LabOpening {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { wrong: `${name} is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const id = name.replace(/\.json$/, '');
  return isDefinitions(parsed) ? ofDefinitions(name, id, parsed) : ofScript(name, parsed);
}

function ofDefinitions(name: string, id: string, parsed: unknown): LabOpening {
  const found = stepsOfDefinitions(parsed);
  if (found === undefined) return { wrong: `${name} has no definitions of RabbitMQ` };
  const { steps: opening, notes, brokerVersion } = found;
  const head = { id, broker: 'rabbitmq', ...(brokerVersion !== undefined && { brokerVersion }) };
  const { error } = watchScript({ ...head, steps: opening });
  if (error !== undefined) return { wrong: `${name}: ${error}` };
  return { file: { name, head, opening, steps: [], notes }, profile: profileOf('rabbitmq', opening) };
}

function ofScript(name: string, parsed: unknown): LabOpening {
  const { id, broker, brokerVersion, brokerConfig, steps } = (parsed ?? {}) as Record<string, unknown>;
  const head = {
    ...{ id, broker },
    ...(brokerVersion !== undefined && { brokerVersion }),
    ...(brokerConfig !== undefined && { brokerConfig }),
  };
  const { error } = watchScript({ ...head, steps }, 0);
  if (error !== undefined) return { wrong: `${name} is neither a broker script nor definitions of RabbitMQ: ${error}` };
  const played = steps as readonly ScriptStep[];
  return { file: { name, head, opening: [], steps: played, notes: [] }, profile: profileOf(String(broker), played) };
}

/** The kind of the first queue, or the usual one of the broker. */
function profileOf(broker: string, steps: readonly ScriptStep[]): ProfileId {
  const types = steps.filter(({ op }) => op === 'declareQueue').map(({ type }) => type);
  const declared = PROFILE_IDS.find((id) => types.length > 0 && PROFILES[id].declaredAs === types[0]);
  if (declared !== undefined) return declared;
  return PROFILE_IDS.find((id) => broker.startsWith(PROFILES[id].system.toLowerCase())) ?? 'rabbitmq-classic';
}
