// What repairs can mend and what they spoil. Each story is one idea about consistency.
import { test } from 'vitest';
import { script } from '../support/script.ts';

test('an event that is published late takes a user back who has changed since, unless versions are compared', () => {
  for (const [policy, divergent] of [
    ['arrival', { ada: 'underbilled' }],
    ['version', {}],
  ] as const) {
    const s = script({ billing: { policy } });
    s.changeStatus('ada', 'active');
    s.forgetNext({ deed: 'suspend' });
    s.changeStatus('ada', 'suspended');
    s.changeStatus('ada', 'active');
    s.settle();
    s.expectDivergent({});
    s.repair('republish-events');
    s.settle();
    s.expectDivergent(divergent);
  }
});

test('everybody’s present state mends what is wrong without anybody knowing what was lost', () => {
  const s = script();
  s.changeStatus('ada', 'active');
  s.changeStatus('bob', 'active');
  s.dropNext();
  s.changeStatus('ada', 'suspended');
  s.forgetNext();
  s.changeStatus('bob', 'suspended');
  s.expectDivergent({ ada: 'overbilled', bob: 'overbilled' });
  s.repair('republish-state');
  s.settle();
  s.expectDivergent({});
});

test('who asks only about those who exist never hears of those who do not', () => {
  for (const [sweep, divergent] of [
    [false, { ada: 'orphan' }],
    [true, {}],
  ] as const) {
    const s = script({ population: { users: 3, suspendedShare: 0 } });
    s.changeStatus('ada', 'active');
    s.forgetNext();
    s.changeStatus('ada', 'absent');
    s.repair('resync', { sweep });
    s.settle();
    s.expectDivergent(divergent);
  }
});

test('a log can be read again, but not what was never written to it', () => {
  const s = script({ broker: { kind: 'log' } });
  s.changeStatus('ada', 'active');
  s.forgetNext();
  s.changeStatus('ada', 'suspended');
  s.repair('replay');
  s.settle();
  s.expectDivergent({ ada: 'overbilled' });
});

test('a log still has what a consumer took with it when it died', () => {
  const s = script({
    broker: { kind: 'log' },
    billing: { ack: 'before', serviceTime: { constant: '30s' }, prefetch: 5 },
  });
  s.changeStatus('ada', 'active');
  s.pass('10s');
  s.killBilling();
  s.restartBilling();
  s.settle();
  s.expectDivergent({ ada: 'missing' });
  s.repair('replay');
  s.settle();
  s.expectDivergent({});
});
