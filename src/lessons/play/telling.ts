// Fills the places of a lesson’s texts from its runs: numbers as the page writes them, people by their number and their state.
import { clockStart, clockText } from '../../analysis/clock.ts';
import { valueText } from '../../analysis/lanes/outcomes.ts';
import { numberText } from '../../analysis/numbers.ts';
import { findEntry, type MeasureValue, measures, statusName } from '../../engine/index.ts';
import type { Quantity } from '../expectation.ts';
import type { FilledText, PlayedPerson } from '../played.ts';
import { NOW, type PersonWord, type Reference, type Template } from '../template.ts';
import type { CaseRuns } from './case-runs.ts';
import { firstMoment } from './search.ts';

/** A measure’s value as the page writes it. */
export function figureText(id: string, value: MeasureValue): string {
  const measure = findEntry(measures, id);
  return measure === undefined ? valueText({ id, unit: 'users' }, value) : valueText(measure, value);
}

export const titleOf = (id: string): string =>
  id === NOW ? 'Divergent users' : (findEntry(measures, id)?.title ?? id);

export const unitOf = (id: string): string => (id === NOW ? 'users' : (findEntry(measures, id)?.unit ?? ''));

/** What the texts and questions of a step may ask its runs for. */
export class Teller {
  readonly runs: CaseRuns;
  readonly cast: readonly PlayedPerson[];
  /** The lane where none is named. */
  readonly lane: string;

  constructor(runs: CaseRuns, cast: readonly PlayedPerson[], lane: string) {
    this.runs = runs;
    this.cast = cast;
    this.lane = lane;
  }

  person(name: string): PlayedPerson {
    const person = this.cast.find((each) => each.name === name);
    if (person === undefined) throw new Error(`Nobody of the cast: ${name}`);
    return person;
  }

  /** `shown`: the moment on the clock, of which is told what has no `at`. */
  value({ lane, user, measure, at }: Quantity, shown: number): MeasureValue {
    if (user !== null) return this.stateOf(this.person(user), measure === 'truth', at ?? shown, lane);
    return this.runs.measure(lane ?? this.lane, measure, at, shown);
  }

  /** `shown`: the moment on the clock; `people`: the one of which people's states are told. */
  fill({ parts }: Template, shown: number, people = shown): FilledText {
    const told = parts.map((part) =>
      typeof part === 'string'
        ? { text: part, run: false }
        : { text: this.told(part, part.is === 'person' ? people : shown), run: true },
    );
    return { text: told.map(({ text }) => text).join(''), parts: told };
  }

  private told(reference: Reference, shown: number): string {
    switch (reference.is) {
      case 'title':
        return reference.title;
      case 'quantity':
        return figureText(reference.quantity.measure, this.value(reference.quantity, shown));
      case 'person': {
        const person = this.person(reference.name);
        return reference.word === 'number' ? numberText(person.user) : this.ofPerson(person, reference.word, shown);
      }
    }
  }

  private ofPerson(person: PlayedPerson, word: PersonWord, shown: number): string {
    switch (word) {
      case 'truth':
      case 'copy':
        return this.stateOf(person, word === 'truth', shown, null);
      case 'at':
        return clockText(clockStart(this.runs.scenario.start), person.at, 'minute');
      case 'obsolete.type':
        return this.obsoleteType(person);
    }
  }

  private stateOf(person: PlayedPerson, truth: boolean, time: number, lane: string | null): string {
    const run = this.runs.run(lane ?? person.lane);
    const facts = run.record.user(person.user, Math.min(time, run.facts.endedAt));
    return statusName((truth ? facts?.truth : facts?.copy)?.row ?? 0);
  }

  /** What the change said that was written over a newer one: at the moment by which the person was found, or the first. */
  private obsoleteType({ user, lane, at }: PlayedPerson): string {
    const run = this.runs.run(lane);
    const found = firstMoment(run, 'obsolete-applied', at, user) ?? firstMoment(run, 'obsolete-applied', 0, user);
    const facts = found?.message == null ? null : run.record.message({ message: found.message });
    return facts?.type ?? 'none';
  }
}
