// Every law can fail: a trace that is right is changed in one place, as a fault of the engine would change it, and the law that this
// breaks is the one that complains. No law is without such a canary: what the witness can complain about is read from its own text.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Scenario } from '../../src/engine/scenario.ts';
import { type Facts, factsOf } from '../support/facts.ts';
import { busy, incidents, restores } from '../support/incidents.ts';
import { brokenLaws } from '../support/laws.ts';
import type { Line } from '../support/lines.ts';
import { otherService } from '../support/other-service.ts';
import { type RunChoice, silent, traceOf } from '../support/scenarios.ts';

/** A trace that is right, and ways to change it. */
class Trace {
  readonly lines: readonly Line[];
  facts: Facts;

  constructor(of: Scenario, choice: RunChoice = {}) {
    const { lines, result, spec } = traceOf(of, { seed: 5, ...choice });
    this.lines = lines;
    this.facts = factsOf(spec, result);
  }

  /** Where the first line is that suits, from a place on. */
  place(suits: (line: Line) => boolean, from = 0): number {
    const at = this.lines.findIndex((line, n) => n >= from && suits(line));
    if (at < 0) throw new Error('The canary has no line to sing about.');
    return at;
  }

  at(place: number): Line {
    return this.lines[place] as Line;
  }

  changed(place: number, change: object): Line[] {
    return this.lines.map((line, n) => (n === place ? ({ ...line, ...change } as Line) : line));
  }

  /** Without a line, and counted anew. */
  without(place: number): Line[] {
    return this.lines.filter((_, n) => n !== place).map((line, i) => ({ ...line, i }));
  }

  /** With lines put in front of one, at its time, and counted anew. */
  before(place: number, ...more: readonly object[]): Line[] {
    const { t } = this.at(place);
    const put = more.map((each) => ({ ...each, t }) as Line);
    return [...this.lines.slice(0, place), ...put, ...this.lines.slice(place)].map((line, i) => ({ ...line, i }));
  }

  /** The same trace, as if the User service kept another history. */
  keeping(history: string): Trace {
    const { spec } = this.facts;
    const scenario = { ...spec.scenario, user: { ...spec.scenario.user, history } } as Scenario;
    return Object.assign(Object.create(Trace.prototype), this, {
      facts: { ...this.facts, spec: { ...spec, scenario } },
    });
  }

  broken(lines: readonly Line[] = this.lines): readonly string[] {
    return brokenLaws(lines, this.facts);
  }
}

const GUARDED = { billing: { policy: 'version' }, length: '2h' } as const;
const queue = new Trace(busy(GUARDED));
const log = new Trace(busy({ ...GUARDED, broker: { kind: 'log' } }));
const restored = new Trace(restores['both databases are restored from backups'] as Scenario);
const beating = new Trace(busy({ ...GUARDED, publisher: { heartbeat: '1m' } }));
const mailed = new Trace(busy({ ...GUARDED, subscribers: [otherService('mailer', 'UserCreated')] }));
const told = new Trace(busy({ ...GUARDED, repair: { at: '90m' } }), { strategy: 'republish-state' });
const credited = new Trace(
  busy({ ...GUARDED, faults: [silent('20m', '30m')], repair: { at: '90m' }, user: { history: 'all' } }),
  { strategy: 'credit-notes' },
);
const asking = new Trace(incidents['Billing asks the API, which is away when invoices are due'] as Scenario);

const is =
  (kind: Line['kind'], more: object = {}) =>
  (line: Line): boolean =>
    line.kind === kind && Object.entries(more).every(([key, value]) => (line as never)[key] === value);

/** A message that is delivered, processed and acknowledged while the run goes on: where each of it stands. */
function letterIn(trace: Trace) {
  const deliver = trace.place((line) => is('deliver')(line) && line.t > 0 && !('subscriber' in line));
  const { message } = trace.at(deliver) as Extract<Line, { readonly kind: 'deliver' }>;
  const apply = trace.place(is('apply', { message }), deliver);
  const ack = trace.place(is('ack', { message }), apply);
  const { user, version } = trace.at(apply) as Extract<Line, { readonly kind: 'apply' }>;
  const lost = { kind: 'lost', message, user, version, where: 'broker', fault: 'message-loss' };
  return { deliver, message, apply, ack, lost, again: { ...trace.at(deliver), attempt: 2 } };
}
const letter = letterIn(queue);
const entry = letterIn(log);

const written = (line: Line) => line.kind === 'copy' && line.cause === 'event';
const later = queue.place((line) => written(line) && line.kind === 'copy' && line.version > 2);
const invoice = queue.place(is('invoice'));
const live = queue.place((line) => is('publish', { cause: 'live' })(line) && line.t > 0);
const born = queue.place(is('commit', { cause: 'workload', version: 1 }));
const second = queue.place(is('commit', { cause: 'workload', version: 2, status: 'suspended' }));
const snapshot = told.place((line) => line.kind === 'publish' && line.cause === 'snapshot' && line.version > 1);
const blocked = asking.place(is('invoice-blocked'));
const late = asking.place(is('invoice'), blocked);
const beat = beating.place((line) => is('publish', { cause: 'heartbeat' })(line) && line.t > 0);
const note = credited.place(is('credit'));
const back = restored.place(is('commit', { cause: 'restore' }));
const other = mailed.place((line) => 'subscriber' in line && line.kind === 'deliver');

const PLAN = { basic: 'pro', pro: 'basic', none: 'pro' } as const;
/** A row of somebody whose plan never changed. */
const plain = queue.place((line) => {
  if (line.kind !== 'copy' || line.cause !== 'event' || line.status === 'absent') return false;
  const of = queue.lines.filter((each) => each.kind === 'commit' && each.user === line.user);
  return new Set(of.flatMap((each) => ('plan' in each && each.status !== 'absent' ? [each.plan] : []))).size === 1;
});

const field = (trace: Trace, place: number, name: string): never => (trace.at(place) as never)[name];

/** What is changed, in which trace, and what is said of it. */
const canaries: readonly (readonly [title: string, trace: Trace, lines: readonly Line[], complaint: RegExp])[] = [
  ['a line is left out', queue, queue.changed(later, { i: 9 }), /the lines are not counted/],
  ['time goes back', queue, queue.changed(later, { t: 0 }), /time goes back/],
  ['a version is skipped in the truth', queue, queue.changed(born, { version: 9 }), /a commit out of step/],
  ['somebody is born suspended', queue, queue.changed(born, { status: 'suspended' }), /no user goes from absent/],
  [
    'a change that changes nothing',
    queue,
    queue.changed(second, { status: 'active' }),
    /a change that changes nothing/,
  ],
  ['a backup of what never was', restored, restored.changed(back, { version: 77 }), /a backup of what never was/],
  ['an event about nobody', queue, queue.changed(live, { user: 0 }), /an event about nobody/],
  [
    'a heart beats out of time',
    beating,
    beating.changed(beat, { t: beating.at(beat).t + 1 }),
    /a heartbeat out of time/,
  ],
  ['a message of no commit', queue, queue.changed(live, { version: 99, original: 98 }), /a message of no commit/],
  ['a live event is stamped anew', queue, queue.changed(live, { original: 0 }), /stamped with another version/],
  ['a stamp from the future', queue, queue.changed(live, { version: 99 }), /stamped with what is not yet/],
  [
    'a snapshot of what was',
    told,
    told.changed(snapshot, { version: Number(field(told, snapshot, 'version')) - 1 }),
    /a publication of the past/,
  ],
  [
    'an invoice is credited twice',
    credited,
    credited.before(note, credited.at(note)),
    /a credit note about no wrong invoice, or a second one/,
  ],
  ['what is credited was never kept', credited.keeping('none'), credited.lines, /a credit note without a history/],
  [
    'what is credited is forgotten',
    credited.keeping('1m'),
    credited.lines,
    /a credit note about what no history reaches/,
  ],
  ['a copy that nothing brought', queue, queue.without(letter.apply), /nothing carried this copy/],
  [
    'a plan that nobody had',
    queue,
    queue.changed(plain, { plan: PLAN[field(queue, plain, 'plan') as keyof typeof PLAN] }),
    /a copy of a state that the user never had/,
  ],
  ['a guarded row goes back', queue, queue.changed(later, { version: 1 }), /a guarded row went back from version/],
  ['a run is left out', queue, queue.changed(queue.place(is('invoice-run')), { run: 9 }), /run 1 was due/],
  ['a run ends twice', asking, asking.without(asking.place(is('invoice-run'))), /the end of no open run/],
  ['an invoice between runs', queue, queue.changed(invoice, { run: 9 }), /an invoice of no open run/],
  [
    'a later run goes first',
    asking,
    asking.changed(late, { run: Number(field(asking, late, 'run')) + 1 }),
    /an earlier run still waits/,
  ],
  ['two invoices of one run', queue, queue.before(invoice, queue.at(invoice)), /a second invoice of one run/],
  ['another truth on the invoice', queue, queue.changed(invoice, { truth: 'absent' }), /the truth was/],
  ['another copy on the invoice', queue, queue.changed(invoice, { copy: 'absent' }), /the copy was/],
  [
    'an invoice to whom the copy has suspended',
    queue,
    queue.changed(invoice, { copy: 'suspended' }),
    /Billing does not think active/,
  ],
  ['another price', queue, queue.changed(invoice, { amount: 99 }), /an invoice of another amount/],
  ['a message that never ends', queue, queue.without(letter.ack), /a message that ended 0 times/],
  ['a message out of nowhere', queue, queue.without(live), /message \d+ was due/],
  ['what was never sent is settled', queue, queue.changed(letter.ack, { message: 1e6 }), /that nobody published/],
  ['a lost entry is read', log, log.before(entry.deliver, entry.lost), /the broker lost is delivered/],
  ['an entry is read a second time first', log, log.changed(entry.deliver, { attempt: 2 }), /a first delivery is none/],
  ['a lost message comes', queue, queue.before(letter.deliver, letter.lost), /a lost message is delivered/],
  ['a message comes again', queue, queue.before(letter.ack + 1, letter.again), /delivered after its end/],
  ['two have one message', queue, queue.before(letter.deliver + 1, letter.again), /a message is delivered to two/],
  ['an attempt is skipped', queue, queue.changed(letter.deliver, { attempt: 5 }), /attempt 1 was due/],
  ['a consumer too many', queue, queue.changed(letter.deliver, { consumer: 9 }), /there is no such consumer/],
  ['processed before it came', queue, queue.without(letter.deliver), /processed that was not delivered/],
  ['processed twice', queue, queue.before(letter.ack, queue.at(letter.apply)), /a delivery is processed twice/],
  ['it says something else', queue, queue.changed(letter.apply, { version: 77 }), /a message changed on its way/],
  ['somebody else’s delivery is settled', queue, queue.changed(letter.ack, { attempt: 7 }), /nobody holds this/],
  ['acknowledged unread', queue, queue.without(letter.apply), /acknowledged before it was processed/],
  [
    'the broker loses what was never made',
    queue,
    queue.before(letter.deliver, { ...letter.lost, message: null }),
    /lost at the publisher only/,
  ],
  ['lost twice', queue, queue.before(letter.deliver, letter.lost, letter.lost), /a message is lost twice/],
  ['lost after its end', queue, queue.before(letter.ack + 1, letter.lost), /a message is lost after its end/],
  [
    'a policy that decides otherwise',
    queue,
    queue.changed(letter.apply, { effect: 'stale' }),
    /policy version says applied/,
  ],
  ['a subscriber too many', mailed, mailed.changed(other, { subscriber: 'nobody' }), /there is no such subscriber/],
  ['a mail about what nobody said', mailed, mailed.changed(other, { message: 1e6 }), /that nobody published/],
  ['a mail about what never came', mailed, mailed.without(other), /processed that was not delivered/],
];

test.each([queue, log, restored, beating, mailed, told, asking].map((trace, n) => [n, trace] as const))(
  'trace %s, which is changed below, is right',
  (_, trace) => {
    expect(trace.broken()).toEqual([]);
  },
);

const heard = canaries.map(([title, trace, lines, complaint]) => ({ title, complaint, broken: trace.broken(lines) }));

test.each(heard.map((each) => [each.title, each] as const))('%s, and it is told', (_, { broken, complaint }) => {
  expect(broken.join('\n')).toMatch(complaint);
});

/** What one of the witness’s files can complain about, as patterns. */
function complaintsIn(file: string): readonly RegExp[] {
  const text = readFileSync(new URL(`../support/${file}.ts`, import.meta.url), 'utf8');
  const told = [...text.matchAll(/complain\(\s*(?:line|letter\.publish),\s*(['`])(.+?)\1\)/g)];
  return told.map(([, , words = '']) => {
    const parts = words.split(/\$\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}: \\{`);
  });
}

test.each(['witness', 'post', 'judge', 'auditor', 'others'])('every complaint of the %s is sung about', (file) => {
  const laws = complaintsIn(file);
  expect(laws.length).toBeGreaterThan(0);
  const all = heard.flatMap(({ broken }) => broken);
  expect(laws.filter((law) => !all.some((each) => law.test(each))).map(String)).toEqual([]);
});

test('a user who stays behind without a fault is told', () => {
  const last = queue.lines.findLastIndex((line) => written(line));
  const gone = queue.at(last) as Line & { readonly user: number };
  const tampered = queue.lines.filter(
    (line) => !('user' in line && line.user === gone.user && (line.kind === 'copy' || line.kind === 'apply')),
  );
  expect(queue.broken(tampered).join('\n')).toContain(`no fault, and user ${gone.user} stays`);
});
