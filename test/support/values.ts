// Random values of what describes itself: any value that a parameter of a fault, a strategy or a step allows.
import fc from 'fast-check';
import type { Parameter, Parameters, ParameterValues } from '../../src/engine/parameters.ts';

export const MINUTE = 60_000_000;

export const asText = (microseconds: number): string => `${microseconds}us`;

/** A value that a parameter allows, or undefined for its default. */
function allowedBy(parameter: Parameter): fc.Arbitrary<string | number | boolean | readonly string[] | undefined> {
  const left = (given: fc.Arbitrary<string | number | boolean | readonly string[]>) =>
    parameter.default === undefined && parameter.type !== 'choices' ? given : fc.option(given, { nil: undefined });
  switch (parameter.type) {
    case 'share':
      return left(fc.integer({ min: 1, max: 10 }).map((tenth) => tenth / 10));
    case 'number':
    case 'integer':
      return left(fc.integer({ min: Math.max(1, parameter.min ?? 1), max: Math.min(30, parameter.max ?? 30) }));
    case 'duration':
      return left(
        fc
          .integer({ min: Math.max(1, parameter.min ?? 1), max: Math.min(20 * MINUTE, parameter.max ?? 20 * MINUTE) })
          .map(asText),
      );
    case 'rate':
      return left(fc.constantFrom('100/s', '3/s', '1/s', '20/m'));
    case 'boolean':
      return left(fc.boolean());
    case 'choice':
      return left(fc.constantFrom(...parameter.options));
    case 'choices':
      return left(fc.uniqueArray(fc.constantFrom(...parameter.options), { minLength: 1 }));
  }
}

/** A value for each parameter that must have one, and for some of the others. */
export const valuesOf = (parameters: Parameters): fc.Arbitrary<ParameterValues> =>
  fc
    .record(Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, allowedBy(parameter)])))
    .map(
      (values) =>
        Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as ParameterValues,
    );
