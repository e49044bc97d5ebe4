// The chapters of a day come from facts, and of what nobody has seen only what is planned is among them.
import { beforeAll, expect, test } from 'vitest';
import { chaptersOf } from '../../src/analysis/chapters.ts';
import { lastSample, outlineFrom } from '../../src/analysis/fork.ts';
import type { RunFacts } from '../../src/analysis/record/facts.ts';
import { silencesOf } from '../../src/analysis/silence.ts';
import { HOUR, MINUTE, scenarios } from '../../src/engine/index.ts';
import { host } from '../../src/worker/host.ts';

let lanes: readonly RunFacts[] = [];
let stage: RunFacts | null = null;

beforeAll(async () => {
  const door = host();
  const source = scenarios.find(({ id }) => id === 'broken-publisher');
  const reading = await door.read(source?.text ?? '', 'broken-publisher.yaml', {});
  if ('problems' in reading) throw new Error('the first scenario is wrong');
  const { scenario, changes } = reading;
  const request = { scenario: { ...scenario, population: { ...scenario.population, users: 2000 } }, changes };
  const asked = { ...request, variants: scenario.variants, seed: scenario.seed, inputs: [] };
  stage = await door.open(2, asked, () => {});
  lanes = (await door.compare(1, asked, false, () => {}))?.lanes ?? [];
});

const told = (of: readonly RunFacts[], until: number) => chaptersOf(of, until).map(({ words }) => words);

test('before anything is played there are the fault and the repair', () => {
  expect(told(lanes, 9.9 * HOUR)).toEqual(['Publisher silent', 'Repair begins']);
  expect(chaptersOf(lanes, 9.9 * HOUR).map(({ time }) => time / HOUR)).toEqual([10, 12]);
});

test('what has been reached joins them in order, each once, no more than there are keys', () => {
  expect(told(lanes, 11.5 * HOUR)).toEqual(['Publisher silent', '11:00 invoices', 'Repair begins']);
  const all = chaptersOf(lanes, 24 * HOUR);
  expect(all.length).toBeLessThanOrEqual(9);
  expect([...all].sort((a, b) => a.time - b.time)).toEqual(all);
  expect(new Set(all.map(({ time, words }) => `${time} ${words}`)).size).toBe(all.length);
  expect(told(lanes, 24 * HOUR)).toContain('Replay the log');
});

test('where a bundled scenario shows what people do not expect, a question stands from the beginning, within the day', async () => {
  const id = 'full-queue';
  const reading = await host().read(scenarios.find((each) => each.id === id)?.text ?? '', `${id}.yaml`, {});
  if ('problems' in reading) throw new Error(`${id} is wrong`);
  const lanesOf = async (length: string) => {
    const scenario = { ...reading.scenario, length, faults: [], repair: { at: '6h' }, opensAt: '0s' };
    const asked = { scenario, changes: undefined, variants: scenario.variants.slice(0, 1), seed: 1, inputs: [] };
    return (await host().compare(1, asked, false, () => {}))?.lanes ?? [];
  };
  expect(told(await lanesOf('13h'), HOUR)).toContain('Who is still wrong?');
  expect(told(await lanesOf('12h'), HOUR)).not.toContain('Who is still wrong?');
});

test('one lane’s repair is called by its strategy', () => {
  expect(told(lanes.slice(0, 1), 11 * HOUR)).toEqual([
    'Publisher silent',
    '11:00 invoices',
    expect.stringMatching(/^Wait/),
  ]);
});

test('the hour in which nothing was published is found in the run, and that the broker shows nothing of it', () => {
  const [silence, ...more] = silencesOf((stage as RunFacts).totals);
  expect(more).toEqual([]);
  expect(silence).toMatchObject({ isUnseen: true });
  expect(Math.abs((silence?.from ?? 0) - 10 * HOUR)).toBeLessThan(5 * MINUTE);
  expect(Math.abs((silence?.to ?? 0) - 11 * HOUR)).toBeLessThan(5 * MINUTE);
});

test('where nobody changes anything, nothing is silent', () => {
  const times = Float64Array.of(0, HOUR, 2 * HOUR);
  const still = Float64Array.of(5, 5, 5);
  const counters = { published: still, committed: still } as unknown as RunFacts['totals']['counters'];
  expect(silencesOf({ times, counters, backlog: still })).toEqual([]);
});

test('a future is drawn from where it parts, with what was counted last before', () => {
  const samples = {
    times: Float64Array.of(0, 10, 20, 30),
    byKind: [Float64Array.of(1, 2, 3, 4), Float64Array.of(0, 1, 0, 1)],
  };
  expect(
    outlineFrom(
      samples,
      [15, 25],
      (x) => x,
      (y) => y,
    ),
  ).toBe('M15 3L20 3');
  expect(
    outlineFrom(
      samples,
      [31, 40],
      (x) => x,
      (y) => y,
    ),
  ).toBe('');
  expect(lastSample(samples, 5, 29)).toEqual({ time: 20, users: 3 });
  expect(lastSample(samples, 11, 15)).toBeNull();
});
