// The repair tools of one runbook of a run: opened once, asked by the names of their effects, given their tasks, saved with their state. What
// a tool does it does not know.
import { loadState, type Saved, type Stateful, saveState } from '../kernel/state.ts';
import { RANK, TASK } from '../services/agenda.ts';
import { type Signal, tools } from './catalog.ts';
import type { Port, Services, Tool } from './tool.ts';

/** A tool's definition as the toolbox sees it, whatever the tool. */
interface AnyDefinition {
  readonly open: (services: Services, port: Port<Signal>) => Tool;
  readonly effects: Readonly<Record<string, (tool: never, params: never) => void>>;
}
type Doing = (tool: Tool, params: unknown) => void;

const definitions: readonly AnyDefinition[] = tools;
/** Which tool does an effect, by its place in the catalogue. */
const doers = new Map(definitions.flatMap(({ effects }, index) => Object.keys(effects).map((name) => [name, index])));

export class Toolbox implements Stateful {
  readonly saved = ['opened'];
  /** Whether they are a repair's, else a seeding's; a run may have both. */
  readonly repairs: boolean;
  private readonly opened: readonly Tool[];
  /** Of those that have been asked for something what they were before; of the others, which are most, nothing has to be saved. */
  private readonly asNew: unknown[] = [];

  constructor(services: Services, repairs: boolean, says: Pick<Port<Signal>, 'signal' | 'remark' | 'overran'>) {
    this.repairs = repairs;
    const { tasks, handlers } = services.ground;
    const task = repairs ? TASK.tool : TASK.seedingTool;
    this.opened = definitions.map(({ open }, index) =>
      open(services, {
        repairs,
        ...says,
        schedule: (time, what = 0) => tasks.push(time, RANK.message, task, index, what),
      }),
    );
    handlers.on(task, (index, what) => this.opened[index]?.due?.(what));
  }

  /** Does what a runbook asks for. */
  do(effect: string, params: unknown): void {
    const index = doers.get(effect);
    if (index === undefined) throw new Error(`No repair tool has the effect ${effect}.`);
    this.take(index);
    const doing = (definitions[index] as AnyDefinition).effects[effect] as Doing;
    doing(this.opened[index] as Tool, params);
  }

  save(): Saved {
    return { opened: this.opened.map((tool, index) => (this.asNew[index] === undefined ? null : saveState(tool))) };
  }

  load(saved: Saved): void {
    for (const [index, state] of (saved['opened'] as readonly unknown[]).entries())
      if (state !== null) loadState(this.take(index), state);
      else this.putBack(index);
  }

  /** A tool is as if nobody had asked it. */
  private putBack(index: number): void {
    if (this.asNew[index] === undefined) return;
    loadState(this.opened[index], this.asNew[index]);
    this.asNew[index] = undefined;
  }

  /** A tool that is going to change. */
  private take(index: number): Tool {
    const tool = this.opened[index] as Tool;
    this.asNew[index] ??= saveState(tool);
    return tool;
  }
}
