// Progress of long work on standard error, only when a terminal is there to see it; between steps others may work, so that an
// interrupt is heard at once.
import { Presets, SingleBar } from 'cli-progress';

/** Work shorter than this shows no bar, milliseconds. */
const PATIENCE = 700;
/** Others get a turn this often, milliseconds. */
const TURN = 50;

/** Drives stepwise work to its end. */
export async function withProgress<Result>(what: string, work: Generator<number, Result>): Promise<Result> {
  const began = Date.now();
  let turn = began;
  let bar: SingleBar | undefined;
  for (;;) {
    const step = work.next();
    if (step.done === true) {
      bar?.update(1);
      bar?.stop();
      return step.value;
    }
    const now = Date.now();
    if (now - turn < TURN) continue;
    turn = now;
    if (bar === undefined && process.stderr.isTTY && now - began > PATIENCE) bar = startBar(what);
    bar?.update(step.value);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function startBar(what: string): SingleBar {
  const bar = new SingleBar(
    { format: `${what} {bar} {percentage} % | {eta_formatted} left`, stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  bar.start(1, 0);
  return bar;
}
