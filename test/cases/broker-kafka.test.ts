// Kafka speaks Kafka: consumers before their topic, partitions that are added, places that are forgotten or set, clean-up.
import { describe, expect, test } from 'vitest';
import { changed, errorOf, eventsOf, received, type Step, scriptIn, withSteps } from '../support/broker-script.ts';

describe('Kafka: a consumer before its topic', () => {
  const script = scriptIn('kafka-consumer-before-its-topic');

  test('stays in its group, warned, and has the topic once it is there', () => {
    const [asked, made] = eventsOf(script);
    expect(asked).toEqual([{ actor: 'c1', type: 'warning', queue: 'statuses', error: 'UNKNOWN_TOPIC_OR_PARTITION' }]);
    expect(made).toEqual([]);
    expect(received(script)).toEqual(['m1']);
    expect(received(changed(script, 'consume', { offset: 'first' }))).toEqual(['m1']);
  });

  test('may go before it comes, and what is sent before is refused, not confirmed', () => {
    const [consume, declare, publish] = script.steps as [Step, Step, Step];
    expect(received(withSteps(script, consume, { op: 'crash', consumer: 'c1' }, declare, publish))).toEqual([]);
    const early = withSteps(script, publish, declare, { op: 'depth', queue: 'statuses' });
    expect(eventsOf(early)).toEqual([
      [{ actor: 'publisher', type: 'confirm', id: 'm1', result: 'nack', about: 'UNKNOWN_TOPIC_OR_PARTITION' }],
      [],
      [{ actor: 'control', type: 'depth', queue: 'statuses', ready: 0, consumers: 0 }],
    ]);
  });

  test('waits again when the topic is deleted; nobody speaks AMQP', () => {
    const again = withSteps(
      script,
      ...script.steps,
      { op: 'deleteQueue', queue: 'statuses' },
      { op: 'depth', queue: 'statuses' },
      { op: 'declareQueue', queue: 'statuses', type: 'topic' },
      { op: 'publish', queue: 'statuses', ids: ['m2'] },
    );
    const seen = eventsOf(again);
    expect(seen[3]?.map(({ actor, type }) => `${actor} ${type}`)).toEqual(['c1 warning', 'control queueDeleted']);
    expect(seen[4]).toEqual([
      { actor: 'control', type: 'error', error: 'UNKNOWN_TOPIC_OR_PARTITION', about: 'statuses' },
    ]);
    expect(received(again)).toEqual(['m1', 'm2']);
    expect(JSON.stringify(seen)).not.toMatch(/channelClosed|connectionClosed|NOT_FOUND|PRECONDITION/);
  });
});

describe('Kafka: partitions are added', () => {
  const script = scriptIn('kafka-partition-added-while-group-reads-latest');
  const [declare, consume, publish, ack, more, later] = script.steps as [Step, Step, Step, Step, Step, Step];
  const keys = ['8', '9', '10', '11', '12', '13'];
  const spread = (prefix: string): Step[] =>
    keys.map((key) => ({ op: 'publish', queue: 'statuses', key, ids: [`${prefix}${key}`] }));
  const wait = { op: 'wait', ms: 300_000 };
  const start = [declare, consume, publish, ack, more];

  test('the case as it stands: nothing is refused, and all is in the topic', () => {
    expect(eventsOf(script).at(-1)).toEqual([
      { actor: 'control', type: 'depth', queue: 'statuses', ready: 3, consumers: 1 },
    ]);
    expect(errorOf(withSteps(script, declare, consume, publish, ack, more, later))).toBe('played');
  });

  test('a group that reads the latest never hears of what was written to a new partition before it knew of it', () => {
    const latest = withSteps(script, ...start, ...spread('a'), wait, ...spread('b'));
    const got = received(latest);
    const missed = keys.filter((key) => !got.includes(`a${key}`));
    expect(missed.length).toBeGreaterThan(0);
    expect(missed.length).toBeLessThan(keys.length);
    for (const key of keys) expect(got).toContain(`b${key}`);
  });

  test('one that begins with the first gets all of it, five minutes late', () => {
    const first = { ...consume, offset: 'first' };
    const steps = [declare, first, publish, ack, more, ...spread('a')];
    const before = received(withSteps(script, ...steps)).length;
    const after = received(withSteps(script, ...steps, wait));
    expect(before).toBeLessThan(1 + keys.length);
    expect(new Set(after)).toEqual(new Set(['m1', ...keys.map((key) => `a${key}`)]));
  });

  test('what is held is acknowledged as before, and none is taken away', () => {
    const held = withSteps(script, declare, consume, publish, more, ack, {
      op: 'groupInfo',
      queue: 'statuses',
      group: 'billing',
    });
    expect(eventsOf(held).at(-1)?.[0]?.['partitions']).toEqual([
      { partition: 0, committed: 1, end: 1, lag: 0, consumer: 'c1' },
    ]);
    const fewer = withSteps(script, more, declare, { ...declare, partitions: 2, cleanup: 'compact' });
    expect(eventsOf(fewer).map((events) => events.map((event) => event['error']))).toEqual([
      [],
      ['INVALID_PARTITIONS'],
      ['TOPIC_ALREADY_EXISTS'],
    ]);
  });
});

describe('Kafka: the place of an idle group', () => {
  const script = scriptIn('kafka-group-place-forgotten-after-seven-days');

  test('is forgotten after seven days: the reset decides', () => {
    expect(received(script, 'c2')).toEqual(['m4']);
    const first = withSteps(
      script,
      ...script.steps.map((step) => (step['consumer'] === 'c2' ? { ...step, offset: 'first' } : step)),
    );
    expect(received(first, 'c2')).toEqual(['m1', 'm2', 'm3', 'm4']);
  });

  test('is remembered up to then, and for as long as the broker is told', () => {
    const short = changed(script, 'wait', { ms: 604_000_000 });
    expect(received(short, 'c2')).toEqual(['m3', 'm4']);
    const long = { ...script, brokerConfig: { offsetsRetentionMs: 700_000_000 } };
    expect(received(long, 'c2')).toEqual(['m3', 'm4']);
    const hour = { ...changed(script, 'wait', { ms: 3_700_000 }), brokerConfig: { offsetsRetentionMs: 3_600_000 } };
    expect(received(hour, 'c2')).toEqual(['m4']);
  });

  test('is there as long as somebody is in the group, and the group with it', () => {
    const info = { op: 'groupInfo', queue: 'statuses', group: 'billing' };
    const stays = withSteps(script, ...script.steps.filter(({ op }) => op !== 'close'), info);
    expect(received(stays, 'c1')).toContain('m3');
    const gone = withSteps(script, ...script.steps.slice(0, 6), info);
    expect(eventsOf(gone).at(-1)).toEqual([
      { actor: 'control', type: 'error', error: 'GROUP_ID_NOT_FOUND', about: 'billing' },
    ]);
  });

  test('a group that has committed nothing has no place at all', () => {
    const idle = withSteps(script, ...script.steps.filter(({ op }) => op !== 'ack' && op !== 'wait'));
    expect(received(idle, 'c2')).toEqual(['m4']);
  });
});

describe('Kafka: clean-up and resets in scripts', () => {
  const script = scriptIn('kafka-compacted-topic-in-a-script');
  const declare = { ...(script.steps[0] as Step), segmentMs: 3_600_000, deleteRetentionMs: 86_400_000 };
  const publish = (id: string, key: string, more: Step = {}): Step => ({
    ...{ op: 'publish', queue: 'statuses', key, ids: [id] },
    ...more,
  });
  const read = (group: string): Step => ({ op: 'consume', consumer: group, queue: 'statuses', group, offset: 'first' });
  const hours = (count: number): Step => ({ op: 'wait', ms: count * 3_600_000 });

  test('the case as it stands is played', () => {
    expect(eventsOf(script)[1]).toEqual([{ actor: 'publisher', type: 'confirm', id: 'm1', result: 'ack' }]);
  });

  test('a compacted topic keeps the newest record of each key outside the open segment, and a tombstone for a while', () => {
    const records = [
      publish('a1', 'a'),
      publish('a2', 'a'),
      publish('b1', 'b'),
      publish('b2', 'b', { tombstone: true }),
    ];
    const all = withSteps(
      script,
      declare,
      ...records,
      read('early'),
      hours(2),
      publish('c1', 'c'),
      hours(1),
      read('late'),
      hours(30),
      read('latest'),
    );
    expect(received(all, 'early')).toEqual(['a1', 'a2', 'b1', 'b2', 'c1']);
    expect(received(all, 'late')).toEqual(['a2', 'b2', 'c1']);
    expect(received(all, 'latest')).toEqual(['a2', 'c1']);
  });

  test('a record without a key is not taken', () => {
    const { key: _, ...keyless } = publish('m2', 'x');
    expect(eventsOf(withSteps(script, declare, keyless))[1]).toEqual([
      { actor: 'publisher', type: 'confirm', id: 'm2', result: 'nack', about: 'INVALID_RECORD' },
    ]);
  });

  test('old segments go by age', () => {
    const topic = {
      op: 'declareQueue',
      queue: 'statuses',
      type: 'topic',
      retentionMs: 7_200_000,
      segmentMs: 3_600_000,
    };
    const old = withSteps(
      script,
      topic,
      publish('m1', ''),
      hours(1),
      publish('m2', ''),
      hours(1),
      publish('m3', ''),
      hours(1),
      read('g'),
    );
    expect(received(old)).toEqual(['m2', 'm3']);
  });

  const topic = { op: 'declareQueue', queue: 'statuses', type: 'topic' };
  const set = (offset: unknown): Step => ({ op: 'setOffset', queue: 'statuses', group: 'g', offset });
  const closed = [
    ...[topic, publish('m1', ''), { op: 'wait', ms: 60_000 }, publish('m2', ''), publish('m3', '')],
    ...[read('g'), { op: 'ack', consumer: 'g', id: 'm3', multiple: true }, { op: 'close', consumer: 'g' }],
  ];

  test('a group’s place can be set to the first, the last, a number or a time, while nobody reads', () => {
    for (const [offset, again] of [
      ['first', ['m1', 'm2', 'm3']],
      ['next', []],
      [2, ['m3']],
      [99, []],
      ['30s', ['m2', 'm3']],
      [{ atMs: 30_000 }, ['m2', 'm3']],
      ['1h', ['m1', 'm2', 'm3']],
    ] as const) {
      const script2 = withSteps(script, ...closed, set(offset), { ...read('g'), consumer: 'g2' });
      expect(received(script2, 'g2'), JSON.stringify(offset)).toEqual(again);
    }
  });

  test('and not while somebody does, nor of what is not there', () => {
    const busy = withSteps(script, ...closed.slice(0, -1), set('first'), { ...set('first'), queue: 'other' });
    expect(
      eventsOf(busy)
        .slice(-2)
        .map((events) => events[0]?.['error']),
    ).toEqual(['UNKNOWN_MEMBER_ID', 'UNKNOWN_TOPIC_OR_PARTITION']);
  });
});
