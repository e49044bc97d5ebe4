// The files beside a scenario or a lesson, as whoever reads one asks for them: those that came with it, and those that bundled
// scenarios name. Of these one that is missing is fetched, and then everything is read once more.
import bundledFiles from './bundled-files.ts';

/** Gives the text of a file by its path, or undefined when there is none; throws where there is one that cannot be had. */
type ReadSibling = (path: string) => string | undefined;

export class Siblings {
  /** Files of bundled scenarios that were fetched. */
  private readonly held = new Map<string, string>();

  /** `read` asks for the files beside what it reads, `given` and bundled ones, or for bundled ones alone; what it returns when it has all. */
  async reading<T>(
    given: Readonly<Record<string, string>>,
    read: (readSibling: ReadSibling, readBundled: ReadSibling) => T,
  ): Promise<T> {
    const failed = new Map<string, string>();
    for (;;) {
      const missing = new Set<string>();
      const bundled: ReadSibling = (path) => {
        const why = failed.get(path);
        if (why !== undefined) throw new Error(why);
        if (!this.held.has(path) && bundledFiles.has(path)) missing.add(path);
        return this.held.get(path);
      };
      const outcome = read((path) => given[path] ?? bundled(path), bundled);
      if (missing.size === 0) return outcome;
      for (const name of missing) await this.fetch(name, failed);
    }
  }

  private async fetch(name: string, failed: Map<string, string>): Promise<void> {
    try {
      this.held.set(name, await bundledFiles.text(name));
    } catch (error) {
      failed.set(name, `${name} could not be fetched (${error instanceof Error ? error.message : error}); try again`);
    }
  }
}
