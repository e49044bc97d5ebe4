// A scenario's own words.
import { expect, test } from 'vitest';
import { inOwnWords } from '../../src/analysis/own-words.ts';

const say = inOwnWords({
  userService: 'CRM',
  billingService: 'ledger',
  user: 'customer',
  users: 'customers',
  suspended: 'blocked',
  invoice: 'bill',
  UserSuspended: 'CustomerBlocked',
});

test.each([
  ['Billing applied UserSuspended v3 of user 26.', 'Ledger applied CustomerBlocked v3 of customer 26.'],
  ['The User service has 12 users, 3 of them suspended.', 'The CRM has 12 customers, 3 of them blocked.'],
  ['Wrong invoices: 4. Users missed.', 'Wrong bills: 4. Customers missed.'],
  ['The User team', 'The CRM team'],
])('%s', (ours, own) => {
  expect(say(ours)).toBe(own);
});

test('identifiers, paths and parts of words stay', () => {
  for (const text of ['invoices.wrong', 'user-hours', 'single-active', 'usually', 'superuser', 'divergent.users'])
    expect(say(text)).toBe(text);
});

test('without own words every text stays as it is', () => {
  const text = 'Billing invoices users of the User service.';
  expect(inOwnWords({})(text)).toBe(text);
});
