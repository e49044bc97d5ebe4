// Every key of a scenario file, as the one definition has it, and other values for it: for laws about all keys. A new key is under
// them the day it is added.
import { scenarioDefinition } from '../../src/engine/index.ts';
import type { LeafShape, ProcedureShape, SectionShape } from '../../src/engine/sections/shape.ts';

interface Key {
  readonly path: string;
  readonly shape: LeafShape | ProcedureShape;
}

/** All keys that hold one value, with their dotted paths, in the order of the document. */
export function allKeys(section: SectionShape = scenarioDefinition.document, prefix = ''): readonly Key[] {
  return Object.entries(section.keys).flatMap(([key, shape]): readonly Key[] => {
    if (shape.type === 'section') return allKeys(shape, `${prefix}${key}.`);
    if (['list', 'faults', 'variants', 'changes', 'mapping', 'ranges', 'observed', 'procedures'].includes(shape.type))
      return [];
    return [{ path: prefix + key, shape: shape as Key['shape'] }];
  });
}

const NUMBERS = [0, 0.1, 0.5, 1, 2, 3, 7, 50, 400];

/** Values of a kind that differ from each other as much as values of this kind do; some may be out of bounds or refused by name. */
export function valuesFor(shape: Key['shape']): readonly unknown[] {
  switch (shape.type) {
    case 'duration':
      return ['0s', '20s', '11m', '2h', '9h', ...(shape.words ?? [])];
    case 'rate':
      return ['0/h', '3/h', '40/h', ...(shape.words ?? [])];
    case 'number':
    case 'share':
      return NUMBERS;
    case 'integer':
      return NUMBERS.filter(Number.isInteger);
    case 'boolean':
      return [true, false];
    case 'choice':
      return [...shape.options, ...(shape.notYet ?? [])];
    case 'distribution':
      return [{ constant: '0s' }, { constant: '3s' }, { exponential: '40s' }];
    case 'instant':
      return ['2027-03-01T00:00:00Z'];
    case 'text':
      if (shape.form === 'timeOfDay') return ['00:00', '01:40', '18:00'];
      return shape.form === 'clock' ? ['00:00', '01:40', '18:00', 'none'] : ['another'];
    case 'choices':
      return [];
    case 'procedure':
      return [...shape.words, 'resync', 'republish-state', { strategy: 'resync', parameters: { merge: 'newer' } }];
  }
}
