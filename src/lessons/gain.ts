// What a course has brought, by an inventory that was given before and after it: the share of what could be learned that was.

/** Right answers among those that were given, of one person or of a room. */
export interface Tally {
  readonly right: number;
  readonly given: number;
}

/** From 0 to 1; null where nobody answered. */
export const shareRight = ({ right, given }: Tally): number | null => (given === 0 ? null : right / given);

/** ⟨g⟩ of two shares from 0 to 1: 1 where nothing is left to learn, below 0 where something was unlearned; null where all was known before. */
export const gain = (before: number, after: number): number | null =>
  before >= 1 ? null : (after - before) / (1 - before);
