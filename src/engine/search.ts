// Search by halving, in whatever is in order.

/** The first place of `from` … `to` − 1 at which `holds`, which holds at all places after it too; `to` where there is none. */
export function firstWhere(from: number, to: number, holds: (place: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
