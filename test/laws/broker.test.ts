// Laws of the simulated broker, tried on random scripts: no copy is lost or doubled, order is kept, a log keeps what it
// holds, prefetch is kept, snapshots change nothing, and a script that makes no sense is refused by step and field.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { playScript } from '../../src/engine/broker/index.ts';
import { checkScript } from '../../src/engine/broker/script/format.ts';
import { RabbitPlayer } from '../../src/engine/broker/script/rabbitmq.ts';
import { RedisPlayer } from '../../src/engine/broker/script/redis.ts';
import { build, type Choice, type QueueType, type Script } from './broker-scripts.ts';

const number = fc.nat(1000);
const choices = fc.array(fc.tuple(number, number, number, number), { minLength: 5, maxLength: 60 });
const settings = fc.nat(63);
const types = fc.constantFrom<QueueType>('classic', 'quorum', 'stream');
const RUNS = { numRuns: 200 };

/** A failing check says which script failed and how to play it again. */
function checked(script: Script, check: () => void): void {
  try {
    check();
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    const replay = 'save the script as FILE.json, then: npm run -s driftlab -- broker FILE.json';
    throw new Error(`${message}\n\n${JSON.stringify(script)}\n\n${replay}`);
  }
}

const law = (name: string, holds: (type: QueueType, settings: number, choices: readonly Choice[]) => void): void => {
  test(name, () => fc.assert(fc.property(types, settings, choices, holds), RUNS));
};

const play = (player: RabbitPlayer, script: Script, from: number, to: number): void => {
  for (let index = from; index < to; index++) {
    player.seen.step = index;
    player.play(script.steps[index] as Script['steps'][number], `steps[${index}]`);
  }
};

describe('the simulated broker', () => {
  law(
    'keeps every copy in exactly one place, in order, within prefetch, and lets go of what is done',
    (type, bits, some) => {
      const { script, player } = build(type, bits, some);
      checked(script, () => expect(player.complaints).toEqual([]));
    },
  );

  law('holds waiting messages of a classic queue in their order, whatever was handed back', (_type, bits, some) => {
    const { script, player } = build('classic', bits & ~4, some);
    const last = script.steps.length;
    const closing = [...player.channels.values()].filter((channel) => !channel.dead);
    for (const { name } of closing) script.steps.push({ op: 'crash', consumer: name });
    script.steps.push({ op: 'drain', queue: 'q' });
    play(player, script, last, script.steps.length);
    const drained = player.seen.inOrder().find((step) => step.step === script.steps.length - 1)?.events ?? [];
    const numbers = drained.map((event) => Number(String(event['id']).slice(1)));
    checked(script, () => expect(numbers).toEqual([...numbers].sort((a, b) => a - b)));
  });

  law('keeps all that was published to a stream, in order, whatever readers do', (_type, bits, some) => {
    const { script, player } = build('stream', bits, some);
    const published = script.steps.filter((step) => step.op === 'publish').flatMap((step) => step['ids'] as string[]);
    const index =
      script.steps.push({ op: 'consume', consumer: 'last', queue: 'q', prefetch: 65535, offset: 'first' }) - 1;
    play(player, script, index, index + 1);
    const read = player.seen.inOrder().find((step) => step.step === index)?.events ?? [];
    checked(script, () => {
      expect(read.map((event) => event['id'])).toEqual(published);
      expect(read.map((event) => event['offset'])).toEqual(published.map((_, offset) => offset));
      expect(read.every((event) => event['redelivered'] === false)).toBe(true);
    });
  });

  law('does the same after a snapshot was taken and put back, at every step', (type, bits, some) => {
    const { script, player } = build(type, bits, some);
    const other = new RabbitPlayer();
    for (let index = 0; index < script.steps.length; index++) {
      play(other, script, index, index + 1);
      other.broker.load(structuredClone(other.broker.save()));
    }
    checked(script, () => expect(other.seen.inOrder()).toEqual(player.seen.inOrder()));
  });

  law('can be put back several times to a state that it went on from', (type, bits, some) => {
    const { script, player } = build(type, bits, some);
    const middle = Math.floor(script.steps.length / 2);
    const first = new RabbitPlayer();
    play(first, script, 0, middle);
    const state = first.broker.save();
    const kept = structuredClone(state);
    play(first, script, middle, script.steps.length);
    for (let time = 0; time < 2; time++) {
      const again = new RabbitPlayer();
      play(again, script, 0, middle);
      again.broker.load(state);
      play(again, script, middle, script.steps.length);
      checked(script, () => expect(again.seen.inOrder()).toEqual(player.seen.inOrder()));
    }
    checked(script, () => expect(state).toEqual(kept));
  });
});

describe('a script that makes no sense', () => {
  const base = build('classic', 0, [
    [0, 0, 2, 1],
    [3, 0, 2, 1],
    [4, 0, 0, 1],
    [9, 0, 0, 0],
    [10, 0, 0, 1],
  ]).script;
  const nonsense = fc.constantFrom<unknown>(null, 7.5, -3, {}, [[]], 'nonsense', true, [{}]);

  test('is refused with the step and the field', () => {
    const place = fc.nat(base.steps.length - 1);
    fc.assert(
      fc.property(place, number, nonsense, (index, pick, value) => {
        const script = structuredClone(base);
        const step = script.steps[index] as Record<string, unknown>;
        const fields = Object.keys(step);
        const field = fields[pick % fields.length] as string;
        step[field] = value;
        const result = playScript(script);
        if ('steps' in result) return;
        expect(result.error).toMatch(/^steps\[\d+\]\.\w+: .+/);
      }),
      RUNS,
    );
  });

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(playScript(anything)).toHaveProperty('error');
        expect(playScript({ id: 'x', broker: 'redis-streams', steps: [anything] })).toHaveProperty('error');
      }),
      RUNS,
    );
  });

  test('is told what is allowed', () => {
    const error = (step: unknown, broker = 'rabbitmq'): unknown =>
      (playScript({ id: 'x', broker, steps: [step] }) as { error?: string }).error;
    expect(error({ op: 'fly' })).toBe(
      'steps[0].op: unknown operation "fly"; allowed: ack, ackTag, bind, cancel, close, consume, crash, declareExchange, declareQueue, deleteQueue, depth, drain, nack, publish, purge, recover, reject, restart, unbind, wait',
    );
    expect(error({ op: 'declareQueue', queue: 'q', type: 'lazy' })).toBe(
      'steps[0].type: expected "classic", "quorum", "stream", found "lazy"',
    );
    expect(error({ op: 'wait' }, 'redis-streams')).toBe('steps[0].ms: is missing; expected a whole number, 0 or more');
    expect(error({ op: 'wait', ms: 1, hurry: true })).toBe('steps[0].hurry: unknown field of "wait"; allowed: ms');
    expect(error({ op: 'ack', consumer: 'c', id: 'm' })).toBe(
      'steps[0].consumer: "c" has not consumed; known: none yet',
    );
  });

  test('is refused if it would never come to rest', () => {
    const steps = [
      { op: 'declareQueue', queue: 'q', type: 'classic' },
      { op: 'publish', queue: 'q', ids: ['m1'] },
      Object.fromEntries(Object.entries({ op: 'consume', consumer: 'c', queue: 'q' }).concat([['then', 'requeue']])),
    ];
    expect(playScript({ id: 'x', broker: 'rabbitmq', steps })).toMatchObject({
      error: /^steps\[2\]: does not come to rest/,
    });
  });
});

describe('recorded scripts', () => {
  const folder = fileURLToPath(new URL('../fidelity/cases/', import.meta.url));
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

  test('do the same after a snapshot was taken and put back, at every step', () => {
    for (const file of files) {
      const { observed: _observed, ...recorded } = JSON.parse(readFileSync(`${folder}${file}`, 'utf8'));
      const script = checkScript(recorded);
      const player = script.broker === 'rabbitmq' ? new RabbitPlayer() : new RedisPlayer(script.persistence);
      script.steps.forEach((step, index) => {
        player.seen.step = index;
        player.play(step, `steps[${index}]`);
        player.broker.load(structuredClone(player.broker.save()));
      });
      expect({ id: script.id, steps: player.seen.inOrder() }).toEqual(playScript(recorded));
    }
  });
});
