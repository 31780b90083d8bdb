/** `[start, end)` in UTF-16 units. */
export interface TextRange {
  start: number;
  end: number;
}

/**
 * Both lists as one, in order; of two that overlap the one in `first` stays. Each list is in order and free
 * of overlap, and so is the answer; it takes time in proportion to both.
 */
export function joinRanges<T extends TextRange>(first: readonly T[], second: readonly T[]): T[] {
  const joined: T[] = [];
  let next = 0;
  for (const stretch of second) {
    for (let before = first[next]; before && before.end <= stretch.start; before = first[next]) {
      joined.push(before);
      next += 1;
    }
    const following = first[next];
    if (!following || following.start >= stretch.end) joined.push(stretch);
  }
  return [...joined, ...first.slice(next)];
}
