// What the tests of files share: a small set of catalogues that does not grow with the simulator's, and case files, which
// hold a wrong text and the problems expected of it. `npx vitest run test/files -u` writes the problems anew.
import { readFileSync } from 'node:fs';
import type { Catalogues } from '../../src/engine/index.ts';
import { defineScenario, EVENT_TYPES } from '../../src/engine/index.ts';
import { runbooks } from '../../src/engine/scenarios/checking/document.ts';

const share = { type: 'share', default: 1, summary: 'Which share.' } as const;
const always = (): boolean => true;

const fault = (id: string, parameters: Catalogues['faults'][number]['parameters'] = {}, lasting = true) => ({
  id,
  title: `Title of ${id}`,
  summary: `Summary of ${id}.`,
  lasting,
  parameters,
});

const strategy = (id: string, parameters: Catalogues['strategies'][number]['parameters'] = {}, suits = always) => ({
  id,
  title: `Title of ${id}`,
  summary: `Summary of ${id}.`,
  parameters,
  suits,
  machine: { config: {} },
  seeds: false,
});

const seeding = (id: string, parameters: Catalogues['strategies'][number]['parameters']) => ({
  ...strategy(id, parameters),
  seeds: true,
  bindsLate: { parameter: 'order', value: 'copy-first' },
});

const policy = (id: string) => ({ id, title: id, summary: id });

const catalogues: Catalogues = {
  faults: [
    fault('publisher-silent', { share, types: { type: 'choices', options: EVENT_TYPES, summary: 'Types of events.' } }),
    fault('message-loss', { share }),
    fault('message-delay', { share, by: { type: 'duration', min: 1, summary: 'How long.' } }),
    fault('consumer-down'),
    fault('power-dip', {}, false),
  ],
  strategies: [
    strategy('wait'),
    strategy('replay', {
      from: { type: 'choice', options: ['earliest', 'incident'], default: 'earliest', summary: 'From where.' },
    }),
    seeding('resync', {
      order: {
        type: 'choice',
        options: ['subscribe-first', 'copy-first'],
        default: 'subscribe-first',
        summary: 'What comes first.',
      },
      merge: { type: 'choice', options: ['at-least', 'newer', 'blind'], default: 'at-least', summary: 'How.' },
      sweep: { type: 'boolean', default: true, summary: 'Whether to sweep.' },
    }),
    { ...strategy('republish-state'), suits: ({ broker }) => broker.kind === 'queue' },
  ],
  runbooks,
  policies: [policy('arrival'), policy('dedupe'), { ...policy('version'), versions: true }, policy('timestamp')],
  profiles: [
    { id: 'rabbitmq-classic', kind: 'queue' },
    { id: 'rabbitmq-quorum', kind: 'queue' },
    { id: 'rabbitmq-stream', kind: 'log' },
  ],
  measures: [
    { id: 'settled', title: 'Settled', summary: 'Whether it ended.', unit: '' },
    { id: 'invoices.wrong', title: 'Wrong', summary: 'Wrong invoices.', unit: 'invoices' },
  ],
};

export const definition = defineScenario(catalogues);

/** A line of a file of changes. */
export const event = (user: number, version: number, type: string, time: string): string =>
  JSON.stringify({
    specversion: '1.0',
    id: `${user}-${version}`,
    source: '/users',
    type,
    subject: String(user),
    time,
    sequence: String(version),
  });

/** The file `changes.ndjson` that scenarios of the tests may name. */
export const changesText = [
  event(1, 1, 'UserCreated', '2026-01-05T00:00:00Z'),
  event(2, 1, 'UserCreated', '2026-01-05T00:00:10.5Z'),
  event(1, 2, 'UserSuspended', '2026-01-05T00:00:30.000001Z'),
  event(1, 3, 'UserReactivated', '2026-01-05T00:01:00Z'),
].join('\n');

export const readSibling = (name: string): string | undefined => (name === 'changes.ndjson' ? changesText : undefined);

export interface Case {
  readonly name: string;
  readonly text: string;
  readonly expected: readonly string[];
}

const EXPECTED = '=> ';

/** Cases begin with `## name`; lines that begin with `=> ` are what is expected of the text between. */
export function casesIn(path: string): readonly Case[] {
  const parts = `\n${readFileSync(new URL(path, import.meta.url), 'utf8')}`.split('\n## ').slice(1);
  return parts.map((part) => {
    const [name = '', ...lines] = part.trimEnd().split('\n');
    const expected = lines.filter((line) => line.startsWith(EXPECTED)).map((line) => line.slice(EXPECTED.length));
    const text = lines.filter((line) => !line.startsWith(EXPECTED)).join('\n');
    return { name, text: text.trimEnd(), expected };
  });
}

export const printCase = ({ name, text, expected }: Case): string =>
  [`## ${name}`, ...(text === '' ? [] : [text]), ...expected.map((line) => EXPECTED + line), ''].join('\n');
