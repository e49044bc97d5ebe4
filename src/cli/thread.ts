// Commands are carried out on a thread of their own; this one only listens. So an interrupt is heard at once, whatever is being
// computed, and what becomes of streams and exit codes is decided in one place. It knows nothing of verbs.
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Dispatch } from './dispatch.ts';
import { ProgressBar } from './progress-bar.ts';
import { endWithWholeLine } from './trace-file.ts';

const INTERRUPTED = 130;

/** Says something whatever state the streams are in. */
function say(text: string): void {
  try {
    writeSync(2, `${text}\n`);
  } catch {
    // Nobody reads standard error any more; the exit code still says it.
  }
}

/** Carries the command out by `script`, this program itself, and ends the process with its exit code. */
export function listenTo(script: string): void {
  const watched = process.stderr.isTTY === true;
  const worker = new Worker(script, { argv: process.argv.slice(2), workerData: { watched } });
  const bar = new ProgressBar();
  let tracing: string | null = null;
  worker.on('message', (dispatch: Dispatch) => {
    if (dispatch.is === 'progress') bar.show(dispatch.what, dispatch.done);
    else tracing = dispatch.path;
  });
  worker.on('error', (error) => {
    bar.stop();
    say(error.stack ?? String(error));
    process.exitCode = 1;
  });
  worker.on('exit', (code) => {
    bar.stop();
    process.exitCode ??= code;
  });
  process.once('SIGINT', () => {
    void worker.terminate().then(() => {
      bar.stop();
      if (tracing !== null) say(`${tracing}:1: --trace: ${partOf(tracing)}`);
      process.exit(INTERRUPTED);
    });
  });
  // A reader such as `head` that has seen enough is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    say(`standard output:1: (results): cannot be written: ${error.message}`);
    process.exit(1);
  });
  process.stderr.on('error', () => {});
}

const partOf = (path: string): string => {
  const whole = endWithWholeLine(path);
  return `the run was interrupted; the file holds its beginning${whole ? ', up to its last whole line' : ''}`;
};
