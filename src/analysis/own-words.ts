// A scenario's own words in place of ours, for whatever people read: the page, reports, lessons. The trace, results and the command line
// keep ours. It changes texts and knows nothing else of them.
import type { Scenario } from '../engine/index.ts';

type Words = Scenario['words'];

/** What stands for each of our words. */
function replacements(words: Words): ReadonlyMap<string, string> {
  const { userService, billingService, broker, user, users, active, suspended, plan, invoice, ...types } = words;
  const own: readonly (readonly [string, string | undefined])[] = [
    ['User service', userService],
    ['User team', userService && `${userService} team`],
    ['Billing service', billingService],
    ['Billing team', billingService && `${billingService} team`],
    ['Billing', billingService],
    ['broker', broker],
    ['brokers', broker && `${broker}s`],
    ['users', users],
    ['user', user],
    ['user-hours', user && `${user}-hours`],
    ['suspended', suspended],
    ['active', active],
    ['invoices', invoice && `${invoice}s`],
    ['invoice', invoice],
    ['plans', plan && `${plan}s`],
    ['plan', plan],
    ...Object.entries(types),
  ];
  return new Map(own.flatMap(([word, stands]) => (stands === undefined ? [] : [[word, stands] as const])));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Where a word of ours has another sense: a fault is active, a consumer is, and the lab is for any broker. */
const OTHER_SENSE = ['active faults', 'active consumer', 'Broker lab'];
const FAULT_IS_ACTIVE = '” (?:is|was) active';

/** Words before which “an” stands, by how they begin to be spoken; a rule of thumb. */
const VOWEL = /^(?!uni|use|usu|uti|eu|one\b)(?:[aeiou]|hour|hono|heir)/i;

const article = (given: string, next: string): string => {
  const fits = VOWEL.test(next) ? 'an' : 'a';
  return `${given.startsWith('A') ? capital(fits) : fits} `;
};

const longerFirst = (a: string, b: string): number => b.length - a.length;
const pattern = (texts: Iterable<string>): string =>
  [...texts]
    .sort(longerFirst)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('|');

/** A text as it is: what is said where a scenario has no words of its own. */
export const unchanged = (text: string): string => text;

/** How a text of ours is said in a scenario’s own words. Said twice it stays as it was said once. */
export function inOwnWords(words: Words): (text: string) => string {
  const own = replacements(words);
  if (own.size === 0) return unchanged;
  const withCapitals = (texts: Iterable<string>) => [...texts].flatMap((text) => [text, capital(text)]);
  const found = new Map(
    [...own].flatMap(([word, stands]) => [[word, stands] as const, [capital(word), capital(stands)] as const]),
  );
  const kept = withCapitals([...own.values(), ...OTHER_SENSE]).filter((text) => !found.has(text));
  const looked = new RegExp(
    `(?:${FAULT_IS_ACTIVE}|(?<![\\p{L}\\w.-])(?:${pattern(new Set(kept))}|([Aa]n? )?(${pattern(found.keys())})))(?![\\p{L}\\w-]|\\.\\w)`,
    'gu',
  );
  return (text) =>
    text.replace(looked, (whole: string, before: string | undefined, word: string | undefined) => {
      const stands = word === undefined ? whole : (found.get(word) ?? word);
      return before === undefined ? stands : article(before, stands) + stands;
    });
}
