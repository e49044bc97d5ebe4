// What it does to a copy that somebody dies and comes back. Each story is one idea about consistency.
import { test } from 'vitest';
import { script } from '../support/script.ts';

/** Billing works on each message for half a minute. */
const SLOW = { serviceTime: { constant: '30s' }, prefetch: 5 };

test('a consumer that dies before it acknowledges loses nothing: what it held comes again', () => {
  const s = script({ billing: SLOW });
  s.changeStatus('ada', 'active');
  s.pass('10s');
  s.killBilling();
  s.pass('1m');
  s.restartBilling();
  s.settle();
  s.expectDeliveries('ada', 2);
  s.expectDivergent({});
});

test('a consumer that acknowledges before it works takes with it what it had in hand', () => {
  const s = script({ billing: { ...SLOW, ack: 'before' } });
  s.changeStatus('ada', 'active');
  s.pass('10s');
  s.killBilling();
  s.pass('1m');
  s.restartBilling();
  s.settle();
  s.expectDeliveries('ada', 1);
  s.expectDivergent({ ada: 'missing' });
});

test('while Billing is away the queue keeps what it will have to know', () => {
  const s = script();
  s.changeStatus('ada', 'active');
  s.killBilling();
  s.changeStatus('ada', 'suspended');
  s.expectDivergent({ ada: 'overbilled' });
  s.restartBilling();
  s.settle();
  s.expectDivergent({});
});

test('a broker that is away costs those who wait for its word nothing, and the others what they say meanwhile', () => {
  for (const [confirms, divergent] of [
    [true, {}],
    [false, { ada: 'overbilled' }],
  ] as const) {
    const s = script({ publisher: { confirms } });
    s.changeStatus('ada', 'active');
    s.stopBroker();
    s.changeStatus('ada', 'suspended');
    s.startBroker();
    s.settle();
    s.expectDivergent(divergent);
  }
});
