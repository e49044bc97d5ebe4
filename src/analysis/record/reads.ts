// Which answers of the User service's API concerned one user: a page that covers its number, a call for it alone, and any
// answer from which a row or an invoice of the user followed. It derives this from the tape, where no line names the user.
import type { ApiLine, CopyLine, InvoiceLine } from '../../engine/index.ts';
import type { ApiRead } from './facts.ts';
import type { Tape } from './tape.ts';

const ANSWERED: ReadonlySet<number> = new Set([200, 404]);

interface Page {
  readonly line: ApiLine;
  readonly page: number;
  /** Users from, and, once the next page is known, up to which it reaches; null: it counts rows, not users. */
  readonly after: number | null;
  readonly led: ApiRead['led'];
}

/** `invoices`: whether invoices follow from the API's answers. */
export function readsAbout(tape: Tape, user: number, invoices: boolean): readonly ApiRead[] {
  const reads: ApiRead[] = [];
  let page = 0;
  let open: Page | null = null;
  const close = (upTo: number): void => {
    if (open === null) return;
    const { after, line, led } = open;
    const covers = after !== null && after < user && user <= upTo && line.rows > 0;
    if (covers || led !== null) reads.push({ line, page: open.page, led });
    open = null;
  };
  for (let at = 0; at < tape.length; at++) {
    if (tape.kindAt(at) !== 'api') continue;
    const line = tape.line(at) as ApiLine;
    if (!ANSWERED.has(line.status)) continue;
    const { request } = line;
    const led = ledTo(tape, at, user, invoices);
    if (request.kind !== 'page' && request.kind !== 'offset-page') {
      const named = request.kind === 'one' && request.user === user;
      if (led !== null || named) reads.push({ line, page: null, led });
      continue;
    }
    const from = request.kind === 'page' ? request.after : request.offset;
    // How far the page of a scan that was given up reached is not known.
    close(from);
    page = from === 0 ? 1 : page + 1;
    open = { line, page, after: request.kind === 'page' ? from : null, led };
    if (line.rows < request.limit) close(Number.POSITIVE_INFINITY);
  }
  close(0);
  return reads.sort((a, b) => a.line.i - b.line.i);
}

/** What followed for the user from an answer: the first line of the same instant, before the next answer, that the API wrote. */
function ledTo(tape: Tape, answer: number, user: number, invoices: boolean): CopyLine | InvoiceLine | null {
  const time = tape.timeAt(answer);
  for (let at = answer + 1; at < tape.length && tape.timeAt(at) === time && tape.kindAt(at) !== 'api'; at++) {
    if (tape.userAt(at) !== user) continue;
    const kind = tape.kindAt(at);
    if (kind !== 'copy' && !(kind === 'invoice' && invoices)) continue;
    const line = tape.line(at) as CopyLine | InvoiceLine;
    if (line.kind === 'invoice' || line.cause === 'api' || line.cause === 'sweep') return line;
  }
  return null;
}
