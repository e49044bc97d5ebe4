// What of a user's story caused a mark, and what followed from it: along messages and answers, and from a written row to the invoices
// that were made by it. It knows places in the story, not how they are drawn.
import type { Story, StoryMark } from './story.ts';

/** From a mark to those that followed from it directly, by places. */
function followersOf({ marks, arrows }: Story): ReadonlyMap<number, readonly number[]> {
  const followers = new Map<number, number[]>();
  const add = (from: number, to: number) => followers.set(from, [...(followers.get(from) ?? []), to]);
  for (const { from, to } of arrows) add(from, to);
  let written = -1;
  marks.forEach((mark, place) => {
    if (mark.lifeline !== 'copy') return;
    if (isWriting(mark)) written = place;
    else if (written >= 0 && mark.what !== 'turned-away') add(written, place);
  });
  return followers;
}

const isWriting = ({ what }: StoryMark): boolean => what === 'applied' || what === 'repaired' || what === 'written';

function reached(from: number, next: ReadonlyMap<number, readonly number[]>): ReadonlySet<number> {
  const seen = new Set([from]);
  for (const place of seen) for (const other of next.get(place) ?? []) seen.add(other);
  return seen;
}

/** Places of the marks that caused one, and of those that followed from it, itself among them. */
export function relatedTo(story: Story, place: number): ReadonlySet<number> {
  const followers = followersOf(story);
  const causes = new Map<number, number[]>();
  for (const [from, all] of followers) for (const to of all) causes.set(to, [...(causes.get(to) ?? []), from]);
  return new Set([...reached(place, followers), ...reached(place, causes)]);
}
