// Long work in slices: after a few milliseconds the worker looks at what else was asked of it, and whether this is still
// wanted. It knows nothing of the work.

/** Work this long at a stretch, milliseconds; a frame asked for meanwhile waits no longer. */
const STRETCH = 12;

/** Lets whatever waits in the worker's queue be done first. */
const breath = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Which tasks have been cancelled. */
export class Cancellations {
  private readonly tasks = new Set<number>();
  private readonly newest = new Map<string, number>();

  cancel(task: number): void {
    this.tasks.add(task);
  }

  /** A task with the aim of one under way takes its place. */
  instead(aim: string, task: number): void {
    const before = this.newest.get(aim);
    if (before !== undefined) this.cancel(before);
    this.newest.set(aim, task);
  }

  has(task: number): boolean {
    return this.tasks.has(task);
  }
}

/** Does `work` to its end, breathing in between; undefined when `goesOn` says no. `onStep` hears at each breath. */
export async function inSlices<Step, Result>(
  work: Iterator<Step, Result>,
  goesOn: () => boolean,
  onStep: (step: Step) => void,
): Promise<Result | undefined> {
  for (;;) {
    const until = performance.now() + STRETCH;
    let last: Step | undefined;
    while (performance.now() < until) {
      const step = work.next();
      if (step.done === true) return step.value;
      last = step.value;
    }
    if (last !== undefined) onStep(last);
    await breath();
    if (!goesOn()) return undefined;
  }
}
