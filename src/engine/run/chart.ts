// A strategy's statechart, stepped purely. Since a chart's answer follows from its snapshot and what it is told alone, the first
// answers are remembered: of the same procedure, played with one seed after another, nearly all are the same.
import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';
import type { RunbookInput } from '../strategies/runbook.ts';

interface Action {
  readonly type: string;
  readonly params?: unknown;
}

/** Where a chart stands after a step, and what it asks for. */
type Answer = readonly [snapshot: AnyMachineSnapshot, actions: readonly Action[]];

/** So many answers are remembered: a chart with thousands of pages to read would else keep every step for ever. */
const MOST = 64;

// A snapshot never changes, so that what is saved of it is made once, and who goes on from there in the same chart has it back.
const saved = new WeakMap<AnyMachineSnapshot, object>();
const savedFrom = new WeakMap<object, AnyMachineSnapshot>();

export class Chart {
  private readonly machine: AnyStateMachine;
  private known = 0;
  /** The beginning, and with what it was asked for last. */
  private begun: { readonly input: RunbookInput; readonly answer: Answer } | null = null;
  private readonly answers = new WeakMap<AnyMachineSnapshot, Map<string, Answer>>();

  constructor(machine: AnyStateMachine) {
    this.machine = machine;
  }

  begin(input: RunbookInput): Answer {
    if (this.begun !== null && isSame(this.begun.input, input)) return this.begun.answer;
    const answer = initialTransition(this.machine, input);
    this.begun = { input, answer };
    return answer;
  }

  /** A snapshot as plain data. */
  save(snapshot: AnyMachineSnapshot): object {
    const before = saved.get(snapshot);
    if (before !== undefined) return before;
    const plain = this.machine.getPersistedSnapshot(snapshot, undefined);
    saved.set(snapshot, plain);
    savedFrom.set(plain, snapshot);
    return plain;
  }

  restore(plain: object): AnyMachineSnapshot {
    const before = savedFrom.get(plain);
    return before?.machine === this.machine ? before : this.machine.restoreSnapshot(plain as never, undefined as never);
  }

  step(snapshot: AnyMachineSnapshot, event: string): Answer {
    const known = this.answers.get(snapshot)?.get(event);
    if (known !== undefined) return known;
    const answer: Answer = transition(this.machine, snapshot, { type: event });
    if (this.known < MOST) {
      this.known++;
      const all = this.answers.get(snapshot) ?? new Map<string, Answer>();
      this.answers.set(snapshot, all.set(event, answer));
    }
    return answer;
  }
}

/** Inputs are equal whose values are: what they hold besides plain values never changes while a procedure is there. */
function isSame(one: RunbookInput, other: RunbookInput): boolean {
  for (const key of Object.keys(one) as (keyof RunbookInput)[]) if (one[key] !== other[key]) return false;
  return true;
}
