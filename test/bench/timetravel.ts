// Walking about in a finished run: views, exact seeks and forks at random moments, each against the time of the whole run,
// and what the memory of it takes.
import { Session } from '../../src/engine/index.ts';
import { simulationOf } from '../support/inside.ts';
import { cpu, liveBytes, type Measured, median, quantile } from './measure.ts';
import { type Size, specFor, WARM } from './models.ts';
import { uniforms } from './random.ts';

const MARKS = 200;
const WALKS = 100;
const HOUR = 3_600_000_000;

function timed<T>(into: number[], work: () => T): T {
  const start = cpu();
  const result = work();
  into.push(cpu() - start);
  return result;
}

/** A run with `marks` marks, then as many walks; without walks it is the run alone. */
export function walks(size: Size, marks: number, count: number = WALKS): Measured {
  warmUp(marks);
  const session = Session.open(specFor(size), undefined, { marks });
  const run: number[] = [];
  const { fingerprint, events } = timed(run, () => session.finish());
  const [seconds] = run as [number];
  if (count === 0) return { tasksPerSecond: events / seconds, seconds };
  const [views, seeks, forks, copies]: number[][] = [[], [], [], []];
  const uniform = uniforms(3);
  let exact = 1;
  for (let walk = 0; walk < count; walk++) {
    const time = Math.floor(uniform() * size.hours * HOUR);
    timed(views as number[], () => session.view(time));
    timed(seeks as number[], () => session.seek(time));
    // Whoever comes first finds the tables cold: every second time it is the copy.
    const copy = (): number => timed(copies as number[], () => copyTables(session));
    if (walk % 2 === 0) copy();
    const fork = timed(forks as number[], () => session.fork(time));
    if (walk % 2 === 1) copy();
    if (walk === 3 && fork.finish().fingerprint !== fingerprint) exact = 0;
  }
  const shareOf = (values: number[], p: number) => quantile(values, p) / seconds;
  return {
    tasksPerSecond: events / seconds,
    seconds,
    view: shareOf(views as number[], 0.5),
    seek: shareOf(seeks as number[], 0.5),
    seekLongest: shareOf(seeks as number[], 0.99),
    fork: shareOf(forks as number[], 0.5),
    forkCopies: median(forks as number[]) / median(copies as number[]),
    exact,
  };
}

/** Bytes that a finished run holds, by what holds them. */
export function memory(size: Size, marks: number): Measured {
  warmUp(marks);
  const before = liveBytes();
  const session = Session.open(specFor(size), undefined, { marks });
  const opened = liveBytes();
  const { events } = session.finish();
  const bytes = liveBytes() - before;
  const { users, billing } = simulationOf(session);
  const { copy } = billing;
  const tables = [users.cells, copy.cells, copy.stamps];
  const logs = [users.log, copy.log, copy.stampLog];
  const sum = (parts: readonly { readonly bytes?: number; readonly byteLength?: number }[]) =>
    parts.reduce((total, part) => total + (part.bytes ?? part.byteLength ?? 0), 0);
  return {
    bytes,
    tables: sum(tables),
    perUser: sum(tables) / size.users,
    perTask: sum(logs) / events,
    opened: opened - before,
  };
}

/** One copy of the tables of users: the least a fork can cost. */
function copyTables(session: Session): number {
  const { users, billing } = simulationOf(session);
  const { copy } = billing;
  const copies = [users.cells.slice(), copy.cells.slice()];
  return copies.length;
}

function warmUp(marks: number): void {
  const session = Session.open(specFor(WARM), undefined, { marks });
  session.finish();
  if (marks < MARKS) return;
  for (let minute = 1; minute < 20; minute++) {
    const time = (minute * HOUR) / 60;
    session.view(time);
    session.seek(time);
    session.fork(time);
  }
}
