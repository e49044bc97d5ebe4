// What the User team publishes in a repair: which way it goes, what it is stamped with, what its sources still tell, and whether
// it takes anybody back. Each story is one idea about consistency.
import { describe, expect, test } from 'vitest';
import type { Changes, FaultSpec } from '../../src/engine/scenario.ts';
import { factsOf } from '../support/facts.ts';
import { only } from '../support/lines.ts';
import { disagreements, recount } from '../support/recount.ts';
import {
  measured,
  type Overrides,
  runOf,
  scenario,
  silent,
  traceOf,
  type VariantChoice,
} from '../support/scenarios.ts';
import { quiet, story } from '../support/story.ts';

const SMALL: Overrides = {
  population: { users: 200, suspendedShare: 0.1 },
  workload: { suspend: '5/h', reactivate: '5/h' },
  people: 'none',
};

describe('what a repair publishes goes through the outbox where there is one', () => {
  const restart = scenario({
    ...SMALL,
    length: '2h',
    publisher: { path: 'outbox', relayEvery: '5m', confirms: false },
    faults: [{ fault: 'broker-restart', at: '30m', for: '30m' }],
    repair: { at: '40m' },
  });
  const silence = scenario({
    ...SMALL,
    length: '2h',
    publisher: { path: 'outbox', relayEvery: '5m' },
    faults: [silent('20m', '20m')],
    repair: { at: '63m' },
  });

  test('so it loses nothing where the outbox loses nothing', () => {
    for (const strategy of ['wait', 'republish-state', 'republish-events'])
      expect(measured(runOf(restart, { strategy }), 'messages.lost'), strategy).toBe(0);
  });

  test('a snapshot waits behind the rows that are there already, so that it overtakes nobody', () => {
    for (const seed of [1, 2, 3, 4]) {
      const result = runOf(silence, { strategy: 'republish-state', seed, parameters: { rate: '1/s' } });
      expect(measured(result, 'copy.regressed'), `seed ${seed}`).toBe(0);
      expect(measured(result, 'divergent.settled'), `seed ${seed}`).toBe(0);
    }
  });

  test('the relay sends both in the order in which they were written, at its own times', () => {
    const { lines } = traceOf(silence, { strategy: 'republish-state', parameters: { rate: '1/s' } });
    const sent = only(lines, 'publish').filter(({ t }) => t > 63 * 60_000_000);
    expect(sent.some(({ cause }) => cause === 'snapshot')).toBe(true);
    for (const { t } of sent) expect(t % (5 * 60_000_000)).toBe(0);
    const versions = new Map<number, number>();
    for (const { user, version } of sent) {
      expect(version, `user ${user}`).toBeGreaterThanOrEqual(versions.get(user) ?? 0);
      versions.set(user, version);
    }
  });

  test('a publisher that is still broken forgets the rows of a repair as it forgets the others', () => {
    const early = scenario({ faults: silence.faults, repair: { at: '25m' } }, silence);
    const result = runOf(early, { strategy: 'republish-state' });
    expect(measured(result, 'messages.lost')).toBeGreaterThan(200);
  });
});

describe('a message is as old as the change it tells of, whatever it is stamped with', () => {
  /** User 1 is suspended and reactivated while the publisher is silent, and changes once more afterwards. */
  const changes = (third: string): Changes =>
    story('70m suspend 1', '80m reactivate 1', `${third} suspend 1`, '6h suspend 2');
  const incident = quiet({
    length: '8h',
    population: { users: 2, suspendedShare: 0 },
    faults: [silent('1h', '1h')],
    repair: { at: '4h' },
  });
  const lane = (identity: string, third: string, policy = 'arrival') => {
    const of = scenario({ billing: { policy }, repair: incident.repair }, incident);
    const choice: VariantChoice = { parameters: { identity } };
    return traceOf(of, { strategy: 'republish-events', ...choice, changes: changes(third) });
  };
  const regressions = (identity: string, third: string, policy?: string): number =>
    measured(lane(identity, third, policy).result, 'copy.regressed');

  test('an obsolete event regresses a user under its own version, a new id, or a new version alike', () => {
    for (const identity of ['original', 'new-ids', 'renewed']) {
      const { result, lines, spec } = lane(identity, '150m');
      expect(measured(result, 'copy.regressed'), identity).toBe(1);
      expect(measured(result, 'divergent.overbilled'), identity).toBe(1);
      const effects = only(lines, 'apply').filter(({ user, t }) => user === 1 && t >= 4 * 3_600_000_000);
      expect(
        effects.map(({ effect }) => effect),
        identity,
      ).toEqual(['regressed', 'applied']);
      const facts = factsOf(spec, result);
      expect(disagreements(result, recount(lines, facts))).toEqual([]);
    }
  });

  test('the live event that heals regresses nobody', () => {
    for (const identity of ['original', 'new-ids', 'renewed']) {
      const { result } = lane(identity, '330m');
      expect(measured(result, 'copy.regressed'), identity).toBe(0);
      expect(measured(result, 'divergent.settled'), identity).toBe(0);
    }
  });

  test('what is renewed is stamped with the version that the row has, what has a new id with the change’s own', () => {
    const stamps = (identity: string) =>
      only(lane(identity, '150m').lines, 'publish')
        .filter(({ cause }) => cause === 'republish')
        .map(({ version, original, status }) => [version, original ?? version, status]);
    const [suspended, active] = [
      [2, 2, 'suspended'],
      [3, 3, 'active'],
    ];
    expect(stamps('original')).toEqual([suspended, active]);
    expect(stamps('new-ids')).toEqual([suspended, active]);
    expect(stamps('renewed')).toEqual([
      [4, 2, 'suspended'],
      [4, 3, 'active'],
    ]);
  });

  test('a version guard turns the obsolete away under its own version, and takes what is renewed for what it has', () => {
    for (const identity of ['original', 'new-ids', 'renewed'])
      expect(regressions(identity, '150m', 'version'), identity).toBe(0);
    // Billing has version 1 only: under the present version the first of the two writes the row, and the second is a duplicate.
    const healed = lane('original', '5h', 'version');
    const fooled = lane('renewed', '5h', 'version');
    const copyAt5 = ({ lines }: typeof healed) =>
      only(lines, 'copy')
        .filter(({ user, t }) => user === 1 && t < 5 * 3_600_000_000)
        .at(-1)?.status;
    expect([copyAt5(healed), copyAt5(fooled)]).toEqual(['active', 'suspended']);
  });
});

describe('what a job reads it reads when it runs', () => {
  const late = (more: Overrides, strategy: string, parameters: VariantChoice['parameters'] = {}) => {
    const of = scenario({
      ...SMALL,
      length: '20h',
      workload: { suspend: '0.1/h', reactivate: '0.1/h', delete: '0.05/h' },
      faults: [silent('10h', '1h')],
      repair: { at: '12h' },
      people: { find: '30m', build: '2h', review: '30m', run: '5m' },
      billing: { policy: 'version' },
      ...more,
    });
    return runOf(of, { strategy, parameters });
  };

  test('a history of two hours reaches the incident when people look, and not any more when the job is ready', () => {
    const gone = late({ user: { history: '2h' } }, 'republish-events');
    expect(gone.verdict).toMatch(/^Cannot: the User service has no change history back to the incident\./);
    expect(measured(gone, 'repair.messages')).toBe(0);
    expect(gone.phases.map(({ name }) => name)).toContain('Review the job');
    const there = late({ user: { history: '6h' } }, 'republish-events');
    expect(there.verdict).not.toMatch(/Cannot/);
    expect(measured(there, 'repair.messages')).toBeGreaterThan(0);
  });

  test('who has no history has no tombstones: the deleted whom nobody was told of stay', () => {
    const orphans = (history: string, tombstones = true) =>
      measured(late({ user: { history } }, 'republish-state', { tombstones }), 'divergent.orphan');
    expect(orphans('all')).toBe(0);
    expect(orphans('all', false)).toBeGreaterThan(0);
    expect(orphans('none')).toBe(orphans('all', false));
    // The job begins at 14:35 and needs 2 s; deletions of the silent hour are 3½ to 4½ hours old then.
    expect(orphans('5h')).toBe(0);
    expect(orphans('3h')).toBe(orphans('none'));
  });
});

describe('the incident is what concerns events', () => {
  const incident = (faults: readonly FaultSpec[]) =>
    scenario({
      ...SMALL,
      length: '14h',
      workload: { suspend: '0.2/h', reactivate: '1/h' },
      faults,
      repair: { at: '12h' },
    });

  test('an API that was down hours before is not published again', () => {
    const alone = runOf(incident([silent('10h', '1h')]), { strategy: 'republish-events' });
    const apiDown = { fault: 'api-down', at: '1h', for: '30m' };
    const both = runOf(incident([apiDown, silent('10h', '1h')]), { strategy: 'republish-events' });
    expect(measured(both, 'repair.messages')).toBe(measured(alone, 'repair.messages'));
    expect(measured(alone, 'repair.messages')).toBeGreaterThan(20);
  });
});

describe('what nobody was meant to have is not lost', () => {
  const small = scenario({ length: '4h', population: { users: 100 }, people: 'none' });
  const lost = (more: Overrides) => {
    const { result, lines, spec } = traceOf(scenario(more, small));
    const facts = factsOf(spec, result);
    expect(disagreements(result, recount(lines, facts))).toEqual([]);
    expect(measured(result, 'messages.lost')).toBe(only(lines, 'lost').length);
    return [measured(result, 'messages.lost'), measured(result, 'messages.unrouted')];
  };

  test('a Billing service that asks the API has no queue', () => {
    const [losses, unrouted] = lost({ billing: { reads: 'api' } });
    expect(losses).toBe(0);
    expect(unrouted).toBeGreaterThan(200);
    expect(lost({ billing: { reads: 'api' }, broker: { kind: 'log' } })).toEqual([0, 0]);
  });

  test('a Billing service that has not started has none yet', () => {
    const [losses, unrouted] = lost({ billing: { startsAt: '2h' }, repair: { at: '2h' } });
    expect(losses).toBe(0);
    expect(unrouted).toBeGreaterThan(100);
    expect(lost({})).toEqual([0, 0]);
  });

  test('what a fault takes is lost all the same', () => {
    const faults = [{ fault: 'message-loss', at: '1h', for: '1h' }];
    expect(lost({ billing: { reads: 'api' }, faults })[0]).toBeGreaterThan(40);
  });
});
