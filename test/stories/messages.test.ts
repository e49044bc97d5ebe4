// What single messages do to a copy: lost, late, twice. Each story is one idea about consistency.
import { expect, test } from 'vitest';
import { script } from '../support/script.ts';

test('a lost event leaves Billing wrong until the next change of the same user', () => {
  const s = script();
  s.changeStatus('ada', 'active');
  s.changeStatus('bob', 'active');
  s.dropNext({ about: 'ada' });
  s.changeStatus('ada', 'suspended');
  s.changeStatus('bob', 'suspended');
  s.settle();
  s.expectTruth({ ada: 'suspended', bob: 'suspended' });
  s.expectBilling({ ada: 'active', bob: 'suspended' });
  s.expectDivergent({ ada: 'overbilled' });
  s.changeStatus('ada', 'active');
  s.changeStatus('ada', 'suspended');
  s.expectDivergent({});
});

test('no time heals an event that was never published', () => {
  const s = script();
  s.changeStatus('ada', 'active');
  s.forgetNext({ deed: 'suspend' });
  s.changeStatus('ada', 'suspended');
  s.pass('5d');
  s.expectDivergent({ ada: 'overbilled' });
});

test('a change that is overtaken by the next wins when the last to arrive wins, and not when versions are compared', () => {
  for (const [policy, believed] of [
    ['arrival', 'suspended'],
    ['version', 'active'],
  ] as const) {
    const s = script({ billing: { policy } });
    s.changeStatus('ada', 'active');
    s.holdNextBack('10m', { deed: 'suspend' });
    s.changeStatus('ada', 'suspended');
    s.changeStatus('ada', 'active');
    s.expectBilling({ ada: 'active' });
    s.settle();
    s.expectTruth({ ada: 'active' });
    s.expectBilling({ ada: believed });
  }
});

test('what comes twice at once does no harm, since events carry whole states', () => {
  const s = script({ billing: { policy: 'arrival' } });
  s.changeStatus('ada', 'active');
  s.doubleNext();
  s.changeStatus('ada', 'suspended');
  s.settle();
  s.expectDeliveries('ada', 3);
  s.expectDivergent({});
});

test('a sign-up that was lost is made good by whatever the user does next', () => {
  const s = script();
  s.dropNext();
  s.changeStatus('ada', 'active');
  s.expectDivergent({ ada: 'missing' });
  s.changeStatus('ada', 'suspended');
  s.settle();
  s.expectBilling({ ada: 'suspended' });
});

test('a deletion that was lost is an orphan whom nothing that the user does can mend', () => {
  const s = script({ population: { users: 2, suspendedShare: 0 } });
  s.dropNext({ about: 2 });
  s.changeStatus(2, 'absent');
  s.pass('5d');
  s.expectDivergent({ 2: 'orphan' });
});

test('an invoice that went out while Billing was wrong stays wrong when Billing is right again', () => {
  const s = script({ billing: { invoiceEvery: '1h' } });
  s.changeStatus('ada', 'active');
  s.holdNextBack('90m', { deed: 'suspend' });
  s.changeStatus('ada', 'suspended');
  s.pass('61m');
  s.expectInvoices({ sent: 1, wrong: 1 });
  s.pass('2h');
  s.expectDivergent({});
  s.expectInvoices({ sent: 1, wrong: 1 });
});

test('a story that speaks of a message nobody sends is refused', () => {
  const s = script();
  s.changeStatus('ada', 'active');
  s.dropNext({ about: 'bob' });
  expect(() => s.expectBilling({ ada: 'active' })).toThrow('no change was told that it could be about');
});
