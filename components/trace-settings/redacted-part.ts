/** What two texts have in common at both ends, and what stands between in each. */
export function redactedPart(before: string, after: string) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  const longest = Math.min(before.length, after.length) - start;
  while (end < longest && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return {
    head: before.slice(0, start),
    removed: before.slice(start, before.length - end),
    put: after.slice(start, after.length - end),
    tail: end === 0 ? "" : before.slice(-end),
  };
}
