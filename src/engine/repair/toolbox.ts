// The repair tools of one runbook of a run: opened once, asked by the names of their effects, given their tasks, saved with their state. What
// a tool does it does not know.
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

export class Toolbox {
  readonly saved = ['opened'];
  /** Whether they are a repair's, else a seeding's; a run may have both. */
  readonly repairs: boolean;
  private readonly opened: readonly Tool[];

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
    const doing = (definitions[index] as AnyDefinition).effects[effect] as Doing;
    doing(this.opened[index] as Tool, params);
  }
}
