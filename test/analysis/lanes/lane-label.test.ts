// A lane is named by every value by which it differs, inside lists too; and lanes are on the same incident only where they are.
import { describe, expect, test } from 'vitest';
import { incidentWords, laneDiffers } from '../../../src/analysis/lanes/lane-label.ts';
import type { RunSpec, VariantSpec } from '../../../src/engine/index.ts';
import { scenario, silent, specFor } from '../../support/scenarios.ts';

/** As it is when it has been read: defaults of faults are filled in. */
const { scenario: compared } = specFor(
  scenario({
    length: '24h',
    faults: [silent('10h', '1h'), { fault: 'api-down', at: '14h', for: '1h' }],
  }),
  { set: {} },
);

const lane = (set: VariantSpec['set'], strategy = 'wait', parameters: VariantSpec['parameters'] = {}): RunSpec =>
  specFor(compared, { strategy, set, parameters });

describe('by what a lane differs', () => {
  test.each<[string, RunSpec, readonly string[]]>([
    ['nothing', lane({}), []],
    [
      'a setting, and what follows from it',
      lane({ 'broker.kind': 'log' }),
      ['broker.kind: log', 'broker.profile: rabbitmq-stream'],
    ],
    ['one key of one fault', lane({ 'faults.0.for': '30m' }), ['for: 30m of fault 1']],
    [
      'one key of the last fault, and the repair that follows it',
      lane({ 'faults.1.for': '30m' }),
      ['for: 30m of fault 2', 'repair.at: 14h30m'],
    ],
    [
      'the whole list: only what differs in it',
      lane({
        faults: [
          { fault: 'publisher-silent', at: '10h', for: '30m' },
          { fault: 'api-down', at: '14h', for: '1h' },
        ],
      }),
      ['for: 30m of fault 1'],
    ],
    ['a fault less', lane({ faults: [silent('10h', '1h')] }), ['without fault 2', 'repair.at: 11h']],
    [
      'another fault',
      lane({
        faults: [
          { fault: 'message-loss', at: '10h', for: '1h', share: 0.5 },
          { fault: 'api-down', at: '14h', for: '1h' },
        ],
      }),
      ['fault 1: Messages lost at 10h, for 1h, share: 0.5'],
    ],
    ['a distribution', lane({ 'broker.latency': { exponential: '5s' } }), ['broker.latency: exponential 5s']],
    ['a parameter that is not as usual', lane({}, 'republish-events', { identity: 'renewed' }), ['identity: renewed']],
    ['a parameter that is as usual', lane({}, 'resync', { sweep: true }), []],
  ])('%s', (_about, spec, words) => {
    expect(laneDiffers(compared, spec)).toEqual(words);
  });
});

test('“same incident” is said only where it is', () => {
  expect(incidentWords([lane({}), lane({ 'broker.kind': 'log' }, 'replay')])).toBe('2 lanes on the same incident');
  expect(incidentWords([lane({}), lane({ 'faults.0.for': '30m' }), lane({})])).toBe(
    '3 lanes, 1 with another incident than the first',
  );
  expect(incidentWords([lane({}), lane({ 'workload.suspend': '1/h' })])).toContain('another incident');
  expect(incidentWords([lane({})])).toBe('1 lane');
});
