export interface ParetoPoint {
  /** More is better; null: unknown. */
  quality: number | null;
  /** Cost or latency: less is better; null: unknown. */
  price: number | null;
}

/**
 * Which points no other one beats: none is at least as good at no higher price, and better in one of the two.
 * Equal points are on the front together. A point with something unknown is neither on it nor beats anything.
 */
export function paretoFront(points: readonly ParetoPoint[]): boolean[] {
  const measured = points.filter(isMeasured);
  return points.map(
    (point) => isMeasured(point) && !measured.some((other) => dominates(other, point)),
  );
}

type MeasuredPoint = { quality: number; price: number };

const isMeasured = (point: ParetoPoint): point is MeasuredPoint =>
  point.quality !== null && point.price !== null;

const dominates = (one: MeasuredPoint, other: MeasuredPoint): boolean =>
  one.quality >= other.quality &&
  one.price <= other.price &&
  (one.quality > other.quality || one.price < other.price);
