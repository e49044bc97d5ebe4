// The recorded cases as they lie in `cases/`, and what the player may see of one: its script, never what was observed.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Case } from './compare.ts';

const folder = fileURLToPath(new URL('./cases/', import.meta.url));

/** All cases, by file name. */
export const cases: readonly Case[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as Case);

/** Cases knowingly not reproduced, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {};

/** A case as a stranger's script, without what was observed. */
export const scriptOf = ({ id, broker, brokerVersion, brokerConfig, steps }: Case) => ({
  ...{ id, broker, brokerVersion, brokerConfig },
  steps: structuredClone(steps),
});
