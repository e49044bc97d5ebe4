// Which answers of the User service's API concerned one user: a page that covers its number, a call for it alone, and any
// answer from which a row or an invoice of the user followed. It derives this from the tape, where no line names the user.
import type { TraceLine } from '../engine/index.ts';
import type { ApiRead } from './door.ts';
import type { HeldRun } from './run.ts';
import type { Tape } from './tape.ts';

const PAGE = /^GET \/users\?(after|offset)=(\d+)&limit=(\d+)$/;
const ANSWERED = new Set([200, 404]);

interface Page {
  readonly line: TraceLine;
  readonly page: number;
  /** Users from, and, once the next page is known, up to which it reaches; null: it counts rows, not users. */
  readonly after: number | null;
  readonly led: TraceLine | null;
}

export function readsAbout({ tape, session }: HeldRun, user: number): readonly ApiRead[] {
  const reads: ApiRead[] = [];
  if (tape === null) return reads;
  const invoices = session.spec.scenario.billing.reads !== 'copy';
  let page = 0;
  let open: Page | null = null;
  const close = (upTo: number): void => {
    if (open === null) return;
    const { after, line, led } = open;
    const covers = after !== null && after < user && user <= upTo && Number(line['rows']) > 0;
    if (covers || led !== null) reads.push({ line, page: open.page, led });
    open = null;
  };
  for (let at = 0; at < tape.length; at++) {
    if (tape.kindAt(at) !== 'api') continue;
    const line = tape.line(at);
    if (!ANSWERED.has(Number(line['status']))) continue;
    const [, by, from, limit] = PAGE.exec(String(line['request'])) ?? [];
    const led = ledTo(tape, at, user, invoices);
    if (by === undefined) {
      if (led !== null || line['request'] === `GET /users/${user}`) reads.push({ line, page: null, led });
      continue;
    }
    // How far the page of a scan that was given up reached is not known.
    close(Number(from));
    page = Number(from) === 0 ? 1 : page + 1;
    open = { line, page, after: by === 'after' ? Number(from) : null, led };
    if (Number(line['rows']) < Number(limit)) close(Number.POSITIVE_INFINITY);
  }
  close(0);
  return reads.sort((a, b) => a.line.i - b.line.i);
}

/** What followed for the user from an answer: the first line of the same instant, before the next answer, that the API wrote. */
function ledTo(tape: Tape, answer: number, user: number, invoices: boolean): TraceLine | null {
  const time = tape.timeAt(answer);
  for (let at = answer + 1; at < tape.length && tape.timeAt(at) === time && tape.kindAt(at) !== 'api'; at++) {
    if (tape.userAt(at) !== user) continue;
    const kind = tape.kindAt(at);
    if (kind === 'invoice' && invoices) return tape.line(at);
    if (kind !== 'copy') continue;
    const line = tape.line(at);
    if (line['cause'] === 'api' || line['cause'] === 'sweep') return line;
  }
  return null;
}
