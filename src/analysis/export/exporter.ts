// What every export is: it reads all lines of a run, in order, and writes a text in pieces. What is to be told, of one user or of a
// stretch of time, is decided in one place; an exporter sees the lines outside it too, since it may have to remember them.
import type { Scenario, TraceLine, VariantSpec } from '../../engine/index.ts';

/** Which run is told, and how much of it. Times in microseconds. */
interface ExportOf {
  readonly scenario: Scenario;
  readonly variant: VariantSpec;
  readonly seed: number;
  /** One user; null: all. */
  readonly user: number | null;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

interface Exporter {
  /** The beginning of the text. */
  readonly head: string;
  /** What a line adds; `told`: it is to be told. */
  line(line: TraceLine, told: boolean): string;
  /** The end of the text. */
  foot(): string;
}

export type CreateExporter = (of: ExportOf) => Exporter;

/** Which lines of a run are to be told: those of the stretch that are about the user, or about nobody in particular. */
export class ToldLines {
  private readonly of: ExportOf;
  /** Messages of the user, where one is asked for. */
  private readonly messages = new Set<number>();

  constructor(of: ExportOf) {
    this.of = of;
  }

  readonly has = (line: TraceLine): boolean => {
    const { user, from, to } = this.of;
    const own = user === null || this.isOf(line, user);
    return own && line.t >= from && line.t < to;
  };

  private isOf(line: TraceLine, user: number): boolean {
    if (line.kind === 'api') return line.request.kind === 'one' && line.request.user === user;
    if ('user' in line) {
      const own = line.user === user;
      if (own && line.kind === 'publish') this.messages.add(line.message);
      return own;
    }
    return 'message' in line ? this.messages.has(line.message) : line.kind !== 'database';
  }
}
