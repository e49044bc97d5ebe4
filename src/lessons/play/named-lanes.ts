// Which lanes of an incident a lesson names anywhere, so that no other is computed.
import type { CastMember, Lesson } from '../lesson.ts';

const NAMES: ReadonlySet<string> = new Set(['lane', 'lanes', 'ids']);

/** Every text that stands under a key that holds ids of lanes, however deep. */
function* namesIn(value: unknown, isName: boolean): Generator<string> {
  if (typeof value === 'string') {
    if (isName) yield value;
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    yield* namesIn(inner, Array.isArray(value) ? isName : NAMES.has(key));
}

export function lanesNamed(
  { incidents, steps, takeHome }: Lesson,
  incident: number,
  cast: readonly CastMember[],
): ReadonlySet<string> {
  const its = steps.filter((step) => step.incident === incident);
  const named = new Set(namesIn([its, cast, incident === 0 ? takeHome : null], false));
  const ranks = its.some(({ predict, observe }) =>
    [predict, observe].some((question) => question?.kind === 'choice' && question.answer.by === 'rank'),
  );
  const all = incidents[incident]?.scenario.variants.map(({ id }) => id) ?? [];
  return ranks || named.size === 0 ? new Set(all) : named;
}
