// A table of fingerprints: every incident, mended in every way, on every broker. A change of the house must leave it as it is;
// `npx vitest run test/golden/fingerprints.long.test.ts -u` writes it anew after a change of what is simulated, and the diff must then
// be explained. Each run is also sought, forked and viewed: there is one past, however it is reached.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compare } from '../../src/engine/experiment/comparison.ts';
import { measures } from '../../src/engine/measures/catalog.ts';
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { Session } from '../../src/engine/run/session.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { scenarios } from '../../src/engine/scenarios/catalog.ts';
import { bundledFile } from '../../src/engine/scenarios/siblings.ts';
import { readScenario } from '../../src/files/index.ts';
import { incidents, procedures } from '../support/incidents.ts';
import { open, scenario } from '../support/scenarios.ts';

/** Brokers, each with another policy and publishing path than the one before, so that all of them meet. */
const BROKERS = {
  'rabbitmq-classic': {},
  'rabbitmq-quorum': { billing: { policy: 'dedupe' }, publisher: { path: 'outbox' } },
  'rabbitmq-stream': { billing: { policy: 'version' } },
  'redis-stream': { billing: { policy: 'timestamp' }, publisher: { path: 'outbox' } },
  kafka: { billing: { policy: 'arrival' } },
} as const;

const isQueue = (profile: string) => profile === 'rabbitmq-classic' || profile === 'rabbitmq-quorum';

/** The incident on a broker; undefined where it is about the other kind of broker. One consumer reads a log. */
function on(profile: keyof typeof BROKERS, of: Scenario, seed: number): Scenario | undefined {
  if (of.broker.kind === 'log' && isQueue(profile)) return undefined;
  if (of.broker.kind === 'compacted-log' && profile !== 'kafka') return undefined;
  const more = BROKERS[profile];
  const kind = isQueue(profile) ? 'queue' : of.broker.kind === 'compacted-log' ? 'compacted-log' : 'log';
  const billing = { ...('billing' in more && more.billing), ...(kind !== 'queue' && { consumers: 1 }) };
  return { ...scenario({ ...more, seed, broker: { kind, profile }, billing }, of), repair: of.repair };
}

/** Measures that are younger than the table: they count where they say something. */
const YOUNGER = [
  ...['changes.refused', 'copy.held', 'incident.alarms', 'incident.noticedAfter'],
  ...measures.flatMap(({ id }) => (id.startsWith('erasure.') ? [id] : [])),
];
/** What lines of faults and of writes say, which count in the fingerprint. */
const SAID = ['incident.endedAfter', 'repair.usualAfter'];

function spoken(tree: VariantResult['measures']): VariantResult['measures'] {
  const all = structuredClone(tree) as Record<string, Record<string, unknown>>;
  for (const id of [...YOUNGER, ...SAID]) {
    const [group = '', name = ''] = id.split('.');
    const of = all[group];
    if (of === undefined) continue;
    if (of[name] === 0 || of[name] === null || SAID.includes(id)) delete of[name];
    if (Object.keys(of).length === 0) delete all[group];
  }
  return all as VariantResult['measures'];
}

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);

/** What is seen at a moment of a run that has ended. */
function seen(session: Session, time: number): string {
  const { truthRows, truthVersions, billing, invoices } = session.view(time);
  const { rows, versions, byKind, divergent } = billing;
  const trimmed = (cells: ArrayLike<number>) =>
    Array.from(cells)
      .join()
      .replace(/(,0)+$/, '');
  return digest([
    ...[truthRows, truthVersions, rows, versions].map(trimmed),
    ...[Array.from(byKind), divergent, invoices],
  ]);
}

const HOUR = 3_600_000_000;

/** Each run, sought and forked at the moments between which most incidents happen. */
function row(of: Scenario, choice: (typeof procedures)[number], times: readonly [number, number]): string {
  const session = open(of, { ...choice, session: { marks: 7, marksPerKeyframe: 3 } });
  const result = session.finish();
  const views = times.map((time) => seen(session, time));
  session.seek(times[0]);
  expect(session.finish(), 'after a seek').toEqual(result);
  expect(session.fork(times[1]).finish(), 'of a fork').toEqual(result);
  return [result.fingerprint, digest(spoken(result.measures)), digest([result.phases, result.verdict]), ...views].join(
    ' ',
  );
}

test('every incident, mended in every way on every broker, has the fingerprint it had', async () => {
  const rows: string[] = [];
  for (const [n, [about, of]] of Object.entries(incidents).entries()) {
    rows.push('', about);
    for (const profile of Object.keys(BROKERS) as (keyof typeof BROKERS)[]) {
      for (const [m, choice] of procedures.entries()) {
        const seed = 1 + ((n + m) % 5);
        const incident = on(profile, of, seed);
        if (incident === undefined) continue;
        const times = [(1.5 + (m % 3)) * HOUR, (2.25 + (n % 3)) * HOUR] as const;
        rows.push(`  ${profile.padEnd(16)} ${choice.id.padEnd(20)} seed ${seed}  ${row(incident, choice, times)}`);
      }
    }
  }
  expect(rows.filter((line) => line.includes(' seed ')).length).toBeGreaterThan(300);
  const legend =
    'Broker, procedure, seed; then the fingerprint, digests of measures, of phases with verdict, and of two views.';
  await expect(`${[legend, ...rows].join('\n')}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'fingerprints.txt'));
});

test('every bundled scenario, compared, has the fingerprints and measures it had', async () => {
  const rows: string[] = [];
  for (const { id, file, text } of scenarios) {
    const read = readScenario(text, { file, readSibling: bundledFile });
    if ('errors' in read) throw new Error(`${id} cannot be read.`);
    rows.push('', id);
    const { variants } = compare(read.scenario, read.scenario.variants, { changes: read.changes });
    for (const result of variants) {
      const digests = [digest(spoken(result.measures)), digest([result.phases, result.verdict])];
      rows.push(`  ${result.id.padEnd(24)} ${result.fingerprint} ${digests.join(' ')}`);
    }
  }
  const legend = 'Variant; then the fingerprint, digests of measures and of phases with verdict.';
  await expect(`${[legend, ...rows].join('\n')}\n`).toMatchFileSnapshot(
    join(import.meta.dirname, 'fingerprints-bundled.txt'),
  );
});
