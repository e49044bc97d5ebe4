// A scenario's own words in place of ours, for whatever people read: the page, reports, lessons. The trace, results and the command line
// keep ours. It changes texts and knows nothing else of them.
import type { Scenario } from '../engine/index.ts';

type Words = Scenario['words'];

/** What stands for each of our words, in the order in which they are looked for: longer ones first. */
function replacements(words: Words): ReadonlyMap<string, string> {
  const { userService, billingService, broker, user, users, active, suspended, plan, invoice, ...types } = words;
  const own: readonly (readonly [string, string | undefined])[] = [
    ['User service', userService],
    ['User team', userService && `${userService} team`],
    ['Billing service', billingService],
    ['Billing team', billingService && `${billingService} team`],
    ['Billing', billingService],
    ['broker', broker],
    ['users', users],
    ['user', user],
    ['suspended', suspended],
    ['active', active],
    ['invoices', invoice && `${invoice}s`],
    ['invoice', invoice],
    ['plan', plan],
    ...Object.entries(types),
  ];
  return new Map(own.flatMap(([word, stands]) => (stands === undefined ? [] : [[word, stands] as const])));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const unchanged = (text: string): string => text;

/** How a text of ours is said in a scenario’s own words; as it is where there are none. */
export function inOwnWords(words: Words): (text: string) => string {
  const own = replacements(words);
  if (own.size === 0) return unchanged;
  const found = new Map(
    [...own].flatMap(([word, stands]) => [[word, stands] as const, [capital(word), capital(stands)] as const]),
  );
  const pattern = new RegExp(`(?<![\\p{L}\\w.-])(?:${[...found.keys()].join('|')})(?![\\p{L}\\w-]|\\.\\w)`, 'gu');
  return (text) => text.replace(pattern, (word) => found.get(word) ?? word);
}
