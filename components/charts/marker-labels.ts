interface Marker {
  x: number;
}

type Range = readonly [from: number, to: number];

const CROWDED_SHARE = 0.14;
/** With less room than this to the next marker the two labels would be printed over one another. */
const LEAST_SHARE = 0.05;

/** Of markers that stand together the last one says its name: it is what counts from there on. */
export function hasRoom(markers: readonly Marker[], index: number, [from, to]: Range): boolean {
  const [one, next] = [markers[index], markers[index + 1]];
  return !one || !next || next.x - one.x >= (to - from) * LEAST_SHARE;
}

/** Close behind another marker: its label goes one line lower, every second one of a row of them. */
export function isCrowded(markers: readonly Marker[], index: number, range: Range): boolean {
  const [one, before] = [markers[index], markers[index - 1]];
  if (!one || !before) return false;
  const isClose = one.x - before.x < (range[1] - range[0]) * CROWDED_SHARE;
  return isClose && !isCrowded(markers, index - 1, range);
}
