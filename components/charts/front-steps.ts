interface Point {
  x: number;
  y: number;
}

/**
 * The line of a front from points that no other one beats: level until the next better one, then up to it, and
 * on to the edge. Of equal points one is enough.
 */
export function frontSteps(points: readonly Point[], right: number): Point[] {
  const sorted = points.toSorted((one, other) => one.x - other.x || one.y - other.y);
  const steps: Point[] = [];
  for (const { x, y } of sorted) {
    const last = steps.at(-1);
    if (last?.x === x && last.y === y) continue;
    if (last) steps.push({ x, y: last.y });
    steps.push({ x, y });
  }
  const last = steps.at(-1);
  return last && right > last.x ? [...steps, { x: right, y: last.y }] : steps;
}
