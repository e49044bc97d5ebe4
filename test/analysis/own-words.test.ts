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
  ['12 user-hours of an invoice', '12 customer-hours of a bill'],
  ['An invoice to a user', 'A bill to a customer'],
])('%s', (ours, own) => {
  expect(say(ours)).toBe(own);
});

test('identifiers, paths and parts of words stay', () => {
  for (const text of ['invoices.wrong', 'single-active', 'usually', 'superuser', 'divergent.users'])
    expect(say(text)).toBe(text);
});

test('without own words every text stays as it is', () => {
  const text = 'Billing invoices users of the User service.';
  expect(inOwnWords({})(text)).toBe(text);
});

test('an own word that begins with a vowel has its article; what is said already stays', () => {
  const own = inOwnWords({
    user: 'account holder (paying)',
    users: 'account holders',
    invoice: 'unit note',
    active: 'open',
  });
  const once = own('A user and a user’s invoice; an active user, an invoice.');
  expect(once).toBe(
    'An account holder (paying) and an account holder (paying)’s unit note; an open account holder (paying), a unit note.',
  );
  expect(own(once)).toBe(once);
});

test('a word in another sense is no word of the scenario', () => {
  const own = inOwnWords({ active: 'open' });
  expect(own('Active faults. The fault “Publisher silent” was active. One active consumer.')).toBe(
    'Active faults. The fault “Publisher silent” was active. One active consumer.',
  );
  expect(own('An active user')).toBe('An open user');
});
