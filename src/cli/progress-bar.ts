// The bar that shows on a terminal's standard error how far long work is.
import { Presets, SingleBar } from 'cli-progress';

/** Work shorter than this shows no bar, milliseconds. */
const PATIENCE = 700;

export class ProgressBar {
  private readonly began = Date.now();
  private bar: SingleBar | undefined;

  /** `done`: the share, 0 … 1. */
  show(what: string, done: number): void {
    if (this.bar === undefined) {
      if (Date.now() - this.began < PATIENCE) return;
      this.bar = new SingleBar(
        {
          format: `${what} {bar} {percentage} % | {eta_formatted} left`,
          stream: process.stderr,
          clearOnComplete: true,
        },
        Presets.shades_classic,
      );
      this.bar.start(1, 0);
    }
    this.bar.update(done);
  }

  stop(): void {
    this.bar?.stop();
    this.bar = undefined;
  }
}
