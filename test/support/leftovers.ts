// Own words for every word that a scenario may name, none of which holds one of ours; and what of ours is still read on a page or in a text.
export const OWN_WORDS = {
  userService: 'Registry',
  billingService: 'Cashdesk',
  broker: 'postman',
  user: 'member',
  users: 'members',
  active: 'enrolled',
  suspended: 'paused',
  plan: 'tariff',
  invoice: 'note',
  UserCreated: 'MemberJoined',
  UserSuspended: 'MemberPaused',
  UserReactivated: 'MemberReturned',
  UserDeleted: 'MemberLeft',
  UserPlanChanged: 'TariffChanged',
  UserSnapshot: 'MemberState',
} as const;

/** Words of ours, as a whole word each: what is part of a setting’s or a measure’s name is none. */
const OURS =
  /(?<![\p{L}\w.-])(?:users?|billing|brokers?|suspended|active|plans?|invoices?|User(?:Created|Suspended|Reactivated|Deleted|PlanChanged|Snapshot))(?![\p{L}\w-]|\.\w)/giu;

/** Ours in another sense. */
const OTHER_SENSE = /Active faults|” (?:is|was) active|active consumer|Broker lab/gi;

const leftIn = (text: string): boolean => {
  OURS.lastIndex = 0;
  return OURS.test(text.replace(OTHER_SENSE, ''));
};

/** Texts of machines, and what is not about the scenario. */
const VERBATIM = 'code, kbd, pre, samp, textarea, script, style, option:not([value]), [translate="no"]';
const READ = ['aria-label', 'title', 'aria-description', 'aria-valuetext', 'placeholder', 'alt'];

/** Every text and every spoken attribute in which a word of ours is left. */
export function leftovers(root: Element): readonly string[] {
  const found: string[] = [];
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (element.closest(VERBATIM) !== null) continue;
    const texts = [...element.childNodes].flatMap((node) => (node.nodeType === 3 ? [node.textContent ?? ''] : []));
    const attributes = READ.flatMap((name) => element.getAttribute(name) ?? []);
    found.push(...[...texts, ...attributes].filter(leftIn));
  }
  return [...new Set(found)];
}
