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

const isLeft = (text: string): boolean => {
  OURS.lastIndex = 0;
  return OURS.test(text.replace(OTHER_SENSE, ''));
};

/** Which elements are texts of machines, or not about the scenario; and which attributes are read. */
export const READING = {
  verbatim: 'code, kbd, pre, samp, textarea, script, style, option:not([value]), [translate="no"]',
  attributes: ['aria-label', 'title', 'aria-description', 'aria-valuetext', 'placeholder', 'alt'],
};

/** Every text and every spoken attribute of a document. It stands by itself, so that it can be sent into a browser. */
export function readIn({ verbatim, attributes }: typeof READING, root: Element = document.body): string[] {
  const found: string[] = [];
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (element.closest(verbatim) !== null) continue;
    for (const node of element.childNodes) if (node.nodeType === 3) found.push(node.textContent ?? '');
    for (const name of attributes) found.push(element.getAttribute(name) ?? '');
  }
  return found;
}

/** The texts in which a word of ours is left. */
export const leftOf = (texts: readonly string[]): readonly string[] => [...new Set(texts.filter(isLeft))];

export const leftovers = (root: Element): readonly string[] => leftOf(readIn(READING, root));
