// Runs that broke the law of any two faults once, each by a mistake of its own: played again as they were found.
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { type Played, playsAlike } from '../support/two-faults.ts';

const FOLDER = new URL('./found/', import.meta.url);

test.each(readdirSync(FOLDER).map((name) => [name]))('%s', (name) => {
  playsAlike(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Played);
});
